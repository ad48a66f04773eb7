import type { Knex } from 'knex'
import { newId } from '../../database/ids.ts'
import { LocalMessage } from '../../database/models/notification.ts'
import { inTenant } from '../../database/tenant.ts'
import { type Mail, type MailChannel, mailbox } from './channel.ts'

/** Mail that stays here: it is kept as it would have arrived, for the mailbox page. */
export function localChannel(db: Knex): MailChannel {
	return {
		provider: 'local',
		send: (mail) => inTenant(db, mail.clinicId, (trx) => keep(trx, mail), { quietly: true }),
		find: ({ clinicId, notificationId }) =>
			inTenant(db, clinicId, (trx) => find(trx, clinicId, notificationId), { quietly: true }),
	}
}

async function find(trx: Knex, clinicId: string, notificationId: string): Promise<string | null> {
	const row = await LocalMessage.of(trx, clinicId, { notificationId }).select('id').first()
	return row?.id ?? null
}

async function keep(trx: Knex.Transaction, mail: Mail): Promise<string> {
	const id = newId()
	const attachments = mail.attachments.map(({ name, contentType, content }) => ({
		name,
		contentType,
		content: content.toString('base64'),
	}))
	await LocalMessage.query(trx).insert({
		clinicId: mail.clinicId,
		id,
		notificationId: mail.notificationId,
		channel: 'email',
		sender: mailbox(mail.from),
		recipient: mail.to,
		subject: mail.subject,
		textBody: mail.text,
		htmlBody: mail.html,
		headers: { 'Reply-To': mail.replyTo, 'X-Tag': mail.kind },
		attachments,
	})
	return id
}
