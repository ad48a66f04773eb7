import type { Context, Middleware } from 'koa'
import { Problem } from '../../http/problem.ts'

const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Lets in who sits at this machine. The mailbox shows manage links, and a server that was put on
 * the network without a mail provider would show them to everyone. A page elsewhere that points a
 * name of its own at this machine is told apart by that name.
 */
export function onlyHere(): Middleware {
	return (ctx, next) => {
		if (isHere(ctx)) return next()
		throw new Problem('forbidden', {
			detail: 'The mailbox opens on the machine of the server only, at 127.0.0.1.',
		})
	}
}

function isHere(ctx: Context): boolean {
	const forwarded = ctx.get('Forwarded') || ctx.get('X-Forwarded-For')
	const from = ctx.req.socket.remoteAddress ?? ''
	return !forwarded && loopback.test(from) && ownNames.has(nameOf(ctx.get('Host')))
}

function nameOf(host: string): string {
	return host.replace(/:\d+$/, '').toLowerCase()
}
