import { type Message, Models, ServerClient } from 'postmark'
import { Failed, isText, type Mail, type MailChannel, mailbox, Refused } from './channel.ts'

export interface PostmarkOptions {
	token: string
	/** Another host than Postmark's own, such as a stand-in. */
	host?: string | undefined
	useHttps?: boolean
	/** Seconds after which a call is given up. */
	timeout?: number
}

// Codes that come as a refusal but are about our account: someone can mend it, so we try again.
// Sender not found or not confirmed, credits used up, account not approved yet.
const accountCodes = new Set([400, 401, 405, 412])

/** Mail by Postmark's HTTP API. */
export function postmarkChannel(options: PostmarkOptions): MailChannel {
	const client = new ServerClient(options.token, {
		useHttps: options.useHttps ?? true,
		timeout: options.timeout ?? 10,
		...(options.host === undefined ? {} : { requestHost: options.host }),
	})
	return {
		provider: 'postmark',
		async send(mail) {
			// There is no provider for these yet: who asks for one is told before anything is queued.
			if (isText(mail)) throw new Refused('no text messages')
			try {
				return (await client.sendEmail(messageOf(mail))).MessageID
			} catch (error) {
				throw failureOf(error)
			}
		},
		async find({ notificationId }) {
			const filter = new Models.OutboundMessagesFilteringParameters(1, 0)
			filter.metadata_notification = notificationId
			const { Messages } = await client.getOutboundMessages(filter)
			return Messages[0]?.MessageID ?? null
		},
	}
}

function messageOf(mail: Mail): Message {
	return {
		From: mailbox(mail.from),
		To: mail.to,
		...(mail.replyTo ? { ReplyTo: mail.replyTo } : {}),
		Subject: mail.subject,
		TextBody: mail.text,
		HtmlBody: mail.html,
		Tag: mail.kind,
		Metadata: { notification: mail.notificationId },
		// Rewritten links would hand the manage token to a third party.
		TrackOpens: false,
		TrackLinks: Models.LinkTrackingOptions.None,
		Attachments: mail.attachments.map((attachment) => ({
			Name: attachment.name,
			ContentType: attachment.contentType,
			Content: attachment.content.toString('base64'),
			ContentID: null,
		})),
	}
}

/** The provider's own words name the recipient; only its numbers are kept. */
function failureOf(thrown: unknown): Error {
	const { statusCode, code } = thrown as { statusCode?: number; code?: number }
	const words = `postmark ${statusCode ?? 0}/${code ?? 0}`
	const isOurs = accountCodes.has(code ?? 0)
	if ((statusCode === 422 && !isOurs) || statusCode === 413) return new Refused(words)
	return new Failed(words)
}
