import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the stand-in answers the next call of `/email`. */
export type Answer = 'accept' | 'refuse' | 'account' | 'break' | 'hang' | 'accept and hang'

export interface SentMail {
	MessageID: string
	From: string
	To: string
	Subject: string
	TextBody: string
	HtmlBody: string
	Metadata: { notification: string }
	Attachments: { Name: string; ContentType: string; Content: string }[]
}

/** A server that speaks as much of Postmark's HTTP API as we use. */
export async function standIn() {
	const accepted: SentMail[] = []
	const answers: Answer[] = []
	const calls = { email: 0, search: 0 }
	const hanging: ServerResponse[] = []

	const email = async (request: IncomingMessage, response: ServerResponse) => {
		calls.email++
		const mail = JSON.parse(await bodyOf(request)) as SentMail
		const answer = answers.shift() ?? 'accept'
		if (answer === 'refuse') return say(response, 422, { ErrorCode: 406, Message: REFUSED })
		if (answer === 'account') return say(response, 422, { ErrorCode: 412, Message: 'Pending' })
		if (answer === 'break') return say(response, 500, { ErrorCode: 0, Message: 'Broken' })
		const MessageID = `pm-${accepted.length + 1}`
		if (answer !== 'hang') accepted.push({ ...mail, MessageID })
		if (answer !== 'accept') return hanging.push(response)
		say(response, 200, { ErrorCode: 0, Message: 'OK', MessageID, To: mail.To, SubmittedAt: '' })
	}
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://postmark')
		if (request.headers['x-postmark-server-token'] !== 'token') return say(response, 401, {})
		if (request.method === 'POST' && url.pathname === '/email') return email(request, response)
		calls.search++
		const id = url.searchParams.get('metadata_notification')
		const found = accepted.filter((mail) => mail.Metadata.notification === id)
		say(response, 200, { TotalCount: found.length, Messages: found })
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	return {
		host: `127.0.0.1:${port}`,
		accepted,
		answers,
		calls,
		close: () =>
			new Promise<void>((resolve) => {
				for (const response of hanging) response.destroy()
				server.close(() => resolve())
				server.closeAllConnections()
			}),
	}
}

const REFUSED = 'You tried to send to a recipient that is inactive. Found: sam@example.com.'

function say(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'Content-Type': 'application/json' })
	response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let text = ''
	for await (const chunk of request) text += chunk
	return text
}
