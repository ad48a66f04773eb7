import { Router } from '@koa/router'
import { explainQuery, explanation } from '../contract/explain.ts'
import { readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { explainWish } from './explain-wish.ts'

/** Answers what is asked at every reception: why is ten o'clock not offered? */
export function explainRoutes(guard: Guard, { db, catalogue }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			method: 'get',
			path: '/api/clinic/explain',
			operationId: 'explain',
			summary: 'Explain why a start is offered or not',
			description: 'Every rule with pass or fail, in words and data.',
			tags: ['Availability'],
			auth: 'secret',
			scope: 'read',
			query: explainQuery,
			responses: { 200: explanation },
			problems: ['appointment_type_not_found', 'veterinarian_not_found'],
		},
		async ({ auth: { clinicId }, query }) => {
			const body = await readInTenant(db, clinicId, async (ask) => {
				const now = await catalogue.read(ask, clinicId)
				return explainWish(ask, clinicId, now, query)
			})
			return { status: 200, body }
		},
	)
	return router
}
