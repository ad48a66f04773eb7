import type { Server, ServerResponse } from 'node:http'
import type { Middleware } from 'koa'

export interface Drain {
	/** Tells callers on kept connections to go elsewhere, once draining has begun. */
	middleware: Middleware
	/** Counts an answer among those under way; false, and not counted, while draining. */
	begin: (res: ServerResponse) => boolean
	/** Throws while draining: for `/readyz`, so that a balancer stops sending. */
	assertOpen: () => void
	/** Keeps how something is ended that would not end by itself; called when draining begins. */
	onClose: (end: () => void) => void
	/**
	 * Stops accepting, lets what is under way finish, and cuts off what is left after
	 * `milliseconds`. Resolves to the number of requests that were cut off.
	 */
	close: (server: Server, milliseconds: number) => Promise<number>
}

/** Ends a server without losing a request that it has begun to answer. */
export function createDrain(): Drain {
	let draining = false
	let active = 0
	const endless: (() => void)[] = []
	const over = () => void active--
	const count = (res: ServerResponse) => {
		active++
		// The answer, not the handler, is what must be over.
		res.once('close', over)
	}
	return {
		middleware: async (ctx, next) => {
			count(ctx.res)
			await next()
			if (draining) ctx.set('Connection', 'close')
		},
		begin: (res) => {
			if (!draining) count(res)
			return !draining
		},
		assertOpen: () => {
			if (draining) throw new Error('The server is shutting down')
		},
		onClose: (end) => void endless.push(end),
		close: async (server, milliseconds) => {
			draining = true
			for (const end of endless) end()
			const closed = new Promise<void>((resolve) => server.close(() => resolve()))
			// Since Node 19 `close` ends idle connections; busy ones end with their answer.
			const timer = Promise.withResolvers<void>()
			const timeout = setTimeout(timer.resolve, milliseconds)
			await Promise.race([closed, timer.promise])
			clearTimeout(timeout)
			const cut = active
			server.closeAllConnections()
			await closed
			return cut
		},
	}
}
