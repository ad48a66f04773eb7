import { Router } from '@koa/router'
import { staffTimesQuery } from '../contract/availability.ts'
import { explainQuery, explanation, staffAvailability } from '../contract/explain.ts'
import { readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { explainWish } from './explain-wish.ts'
import { seeTimes } from './policy.ts'
import { readStaffTimes } from './staff-times.ts'

const shared = {
	method: 'get',
	tags: ['Availability'],
	auth: 'clinic',
	may: seeTimes,
	problems: ['appointment_type_not_found', 'veterinarian_not_found'],
} as const

/** Free times as the staff have them, and why ten o'clock is not among those of owners. */
export function explainRoutes(guard: Guard, { db, catalogue }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/explain',
			operationId: 'explain',
			summary: 'Explain why a start is offered or not',
			description: 'Every rule with pass or fail, in words and data.',
			query: explainQuery,
			responses: { 200: explanation },
		},
		async ({ auth: { clinicId }, query }) => {
			const body = await readInTenant(db, clinicId, async (ask) => {
				const now = await catalogue.read(ask, clinicId)
				return explainWish(ask, clinicId, now, query)
			})
			return { status: 200, body }
		},
	)
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/availability',
			operationId: 'getStaffAvailability',
			summary: 'Find free times on some days, as the staff',
			description: 'Without notice, horizon and booking mode, and with time kept for emergencies.',
			query: staffTimesQuery,
			responses: { 200: staffAvailability },
		},
		async ({ auth: { clinicId }, query }) => {
			const body = await readInTenant(db, clinicId, async (ask) => {
				const now = await catalogue.read(ask, clinicId)
				return readStaffTimes(ask, clinicId, now, query)
			})
			return { status: 200, body }
		},
	)
	return router
}
