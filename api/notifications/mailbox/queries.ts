import type { Knex } from 'knex'
import { LocalMessage } from '../../database/models/notification.ts'
import { queryOf } from '../../database/query.ts'
import { inTenant } from '../../database/tenant.ts'

/** A line of the list. */
export type MessageLine = Pick<
	LocalMessage,
	'id' | 'channel' | 'sender' | 'recipient' | 'subject' | 'createdAt'
>

const LINE = ['id', 'channel', 'sender', 'recipient', 'subject', 'created_at']
const MOST = 100

/** The newest messages of all clinics, newest first. */
export async function listMessages(db: Knex): Promise<MessageLine[]> {
	const lists = await fromEachClinic(db, (trx, clinicId) =>
		LocalMessage.of(trx, clinicId)
			.select(LINE)
			.orderBy([
				{ column: 'created_at', order: 'desc' },
				{ column: 'id', order: 'desc' },
			])
			.limit(MOST),
	)
	return lists.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, MOST)
}

export async function findMessage(db: Knex, id: string): Promise<LocalMessage | undefined> {
	const [message] = await fromEachClinic(db, (trx, clinicId) =>
		LocalMessage.of(trx, clinicId, { id }),
	)
	return message
}

/** The page belongs to no clinic, so it asks each one in turn; there are few where mail is local. */
async function fromEachClinic<T>(
	db: Knex,
	read: (trx: Knex, clinicId: string) => PromiseLike<T[]>,
): Promise<T[]> {
	const clinics = await queryOf(db)<{ id: string }>('select clinic_id as id from list_clinics()')
	const all: T[] = []
	for (const { id } of clinics)
		all.push(...(await inTenant(db, id, (trx) => read(trx, id), { quietly: true })))
	return all
}
