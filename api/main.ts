import { join } from 'node:path'
import type { PgBoss } from 'pg-boss'
import { cancelUnanswered } from './appointments/unanswered.ts'
import { Catalogue } from './availability/catalogue.ts'
import { startReader } from './calendars/reader.ts'
import { demoOwnerSignIn, demoSignIn } from './clinics/demo/sign-ins.ts'
import { type Config, loadConfig } from './config.ts'
import { connect } from './database/connect.ts'
import { openDatabase } from './database/open.ts'
import { purge, purgePastPeople } from './database/purge.ts'
import { readiness } from './database/readiness.ts'
import { serverKey as keptServerKey } from './database/secret.ts'
import { requireServerKey } from './database/server-key.ts'
import { connectForSnapshots } from './database/snapshot.ts'
import { StartupError } from './database/startup-error.ts'
import { createVersionPoll, type VersionPoll } from './database/version-poll.ts'
import { startDemonstration } from './demonstration.ts'
import { openStore } from './files/store.ts'
import { sweepFiles } from './files/sweep.ts'
import { AccessTokens } from './http/access-token.ts'
import { createDrain } from './http/drain.ts'
import { listen } from './http/listen.ts'
import { NotYet } from './http/not-yet.ts'
import { pagesIn } from './http/pages.ts'
import { createLog, describeError, type Logger } from './log.ts'
import { localChannel } from './notifications/channels/local.ts'
import { postmarkChannel } from './notifications/channels/postmark.ts'
import { letterLimit } from './notifications/letter-limit.ts'
import { notificationQueue, openQueue } from './notifications/queue.ts'
import { createApp } from './server.ts'
import type { Services } from './services.ts'
import { endOnMistakes, endOnSignals, endProcess, Started } from './started.ts'
import { startWorker } from './worker.ts'

// How many ports are tried when the one asked for is busy.
const PORT_TRIES = 20

// What is left after the requests: the queue, the database.
const TIDY_MILLISECONDS = 3000

async function main(): Promise<void> {
	const config = loadConfig()
	const log = createLog(config.logLevel)
	const started = new Started(log, config.drainMilliseconds + TIDY_MILLISECONDS)
	endOnSignals(started)
	endOnMistakes(started, log)
	try {
		await started.run(() => start(config, log, started))
	} catch (error) {
		if (started.signal.aborted) return // whoever ended it ends the process
		const words =
			error instanceof StartupError ? error.message : JSON.stringify(describeError(error))
		process.stderr.write(`${words}\n`)
		await endProcess(started, 1)
	}
}

async function start(config: Config, log: Logger, started: Started): Promise<void> {
	const { dataDir } = config
	const database = await openDatabase({ ...config.database, dataDir, signal: started.signal })
	started.addGround(() => database.close())
	database.lost.then((why) => {
		log.fatal(why)
		return endProcess(started, 1)
	})
	const serves = config.role !== 'worker'
	const works = config.role !== 'server'
	const onError = (error: Error) => log.error({ err: error }, 'queue')
	const boss = await openQueue({ url: database.url, works, onError })
	started.addGround(() => boss.stop({ graceful: true, timeout: config.drainMilliseconds }))
	let publicUrl = config.publicUrl ?? addressOf(config.host, config.port)
	const serverKey = config.serverKey ?? (await keptServerKey(dataDir))
	const keyPlace = config.serverKey ? 'SERVER_KEY' : join(dataDir, 'server.key')
	await requireServerKey(database.db, serverKey, keyPlace)
	const { bookings, writes } = config.limits
	const snapshots = connectForSnapshots(database.url)
	started.addGround(() => snapshots.destroy())
	const services: Services = {
		db: database.db,
		snapshots,
		catalogue: new Catalogue(),
		versions: pollVersions(database.url, log, started),
		serverKey,
		files: await openStore(config.files),
		fileLimits: config.limits.files,
		accessTokens: new AccessTokens(serverKey),
		queueNotification: notificationQueue(boss),
		limitLetters: letterLimit({ letters: writes.email, bookings }, serverKey, Date.now),
		pages: pagesIn(database.db, () => publicUrl),
		canText: config.showsMailbox,
		publicUrl: () => publicUrl,
	}
	let isLoaded = !config.demo
	if (serves) {
		const port = await serve(config, log, started, services, () => isLoaded)
		publicUrl = config.publicUrl ?? addressOf(config.host, port)
		say(`Vetslot answers at ${publicUrl}`, port, config.port)
		if (config.showsMailbox) say(aboutMailbox(config.host, port))
		say(`Clinics sign in at ${publicUrl}/clinic`)
	}
	// After the port is known, since mails carry links.
	if (works) await work(config, log, started, services, boss)
	if (!serves || isLoaded) return
	const { db } = database
	const port = await startDemonstration({ config, db, log, started, apiUrl: publicUrl })
	isLoaded = true
	say(`The made-up clinic's website: http://localhost:${port}`, port, config.sitePort)
	if (!config.showsMailbox) return
	say(`Its vet signs in at ${publicUrl}/clinic as ${demoSignIn()}`)
	say(`An owner signs in at http://localhost:${port}/pets.html as ${demoOwnerSignIn()}`)
}

