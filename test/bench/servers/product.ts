// The product's server, whole: limits that count but never refuse, the log, row level security. Beside
// its own routes it has one that inserts a row, which bookings are measured against.

import { Catalogue } from '../../../api/availability/catalogue.ts'
import { readConfig } from '../../../api/config.ts'
import { connect } from '../../../api/database/connect.ts'
import { connectForSnapshots } from '../../../api/database/snapshot.ts'
import { createVersionPoll } from '../../../api/database/version-poll.ts'
import { diskStore } from '../../../api/files/disk-store.ts'
import { AccessTokens } from '../../../api/http/access-token.ts'
import { createDrain } from '../../../api/http/drain.ts'
import { listen } from '../../../api/http/listen.ts'
import { pagesIn } from '../../../api/http/pages.ts'
import { createLog } from '../../../api/log.ts'
import { letterLimit } from '../../../api/notifications/letter-limit.ts'
import { notificationQueue, openQueue } from '../../../api/notifications/queue.ts'
import { createApp } from '../../../api/server.ts'
import type { Services } from '../../../api/services.ts'
import { memory, readOptions, serve } from './child.ts'
import { forgetVersions } from './new-versions.ts'
import { plainInsert } from './plain-insert.ts'
import { countRoundTrips } from './round-trips.ts'

const { databaseUrl: url = '', poll = true, forgets = false } = readOptions()
const counters = countRoundTrips()
if (forgets) forgetVersions()
const serverKey = Buffer.alloc(32, 7)
const publicUrl = 'https://book.bench.example'
const config = readConfig(
	{
		DATABASE_URL: url,
		SERVER_KEY: serverKey.toString('base64url'),
		PUBLIC_URL: publicUrl,
		LIMIT_READ_BURST: '100000000',
		LIMIT_READS_PER_SECOND: '1000000',
		LIMIT_WRITES_BY_ADDRESS: '9999999/60',
		LIMIT_WRITES_BY_KEY: '9999999/60',
		LIMIT_WRITES_BY_EMAIL: '9999999/60',
		LIMIT_BOOKINGS_BY_ADDRESS: '9999999/60',
		LIMIT_HOLDS_BY_ADDRESS: '100000',
		LIMIT_STREAMS: '5000',
		LIMIT_STREAMS_BY_ADDRESS: '5000',
	},
	[],
)
const db = connect({ url, poolSize: config.database.pool, answerWithin: 15_000 })
const boss = await openQueue({ url, works: false, onError: () => {} })
const versions = createVersionPoll({ db: connect({ url, poolSize: 1, answerWithin: 2000 }) })
versions.start()
const { bookings, writes } = config.limits
const services: Services = {
	db,
	snapshots: connectForSnapshots(url),
	files: diskStore('.vetslot/bench-files'),
	fileLimits: config.limits.files,
	catalogue: new Catalogue(),
	// Without a poll no version is a moment old, so each answer asks for it.
	versions: poll ? versions : Object.assign(versions, { seen: () => undefined }),
	serverKey,
	accessTokens: new AccessTokens(serverKey),
	queueNotification: notificationQueue(boss),
	limitLetters: letterLimit({ letters: writes.email, bookings }, serverKey, Date.now),
	pages: pagesIn(db, () => publicUrl),
	canText: false,
	publicUrl: () => publicUrl,
}
const app = createApp({
	services,
	config,
	log: createLog(config.logLevel),
	drain: createDrain(),
	ready: async () => {},
	showsMailbox: false,
})
app.use(plainInsert(db).routes())
const { port } = await listen(app, { host: '127.0.0.1', port: 0, maxConnections: 9000 })
serve(port, { counters, memory })
