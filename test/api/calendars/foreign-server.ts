import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A server that somebody else keeps a calendar on. */
export interface ForeignServer {
	origin: string
	/** Every request so far, as `path if-none-match`. */
	asked: string[]
	answer(path: string, how: string | Answer): void
	close(): Promise<void>
}

export async function foreignServer(): Promise<ForeignServer> {
	const answers = new Map<string, string | Answer>()
	const asked: string[] = []
	const server = createServer((request, response) => {
		const { url = '' } = request
		asked.push([url, request.headers['if-none-match']].filter(Boolean).join(' '))
		const how = answers.get(url)
		if (how === undefined) response.writeHead(404).end()
		else if (typeof how !== 'string') how(request, response)
		else withTag(request, response, how)
	})
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		answer: (path, how) => void answers.set(path, how),
		close: async () => {
			server.closeAllConnections()
			await new Promise((done) => server.close(done))
		},
	}
}

function withTag(request: IncomingMessage, response: ServerResponse, text: string): void {
	const etag = `"${Buffer.from(text).length}-${[...text].reduce((sum, c) => sum + c.charCodeAt(0), 0)}"`
	if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
	else response.writeHead(200, { 'Content-Type': 'text/calendar', ETag: etag }).end(text)
}

/** A calendar with events of an hour each, by their start in UTC. */
export function diary(...starts: string[]): string {
	const events = starts.map((start, i) => {
		const at = `${new Date(start).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
		return `BEGIN:VEVENT\r\nUID:${i}@x\r\nSUMMARY:Dentist\r\nDTSTART:${at}\r\nDURATION:PT1H\r\nEND:VEVENT\r\n`
	})
	return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`
}