/** On a connection of its own, and one that gives up before what it would find is stale. */
function pollVersions(url: string, log: Logger, started: Started): VersionPoll {
	const db = connect({ url, poolSize: 1, name: 'vetslot versions', answerWithin: 2000 })
	const onError = (error: unknown) => log.warn({ err: error }, 'version poll')
	const versions = createVersionPoll({ db, onError })
	started.addGround(async () => {
		await versions.stop()
		await db.destroy()
	})
	versions.start()
	return versions
}

async function work(
	config: Config,
	log: Logger,
	started: Started,
	services: Services,
	boss: PgBoss,
): Promise<void> {
	const { db, serverKey, publicUrl } = services
	const { from, postmarkToken: token, postmarkHost: host, postmarkUseHttps: useHttps } = config.mail
	const worker = await startWorker({
		boss,
		db,
		channel: token === undefined ? localChannel(db) : postmarkChannel({ token, host, useHttps }),
		serverKey,
		from,
		publicUrl,
		log,
		purges: {
			leftovers: () => purge(db),
			unanswered: () => cancelUnanswered(db, services),
		},
		errands: { files: () => sweepFiles(services) },
		nightly: { people: () => purgePastPeople(db) },
	})
	started.addTaker(() => worker.stop())
	const reader = startReader({ services, reach: config.feeds, log })
	started.addTaker(() => reader.stop())
}

async function serve(
	config: Config,
	log: Logger,
	started: Started,
	services: Services,
	isLoaded: () => boolean,
): Promise<number> {
	const drain = createDrain()
	const database = readiness(services.db)
	const app = createApp({
		services,
		config,
		log,
		drain,
		ready: async () => {
			if (!isLoaded()) throw new NotYet('The demonstration is being loaded')
			await database()
		},
		showsMailbox: config.showsMailbox,
	})
	const { host, port, maxConnections } = config
	const listening = await listen(app, { host, port, maxConnections, tries: PORT_TRIES })
	started.addTaker(() => drain.close(listening.server, config.drainMilliseconds))
	return listening.port
}

function say(words: string, port = 0, asked = port): void {
	const other = port === asked || asked === 0 ? '' : ` (port ${asked} is busy)`
	process.stdout.write(`${words}${other}\n`)
}

function addressOf(host: string, port: number): string {
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The mailbox opens from this very machine only, so its address is never the public one. */
function aboutMailbox(host: string, port: number): string {
	const own = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
	if (['127.0.0.1', 'localhost', '::1'].includes(own)) {
		return `Mail to owners is shown at ${addressOf(own, port)}/mailbox`
	}
	return 'Mail to owners stays here, and can be read only while HOST is 127.0.0.1, 0.0.0.0 or ::'
}

await main()
