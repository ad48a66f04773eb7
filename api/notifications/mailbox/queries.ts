import type { Knex } from 'knex'
import { queryOf } from '../../database/query.ts'
import { readInTenant } from '../../database/tenant.ts'

/** A line of the list. */
export interface MessageLine {
	id: string
	sender: string
	recipient: string
	subject: string
	arrivedAt: Date
}

/** A message as it would have arrived. */
export interface Message extends MessageLine {
	text: string
	html: string | null
	headers: Record<string, string>
	attachments: { name: string; contentType: string; content: string }[]
}

const LINE = `id, coalesce(sender, '') as sender, recipient, coalesce(subject, '') as subject,
	created_at as "arrivedAt"`
const MOST = 100

/** The newest messages of all clinics, newest first. */
export async function listMessages(db: Knex): Promise<MessageLine[]> {
	const lists = await fromEachClinic(db, (clinicId) =>
		readInTenant(db, clinicId, (query) =>
			query<MessageLine>(
				`select ${LINE} from local_messages where clinic_id = $1
				order by created_at desc, id desc limit ${MOST}`,
				[clinicId],
			),
		),
	)
	return lists.sort((a, b) => b.arrivedAt.getTime() - a.arrivedAt.getTime()).slice(0, MOST)
}

export async function findMessage(db: Knex, id: string): Promise<Message | undefined> {
	const [message] = await fromEachClinic(db, (clinicId) =>
		readInTenant(db, clinicId, (query) =>
			query<Message>(
				`select ${LINE}, coalesce(text_body, '') as text, html_body as html, headers, attachments
				from local_messages where clinic_id = $1 and id = $2`,
				[clinicId, id],
			),
		),
	)
	return message
}

/** The page belongs to no clinic, so it asks each one in turn; there are few where mail is local. */
async function fromEachClinic<T>(db: Knex, read: (clinicId: string) => Promise<T[]>): Promise<T[]> {
	const clinics = await queryOf(db)<{ id: string }>('select clinic_id as id from list_clinics()')
	const all: T[] = []
	for (const { id } of clinics) all.push(...(await read(id)))
	return all
}
