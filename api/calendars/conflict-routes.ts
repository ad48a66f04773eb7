import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { busyQuery, conflicts, dismissBody, foreignBusy } from '../contract/calendars.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { withIdempotency } from '../http/idempotency.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { dismissConflict, listBusy, listConflicts } from './conflicts.ts'
import { changeConflicts, seeFeeds } from './policy.ts'

const shared = { tags: ['Calendars'], auth: 'clinic' } as const

/** Time taken elsewhere, and the visits that it clashes with. */
export function conflictRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	busyRoute(guard, router, services)
	listRoute(guard, router, services)
	dismissRoute(guard, router, services)
	return router
}

async function zoneIn(trx: Knex, { catalogue }: Services, clinicId: string) {
	const { clinic } = await catalogue.read(queryOf(trx), clinicId)
	return zoneOf(clinic.plan.zone)
}

function busyRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeFeeds,
			method: 'get',
			path: '/api/clinic/busy',
			operationId: 'listForeignBusy',
			summary: 'List the time that is taken in diaries kept elsewhere',
			query: busyQuery,
			responses: { 200: foreignBusy },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const read = async (trx: Knex) =>
				listBusy(trx, clinicId, await zoneIn(trx, services, clinicId), query)
			const busy = await inTenant(services.db, clinicId, read, { quietly: true })
			return { status: 200, body: { busy } }
		},
	)
}

function listRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeFeeds,
			method: 'get',
			path: '/api/clinic/conflicts',
			operationId: 'listConflicts',
			summary: 'List the visits ahead that clash with a diary kept elsewhere',
			responses: { 200: conflicts },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const read = async (trx: Knex) =>
				listConflicts(trx, clinicId, await zoneIn(trx, services, clinicId))
			const found = await inTenant(services.db, clinicId, read, { quietly: true })
			return { status: 200, body: { conflicts: found } }
		},
	)
}

function dismissRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: changeConflicts,
			idempotent: true,
			method: 'post',
			path: '/api/clinic/conflicts/dismiss',
			operationId: 'dismissConflict',
			summary: 'Leave a visit where it is, although it clashes',
			description: 'Should one of the two change its time, the conflict comes back.',
			body: dismissBody,
			responses: { 204: null },
			problems: ['feed_not_found', 'appointment_not_found'],
		},
		async ({ auth: { clinicId, actor }, body, intent }) => {
			const dismiss = (trx: Knex.Transaction) =>
				withIdempotency(trx, intent, async () => {
					await dismissConflict(trx, clinicId, body, actor)
					return { status: 204, answer: {} }
				})
			await inTenant(db, clinicId, dismiss, { quietly: true })
			return { status: 204 }
		},
	)
}
