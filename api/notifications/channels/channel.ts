/** A mail ready to leave. Addresses and subject are single clean lines. */
export interface Mail {
	clinicId: string
	/** Goes along as metadata, so that the provider can be asked about it later. */
	notificationId: string
	kind: string
	from: { name: string; email: string }
	/** Where an answer goes: the clinic. */
	replyTo: string
	to: string
	subject: string
	text: string
	html: string
	attachments: Attachment[]
}

/** A text message to a phone, ready to leave. */
export interface TextMessage {
	clinicId: string
	notificationId: string
	kind: string
	/** Whom it says it is from. */
	from: string
	/** E.164. */
	to: string
	text: string
}

export type Message = Mail | TextMessage

/** Whether a message is one to a phone. */
export function isText(message: Message): message is TextMessage {
	return !('subject' in message)
}

export interface Attachment {
	name: string
	contentType: string
	content: Buffer
}

/** A way for messages to leave. */
export interface MailChannel {
	/** Named in notification_deliveries. */
	readonly provider: string
	/**
	 * Hands a message over and answers with the provider's id.
	 * @throws Refused when trying again can not help; after `Failed` and all else it is tried again
	 */
	send(message: Message): Promise<string>
	/** Whether a mail left already, for a try whose end nobody saw: the provider's id, or null. */
	find(mail: Pick<Mail, 'clinicId' | 'notificationId'>): Promise<string | null>
}

/** The mail did not leave, or nobody knows. The message names no person: it is stored. */
export class Failed extends Error {
	override name = 'Failed'
}

/** The provider will not take this mail, now or later. */
export class Refused extends Failed {
	override name = 'Refused'
}

/** `"Harbour Lane Vets" <bookings@example.com>`, whatever the name holds. */
export function mailbox({ name, email }: Mail['from']): string {
	return name ? `"${name.replace(/["\\]/g, '')}" <${email}>` : email
}
