import { createHmac } from 'node:crypto'
import type { Knex } from 'knex'
import { StartupError } from './startup-error.ts'

const PURPOSE = 'vetslot fingerprint of the server key 1'

/**
 * Makes sure that a database is served by the key it has been served with. The first one is noted, as
 * what can be told from nothing but the key itself.
 *
 * @param place where the key came from, for the message
 * @throws StartupError that says what would be lost, and how to go on without the former key
 */
export async function requireServerKey(db: Knex, key: Uint8Array, place: string): Promise<void> {
	const fingerprint = createHmac('sha256', key).update(PURPOSE).digest('hex').slice(0, 32)
	const { rows } = await db.raw('select claim_server_key(?) as known', [fingerprint])
	if (rows[0].known === fingerprint) return
	throw new StartupError(
		`${place} is another key than this database has been served with: links in mails that were ` +
			'sent, sessions, codes on paper and kept secrets would not open. Put the former key back. ' +
			'Where it is lost for good, let the login that owns the tables run\n' +
			'  delete from server_key;\n' +
			'and start again: everybody signs in anew, and calendar addresses have to be given again.',
	)
}
