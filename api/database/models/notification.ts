import { type JsonObject, TenantModel } from './base.ts'

type Channel = 'email' | 'sms' | 'push'

/** One message to one person; the row is its schedule, too. Claims are taken by SQL. */
export class Notification extends TenantModel {
	static override tableName = 'notifications'
	static override jsonAttributes = ['variables']

	declare appointmentId: string | null
	declare clientId: string | null
	declare kind: string
	declare channel: Channel
	/** Never a link or a code: those are put in at sending. */
	declare variables: JsonObject
	declare sequence: number
	declare maxAttempts: number
}

/** One attempt to send. */
export class NotificationDelivery extends TenantModel {
	static override tableName = 'notification_deliveries'

	declare notificationId: string
	declare attempt: number
	declare provider: string
	declare outcome: 'accepted' | 'refused' | 'error'
	declare providerMessageId: string | null
	declare detail: string | null
}

/** A message as it would have arrived, kept for the local mailbox page. */
export class LocalMessage extends TenantModel {
	static override tableName = 'local_messages'
	static override jsonAttributes = ['headers', 'attachments']

	declare notificationId: string | null
	declare channel: Channel
	declare sender: string | null
	declare recipient: string
	declare subject: string | null
	declare textBody: string | null
	declare htmlBody: string | null
	declare headers: Record<string, string>
	/** `content` is base64. */
	declare attachments: { name: string; contentType: string; content: string }[]
	declare readonly createdAt: Date
}
