import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'puppeteer-core'

/** Stands between a browser and everything it asks for. */
export interface RefusingProxy {
	address: string
	/** How many cookies did not come through, in either direction. */
	refused: { sent: number; set: number }
	stop(): Promise<void>
}

/** A call from a page to another site than its own; opening a page is the page's own. */
const isThirdParty = ({ headers }: IncomingMessage): boolean =>
	headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'

/**
 * What a browser does that blocks all cookies of third parties, partitioned ones as well: the server
 * gets none, and what it sets is gone.
 */
export async function refuseThirdParties(): Promise<RefusingProxy> {
	const refused = { sent: 0, set: 0 }
	const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
		const third = isThirdParty(asked)
		const headers = { ...asked.headers }
		if (third && headers.cookie) refused.sent++
		if (third) delete headers.cookie
		const onward = request(asked.url ?? '', { method: asked.method, headers }, (response) => {
			const given = { ...response.headers }
			if (third && given['set-cookie']) refused.set++
			if (third) delete given['set-cookie']
			answer.writeHead(response.statusCode ?? 502, given)
			response.pipe(answer)
		})
		onward.on('error', () => answer.destroy())
		answer.on('close', () => onward.destroy())
		asked.pipe(onward)
	}
	const server = createServer(pass)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	const stop = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve())
			server.closeAllConnections()
		})
	return { address: `http://127.0.0.1:${port}`, refused, stop }
}

/** The browser's own setting, which lets third parties keep what is kept for one site of pages. */
export async function restrictThirdParties(page: Page): Promise<void> {
	const session = await page.createCDPSession()
	await session.send('Network.enable')
	await session.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true })
}

/** Has a third party set a cookie of each kind in this browser, and reads which of them come back. */
export async function keptOfThirdParty(page: Page): Promise<string> {
	const server = createServer(({ headers, url }, answer) => {
		const kind = 'Secure; SameSite=None; Path=/'
		if (url === '/set')
			answer.setHeader('Set-Cookie', [`plain=1; ${kind}`, `partitioned=1; ${kind}; Partitioned`])
		answer.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*')
		answer.setHeader('Access-Control-Allow-Credentials', 'true')
		answer.end(headers.cookie ?? '')
	})
	await new Promise<void>((resolve) => server.listen(0, resolve))
	const { port } = server.address() as AddressInfo
	try {
		await page.goto(`http://localhost:${port}/`)
		return await page.evaluate(async (party) => {
			await fetch(`${party}/set`, { credentials: 'include' })
			return await (await fetch(`${party}/`, { credentials: 'include' })).text()
		}, `http://127.0.0.1:${port}`)
	} finally {
		server.closeAllConnections()
		server.close()
	}
}

/** The sign-in cookies that a browser keeps, with the site of the page for which it keeps each. */
export async function signInCookies(page: Page) {
	const session = await page.createCDPSession()
	const { cookies } = await session.send('Network.getAllCookies')
	await session.detach()
	return cookies
		.filter(({ name }) => name.includes('owner'))
		.map((cookie) => ({ ...cookie, site: cookie.partitionKey?.topLevelSite ?? '' }))
}
