import { Router } from '@koa/router'
import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import { endPauseQuery, pauseBody, pauses } from '../contract/pause.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { bumpPlan } from '../database/versions.ts'
import type { Guard } from '../http/guard.ts'
import { withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { endPause, listPauses, pauseBooking } from './pause.ts'
import { pauseBooking as mayPause, seeEmergencies } from './policy.ts'

const shared = {
	tags: ['Emergencies'],
	auth: 'clinic',
	path: '/api/clinic/pause',
	responses: { 200: pauses },
} as const

/** Stopping online booking for some hours, and going on. */
export function pauseRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	setRoute(guard, router, services)
	endRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeEmergencies,
			method: 'get',
			operationId: 'listPauses',
			summary: 'Whether online booking is paused, for whom and until when',
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const read = async (trx: Knex) =>
				listPauses(trx, await catalogue.read(queryOf(trx), clinicId), clinicId)
			return { status: 200, body: await inTenant(db, clinicId, read, { quietly: true }) }
		},
	)
}

function setRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: mayPause,
			idempotent: true,
			method: 'put',
			operationId: 'pauseBooking',
			summary: 'Stop online booking for some hours, with everyone or with one person',
			description: 'It ends by itself. Staff book on, and so do secret keys.',
			body: pauseBody,
			problems: ['resource_not_found'],
		},
		async ({ auth, body, intent }) => {
			const { clinicId, actor } = auth
			const effect: Effect = (trx, now) => pauseBooking(trx, now, { clinicId, actor, body })
			return { status: 200, ...(await changePause(services, intent, effect)) }
		},
	)
}

function endRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: mayPause,
			idempotent: true,
			method: 'delete',
			operationId: 'endPause',
			summary: 'Take bookings online again',
			query: endPauseQuery,
			problems: ['resource_not_found'],
		},
		async ({ auth, query, intent }) => {
			const { clinicId, actor } = auth
			const resourceId = query.resourceId?.toLowerCase() ?? null
			const effect: Effect = (trx, now) => endPause(trx, now, { clinicId, actor, resourceId })
			return { status: 200, ...(await changePause(services, intent, effect)) }
		},
	)
}

type Effect = (trx: Knex.Transaction, now: ClinicNow) => Promise<void>

/** A pause is part of the plan: every server loads it anew, and open calendars hear of it. */
function changePause({ db, catalogue }: Services, intent: Intent, effect: Effect) {
	const { clinicId } = intent
	return inTenant(db, clinicId, async (trx) => {
		// Read before anything is written: no catalogue may keep what is not committed.
		const now = await catalogue.read(queryOf(trx), clinicId)
		const { replayed } = await withIdempotency(trx, intent, async () => {
			await effect(trx, now)
			return { status: 200, answer: {} }
		})
		const body = await listPauses(trx, now, clinicId)
		if (replayed) return { body, headers: { 'Idempotency-Replayed': 'true' } }
		await bumpPlan(trx, clinicId)
		return { body, headers: {} }
	})
}
