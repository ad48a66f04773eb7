import type { Knex } from 'knex'
import { newId } from '../../database/ids.ts'
import { LocalMessage } from '../../database/models/notification.ts'
import { inTenant } from '../../database/tenant.ts'
import {
	isText,
	type Mail,
	type MailChannel,
	type Message,
	mailbox,
	type TextMessage,
} from './channel.ts'

/** Messages that stay here: they are kept as they would have arrived, for the mailbox page. */
export function localChannel(db: Knex): MailChannel {
	return {
		provider: 'local',
		send: (message) =>
			inTenant(db, message.clinicId, (trx) => keep(trx, message), { quietly: true }),
		find: ({ clinicId, notificationId }) =>
			inTenant(db, clinicId, (trx) => find(trx, clinicId, notificationId), { quietly: true }),
	}
}

async function find(trx: Knex, clinicId: string, notificationId: string): Promise<string | null> {
	const row = await LocalMessage.of(trx, clinicId, { notificationId }).select('id').first()
	return row?.id ?? null
}

async function keep(trx: Knex.Transaction, message: Message): Promise<string> {
	const { clinicId, notificationId, to: recipient, text: textBody } = message
	const id = newId()
	await LocalMessage.query(trx).insert({
		...{ clinicId, id, notificationId, recipient, textBody },
		...(isText(message) ? textColumns(message) : mailColumns(message)),
	})
	return id
}

function textColumns({ from: sender, kind }: TextMessage) {
	const nothing = { subject: null, htmlBody: null, attachments: [] }
	return { channel: 'sms' as const, sender, headers: { 'X-Tag': kind }, ...nothing }
}

function mailColumns(mail: Mail) {
	return {
		channel: 'email' as const,
		sender: mailbox(mail.from),
		subject: mail.subject,
		htmlBody: mail.html,
		headers: { 'Reply-To': mail.replyTo, 'X-Tag': mail.kind },
		attachments: mail.attachments.map(({ name, contentType, content }) => ({
			...{ name, contentType },
			content: content.toString('base64'),
		})),
	}
}
