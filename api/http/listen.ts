import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Koa from 'koa'
import { StartupError } from '../database/startup-error.ts'
import { LONGEST_BODY_MILLISECONDS, limitTime } from './time-limit.ts'

const HEADERS_MILLISECONDS = 10_000
// How often Node looks for those; with its own thirty seconds they would last four times as long.
const CHECKING_MILLISECONDS = 5_000
// Longer than the minute that common balancers keep an idle connection, so that they close first.
const KEEP_ALIVE_MILLISECONDS = 65_000

export interface Listening {
	server: Server
	/** The port that was had; another than asked for when that one was busy. */
	port: number
}

/**
 * Listens on `port`, or on one of the next `tries - 1` when it is busy. Port 0 takes any. Connections
 * beyond `maxConnections` are closed at once.
 *
 * @throws StartupError with one sentence when none can be had
 */
export async function listen(
	app: Koa,
	place: { host: string; port: number; tries?: number; maxConnections?: number },
): Promise<Listening> {
	const answer = app.callback()
	const server = createServer(
		{
			// Nearly every request has less; see `limitTime`.
			requestTimeout: LONGEST_BODY_MILLISECONDS + CHECKING_MILLISECONDS,
			headersTimeout: HEADERS_MILLISECONDS,
			connectionsCheckingInterval: CHECKING_MILLISECONDS,
		},
		(req, res) => {
			limitTime(req, res)
			void answer(req, res)
		},
	)
	if (place.maxConnections !== undefined) server.maxConnections = place.maxConnections
	server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS
	for (let port = place.port, left = place.tries ?? 1; ; port++, left--) {
		try {
			await listenOn(server, place.host, port)
			return { server, port: (server.address() as AddressInfo).port }
		} catch (error) {
			const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
			if (!busy || left <= 1 || port >= 65_535) throw explained(error, place.host, port)
		}
	}
}

const REASONS: Readonly<Record<string, string>> = {
	EADDRINUSE: 'another program listens there',
	EADDRNOTAVAIL: 'HOST is no address of this machine',
	ENOTFOUND: 'HOST is no address, and no name that is known here',
	EAI_AGAIN: 'the name in HOST can not be looked up now',
	EACCES: 'this user may not; ports below 1024 are kept for the system',
	EAFNOSUPPORT: 'this machine has no addresses of that kind',
	EINVAL: 'HOST is no address to listen at',
}

function explained(cause: unknown, host: string, port: number): StartupError {
	const { code = '', message } = cause as NodeJS.ErrnoException
	const words = `Can't listen at ${host}, port ${port}: ${REASONS[code] ?? message}`
	return new StartupError(words, { cause })
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject)
		server.listen(port, host, () => {
			server.off('error', reject)
			resolve()
		})
	})
}
