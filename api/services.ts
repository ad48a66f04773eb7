import type { Knex } from 'knex'
import type { Catalogue } from './availability/catalogue.ts'
import type { VersionPoll } from './database/version-poll.ts'
import type { FileLimits } from './files/limits.ts'
import type { FileStore } from './files/store.ts'
import type { AccessTokens } from './http/access-token.ts'
import type { Pages } from './http/pages.ts'
import type { LimitLetters } from './notifications/letter-limit.ts'
import type { NotificationQueue } from './notifications/queue.ts'

/** What the routes hand to their verbs; made once in `main`. */
export interface Services {
	/** The server's login, which row level security binds. */
	db: Knex
	/** The same login, for what is read at length; see `connectForSnapshots`. */
	snapshots: Knex
	catalogue: Catalogue
	/** Clinics' versions as of a moment ago. */
	versions: VersionPoll
	serverKey: Uint8Array
	/** Where photos and documents lie. */
	files: FileStore
	fileLimits: FileLimits
	/** Of people who are signed in. */
	accessTokens: AccessTokens
	queueNotification: NotificationQueue
	/** Whether text messages reach anybody; there is no provider for them yet. */
	canText: boolean
	/** Asked before a letter is queued that a guest causes. */
	limitLetters: LimitLetters
	/** Which pages may use what browsers keep for a clinic. */
	pages: Pages
	/** Where people reach the hosted pages; a function, since the port may be chosen at start. */
	publicUrl: () => string
}
