import type { Context, Middleware } from 'koa'
import { Problem } from '../../http/problem.ts'

const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/
const ownName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i
/** What proxies add. Through one of them anybody may seem to sit here. */
const addedByProxies = /^(forwarded|via|x-real-ip|x-forwarded(-.*)?)$/

/**
 * Lets in who sits at this machine. The mailbox shows manage links, and a server that was put on
 * the network without a mail provider would show them to everyone. A page elsewhere that points a
 * name of its own at this machine is told apart by that name, and one that calls this machine by
 * what its browser says of it.
 */
export function onlyHere(): Middleware {
	return (ctx, next) => {
		// The browser keeps what it got from pages of others, and from what may look into its memory.
		ctx.set('Cross-Origin-Resource-Policy', 'same-origin')
		if (isHere(ctx) && isOwnPage(ctx)) return next()
		throw new Problem('forbidden', {
			detail: 'The mailbox opens on the machine of the server only, at 127.0.0.1.',
		})
	}
}

function isHere(ctx: Context): boolean {
	const { socket, headers, headersDistinct, url = '' } = ctx.req
	if (!loopback.test(socket.remoteAddress ?? '')) return false
	if (Object.keys(headers).some((name) => addedByProxies.test(name))) return false
	const hosts = headersDistinct.host ?? []
	const host = hosts[0] ?? ''
	return hosts.length === 1 && ownName.test(host) && isFor(url, host)
}

/** A request line may name a host of its own, which then is the one that was meant. */
function isFor(target: string, host: string): boolean {
	return target.startsWith('/') || target.toLowerCase().startsWith(`http://${host.toLowerCase()}/`)
}

/** Another website may lead a person here, but not call, embed or load anything. */
function isOwnPage(ctx: Context): boolean {
	const origin = ctx.get('Origin')
	if (origin !== '' && origin !== `http://${ctx.get('Host')}`) return false
	const site = ctx.get('Sec-Fetch-Site')
	if (['', 'none', 'same-origin'].includes(site)) return true
	return ctx.get('Sec-Fetch-Mode') === 'navigate' && ctx.get('Sec-Fetch-Dest') === 'document'
}
