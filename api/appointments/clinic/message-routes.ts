import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../../contract/primitives.ts'
import { runningLate, runningLateBody } from '../../contract/running-late.ts'
import { letterPreview, previewQuery, tryQuery } from '../../contract/visit-changes.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { change } from '../change.ts'
import { changeVisits, seeVisits } from '../policy.ts'
import { presentLate } from './present-late.ts'
import { previewLetter } from './preview.ts'
import { seeRunningLate, tellRunningLate } from './running-late.ts'

/** What owners are told, before and while it is sent. */
export function visitMessageRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	previewRoute(guard, router, services)
	runningLateRoute(guard, router, services)
	return router
}

function previewRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			tags: ['Clinic appointments'],
			auth: 'clinic',
			may: seeVisits,
			method: 'get',
			path: '/api/clinic/appointments/:id/preview',
			operationId: 'previewLetter',
			summary: 'Read the letter that a change would send',
			params: z.strictObject({ id }),
			query: previewQuery,
			responses: { 200: letterPreview },
			problems: ['appointment_not_found', 'appointment_moved', 'veterinarian_not_found'],
		},
		async ({ auth: { clinicId }, params, query }) => {
			const write = (trx: Knex) =>
				previewLetter(trx, services, { clinicId, appointmentId: params.id, query })
			return { status: 200, body: await inTenant(services.db, clinicId, write, { quietly: true }) }
		},
	)
}

function runningLateRoute(guard: Guard, router: Router, services: Services): void {
	const { db, catalogue } = services
	guard.route(
		router,
		{
			tags: ['Clinic appointments'],
			auth: 'clinic',
			may: changeVisits,
			method: 'post',
			path: '/api/clinic/running-late',
			operationId: 'tellRunningLate',
			summary: "Tell the owners of somebody's later visits of today that they begin later",
			description: 'Gaps make up for some of the delay. Visits stay booked as they are.',
			idempotent: true,
			query: tryQuery,
			body: runningLateBody,
			responses: { 200: runningLate },
			problems: ['veterinarian_not_found'],
		},
		async ({ auth: { clinicId, actor }, query, body, intent }) => {
			if (query.dryRun) {
				const look = async (trx: Knex) => {
					const visits = await seeRunningLate(trx, services, { clinicId, body })
					return presentLate(trx, catalogue, clinicId, visits)
				}
				return { status: 200, body: await inTenant(db, clinicId, look, { quietly: true }) }
			}
			const done = await change(
				db,
				intent,
				async (trx) => {
					const visits = await tellRunningLate(trx, services, { clinicId, actor, body })
					return { status: 200, answer: { visits } }
				},
				(trx, { visits }) => presentLate(trx, catalogue, clinicId, visits),
			)
			return { status: 200, ...done }
		},
	)
}
