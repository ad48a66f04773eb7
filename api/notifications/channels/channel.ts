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

export interface Attachment {
	name: string
	contentType: string
	content: Buffer
}

/** A way for mails to leave. */
export interface MailChannel {
	/** Named in notification_deliveries. */
	readonly provider: string
	/**
	 * Hands a mail over and answers with the provider's id.
	 * @throws Refused when trying again can not help; after `Failed` and all else it is tried again
	 */
	send(mail: Mail): Promise<string>
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
