import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { profileChange, setupProfile } from '../../contract/profile.ts'
import { inTenant } from '../../database/tenant.ts'
import { bumpPlan } from '../../database/versions.ts'
import type { Guard } from '../../http/guard.ts'
import { withIdempotency } from '../../http/idempotency.ts'
import type { Services } from '../../services.ts'
import { changeSetup, seeSetup } from '../policy.ts'
import { changeProfile, showProfile } from './profile.ts'

const shared = { tags: ['Clinic profile'], auth: 'clinic', path: '/api/clinic/profile' } as const

/** What a clinic says about itself. */
export function profileRoutes(guard: Guard, { db }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			may: seeSetup,
			method: 'get',
			operationId: 'getProfile',
			summary: 'Read what the clinic says about itself',
			responses: { 200: setupProfile },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const show = (trx: Knex) => showProfile(trx, clinicId)
			return { status: 200, body: await inTenant(db, clinicId, show, { quietly: true }) }
		},
	)
	guard.route(
		router,
		{
			...shared,
			may: changeSetup,
			idempotent: true,
			method: 'patch',
			operationId: 'changeProfile',
			summary: 'Change what the clinic says about itself',
			description: 'Opening hours are when someone answers the phone; people have their own.',
			body: profileChange,
			responses: { 200: setupProfile },
			problems: ['time_zone_in_use'],
		},
		async ({ auth: { clinicId, actor }, body, intent }) => {
			const changed = await inTenant(db, clinicId, async (trx) => {
				const { replayed } = await withIdempotency(trx, intent, async () => {
					await changeProfile(trx, { clinicId, actor, body })
					return { status: 200, answer: {} }
				})
				const profile = await showProfile(trx, clinicId)
				if (!replayed) await bumpPlan(trx, clinicId)
				return profile
			})
			return { status: 200, body: changed }
		},
	)
	return router
}
