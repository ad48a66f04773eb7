import type { Knex } from 'knex'
import { localChannel } from '../../../api/notifications/channels/local.ts'
import { deliver } from '../../../api/notifications/deliver.ts'
import type { BookableClinic } from '../../factories.ts'
import { serverKey, type TestApi } from '../api.ts'

/** A letter as it arrived. */
export interface Arrived {
	to: string
	kind: string
	subject: string
	text: string
	html: string
}

/** Sends whatever waits at a clinic, and gives the letters that left by it. */
export async function sendPost(api: TestApi, clinic: BookableClinic): Promise<Arrived[]> {
	const { db } = api
	const options = {
		...{ db, channel: localChannel(db), serverKey, publicUrl: () => api.url },
		from: 'Vetslot <bookings@vetslot.example>',
	}
	const waiting: string[] = await clinic.run((trx: Knex) =>
		trx('notifications').where({ status: 'pending' }).orderBy('created_at').pluck('id'),
	)
	for (const notificationId of waiting) {
		await deliver(options, { clinicId: clinic.id, notificationId })
	}
	const messages = await clinic.run((trx) =>
		trx('local_messages').whereIn('notification_id', waiting).orderBy('id'),
	)
	return messages.map((row) => ({
		to: row.recipient,
		kind: row.headers['X-Tag'],
		subject: row.subject,
		text: row.text_body,
		html: row.html_body,
	}))
}

/** What became of all letters of a kind, in the order of their asking. */
export function endsOf(clinic: BookableClinic, kind: string): Promise<string[]> {
	return clinic.run(async (trx) => {
		const rows = await trx('notifications').where({ kind }).orderBy('created_at')
		return rows.map((row) => [row.status, row.error_message].filter(Boolean).join(': '))
	})
}

/** The token in a letter's link. */
export const tokenIn = ({ text }: Arrived): string =>
	/#(?:invitation|reset)=([A-Za-z0-9_.-]+)/.exec(text)?.[1] ?? ''

/** The six digits in a letter. */
export const codeIn = ({ text }: Arrived): string =>
	(/Code: (\d{3} \d{3})/.exec(text)?.[1] ?? '').replace(' ', '')
