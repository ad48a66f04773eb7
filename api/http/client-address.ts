import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type Koa from 'koa'
import type { Context } from 'koa'

/** Believes `X-Forwarded-*` of that many proxies in front of the server. */
export function trustProxies(app: Koa, proxies: number): void {
	app.proxy = proxies > 0
	app.maxIpsCount = proxies
}

/**
 * Whom to count a request to: the IPv4 address, or the /64 of an IPv6 one, since a household or a
 * phone has a whole /64 to choose from.
 */
export function addressOf({ state, req, app }: Context): string {
	state.address ??= addressIn(req, app.maxIpsCount)
	return state.address
}

/** By the connection, which has one other end. */
const ends = new WeakMap<object, string>()

/** The same of a bare request, behind that many proxies. */
export function addressIn({ headers, socket }: IncomingMessage, proxies: number): string {
	const forwarded = proxies > 0 ? headers['x-forwarded-for'] : undefined
	if (forwarded !== undefined && forwarded !== '') return subscriber(hopOf(`${forwarded}`, proxies))
	const known = ends.get(socket)
	if (known !== undefined) return known
	const address = subscriber(socket.remoteAddress ?? '')
	ends.set(socket, address)
	return address
}

/** The n-th address from the right: what the caller wrote into the header stands further left. */
function hopOf(forwarded: string, proxies: number): string {
	const hops = forwarded.split(',')
	return (hops.at(-proxies) ?? hops[0] ?? '').trim()
}

/** @internal */
export function subscriber(address: string): string {
	const text = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
	if (!isIPv6(text)) return text
	const [head = '', tail] = text.toLowerCase().split('::')
	const left = head === '' ? [] : head.split(':')
	const right = tail ? tail.split(':') : []
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
	const groups = [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4)
	return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
