import type { IncomingMessage, ServerResponse } from 'node:http'

// A phone on a bad line sends 64 kB in far less; whoever needs longer is holding on to a socket.
const BODY_MILLISECONDS = 30_000

/** The longest that a body may take, where a route allows for it. */
export const LONGEST_BODY_MILLISECONDS = 600_000

const TOO_LATE = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'
const limits = new WeakMap<IncomingMessage, (milliseconds: number) => void>()

/** Ends a connection whose request is not complete in time. Node knows one time for all requests. */
export function limitTime(req: IncomingMessage, res: ServerResponse): void {
	const { headers } = req
	if (!(Number(headers['content-length']) > 0) && !headers['transfer-encoding']) return
	let timer: NodeJS.Timeout
	const limit = (milliseconds: number) => {
		clearTimeout(timer)
		if (req.closed) return
		timer = setTimeout(() => end(req, res), milliseconds)
		// Of a refused body that nobody reads; a server that has closed does not wait for it.
		timer.unref()
	}
	limits.set(req, limit)
	limit(BODY_MILLISECONDS)
	req.once('close', () => clearTimeout(timer))
}

/** Gives a body as long as a large file may need, from now on; or takes that back. */
export function allowTime(req: IncomingMessage, milliseconds = BODY_MILLISECONDS): void {
	limits.get(req)?.(milliseconds)
}

function end(req: IncomingMessage, res: ServerResponse): void {
	// An answer that is under way can only be cut off. A body that has arrived waits for nobody.
	if (req.complete) return
	if (!res.headersSent) req.socket.write(TOO_LATE)
	req.socket.destroySoon()
}
