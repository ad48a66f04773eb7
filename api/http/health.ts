import { Router } from '@koa/router'
import * as z from 'zod'
import type { Guard } from './guard.ts'
import { Problem } from './problem.ts'

const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' })
const ok: z.input<typeof health> = { status: 'ok' }

/**
 * `/healthz`: this process answers. `/readyz`: it can serve, which means that `ready` resolves
 * (database reached, migrations current, not draining). What is wrong stays in the log.
 */
export function healthRoutes(guard: Guard, ready: () => Promise<void>): Router {
	const router = new Router()
	const shared = { method: 'get', tags: ['Operating'], auth: 'none' } as const
	const about = { responses: { 200: health } } as const
	guard.route(
		router,
		{
			...shared,
			...about,
			path: '/healthz',
			operationId: 'getHealth',
			summary: 'Tell that the process is alive',
			problems: [],
		},
		() => ({ status: 200, body: ok }),
	)
	guard.route(
		router,
		{
			...shared,
			...about,
			path: '/readyz',
			operationId: 'getReadiness',
			summary: 'Tell whether the server can take requests',
			problems: ['unavailable'],
		},
		async () => {
			await ready().catch((cause) => {
				throw new Problem('unavailable', { cause, headers: { 'Retry-After': '2' } })
			})
			return { status: 200, body: ok }
		},
	)
	return router
}
