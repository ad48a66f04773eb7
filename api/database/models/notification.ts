import { type JsonObject, TenantModel } from './base.ts'

export type NotificationStatus = 'pending' | 'claimed' | 'sent' | 'failed' | 'cancelled'
export type Channel = 'email' | 'sms' | 'push'

/** One message to one person; the row is its schedule, too. */
export class Notification extends TenantModel {
	static override tableName = 'notifications'
	static override jsonAttributes = ['variables']

	declare appointmentId: string | null
	declare clientId: string | null
	declare kind: string
	declare channel: Channel
	declare recipientEmail: string | null
	declare recipientPhone: string | null
	/** Never a link or a code: those are put in at sending. */
	declare variables: JsonObject
	declare sequence: number
	declare status: NotificationStatus
	declare scheduledFor: Date
	declare claimedAt: Date | null
	declare sentAt: Date | null
	declare providerMessageId: string | null
	declare attempts: number
	declare maxAttempts: number
	declare errorMessage: string | null
}

/** One attempt to send, and what the provider reported later. */
export class NotificationDelivery extends TenantModel {
	static override tableName = 'notification_deliveries'

	declare notificationId: string
	declare attempt: number
	declare provider: string
	declare outcome: 'accepted' | 'refused' | 'error' | 'delivered' | 'bounced' | 'complained'
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
}
