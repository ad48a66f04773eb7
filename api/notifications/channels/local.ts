import type { Knex } from 'knex'
import { newId } from '../../database/ids.ts'
import { queryOf } from '../../database/query.ts'
import { inTenant } from '../../database/tenant.ts'
import { type Mail, type MailChannel, mailbox } from './channel.ts'

/** Mail that stays here: it is kept as it would have arrived, for the mailbox page. */
export function localChannel(db: Knex): MailChannel {
	return {
		provider: 'local',
		send: (mail) => inTenant(db, mail.clinicId, (trx) => keep(trx, mail)),
		find: ({ clinicId, notificationId }) =>
			inTenant(db, clinicId, async (trx) => {
				const [row] = await queryOf(trx)<{ id: string }>(
					`select id from local_messages where clinic_id = $1 and notification_id = $2 limit 1`,
					[clinicId, notificationId],
				)
				return row?.id ?? null
			}),
	}
}

async function keep(trx: Knex.Transaction, mail: Mail): Promise<string> {
	const id = newId()
	const attachments = mail.attachments.map(({ name, contentType, content }) => ({
		name,
		contentType,
		content: content.toString('base64'),
	}))
	await queryOf(trx)(
		`insert into local_messages (clinic_id, id, notification_id, channel, sender, recipient,
			subject, text_body, html_body, headers, attachments)
		values ($1, $2, $3, 'email', $4, $5, $6, $7, $8, $9, $10)`,
		[
			mail.clinicId,
			id,
			mail.notificationId,
			mailbox(mail.from),
			mail.to,
			mail.subject,
			mail.text,
			mail.html,
			JSON.stringify({ 'Reply-To': mail.replyTo, 'X-Tag': mail.kind }),
			JSON.stringify(attachments),
		],
	)
	return id
}
