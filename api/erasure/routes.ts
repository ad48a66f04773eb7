import { Router } from '@koa/router'
import { assertFresh } from '../accounts/fresh.ts'
import { change } from '../appointments/change.ts'
import { type Erasure, erasure, erasureBody, erasureOutlook } from '../contract/erasure.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { clinicErasureRoutes } from './clinic-routes.ts'
import { eraseForOwner } from './erase.ts'
import { erasureOutlook as outlookOf } from './outlook.ts'

const shared = { tags: ['Own data'], auth: 'owner', path: '/api/customer/erasure' } as const

/** Erasing a person: by themselves, or by the clinic that they ask. */
export function erasureRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	outlookRoute(guard, router, services)
	eraseRoute(guard, router, services)
	clinicErasureRoutes(guard, router, services)
	return router
}

function outlookRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			operationId: 'getErasureOutlook',
			summary: 'Read what erasing one’s data would mean',
			responses: { 200: erasureOutlook },
			problems: [],
		},
		async ({ auth: { clinicId, owner } }) => {
			const body = await inTenant(services.db, clinicId, (trx) => outlookOf(trx, services, owner), {
				quietly: true,
			})
			return { status: 200, body }
		},
	)
}

function eraseRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			operationId: 'eraseOwnData',
			summary: 'Delete one’s account and erase one’s data',
			description: [
				'Needs a sign-in of the last ten minutes. Animals, records and visits stay with the clinic',
				'without a name. Afterwards nobody is signed in any more, so a retry is told `session_ended`.',
				'Under a legal hold all of it waits, and is done when that ends.',
			].join(' '),
			idempotent: true,
			body: erasureBody,
			responses: { 200: erasure, 202: erasure },
			problems: ['fresh_sign_in_required', 'client_not_found'],
		},
		async ({ auth: { clinicId, owner, actor }, body: wish, intent }) => {
			const { clientId, accountId } = owner
			const done = await change<Erasure, Erasure>(
				services.db,
				intent,
				async (trx) => {
					await assertFresh(queryOf(trx), owner)
					const asked = { clinicId, clientId, accountId, actor, ...wish }
					const answer = await eraseForOwner(trx, services, asked)
					return { status: 200, answer, changed: answer.cancelledVisits > 0 }
				},
				async (_, { status, scope, cancelledVisits }) => ({ status, scope, cancelledVisits }),
			)
			const { body, headers } = done
			if (body.status === 'postponed') return { status: 202, body, headers }
			return { status: 200, body, headers }
		},
	)
}
