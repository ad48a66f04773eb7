import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { ownerVisit, ownerVisits, ownerVisitsQuery } from '../../contract/owner-visits.ts'
import { id } from '../../contract/primitives.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { accessOf } from '../read.ts'
import { listOwnVisits } from './list.ts'
import { showOwn } from './show.ts'

const shared = { tags: ['Your visits'], method: 'get' } as const

/** An owner's visits, as they have them before them. */
export function ownerVisitRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	const { db, catalogue } = services
	guard.route(
		router,
		{
			...shared,
			auth: 'owner',
			path: '/api/customer/appointments',
			operationId: 'listOwnVisits',
			summary: 'List your visits, and those of animals that you share',
			query: ownerVisitsQuery,
			responses: { 200: ownerVisits },
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId, owner }, query }) => {
			const list = (trx: Knex) => listOwnVisits(trx, catalogue, owner, query)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
	guard.route(
		router,
		{
			...shared,
			auth: 'visit',
			path: '/api/customer/appointments/:id/details',
			params: z.strictObject({ id }),
			operationId: 'getOwnVisit',
			summary: 'Read a visit with all that can be done about it',
			responses: { 200: ownerVisit },
			problems: ['appointment_not_found', 'appointment_moved'],
		},
		async ({ auth, params }) => {
			const show = (trx: Knex) => showOwn(trx, catalogue, accessOf(auth), params.id)
			return { status: 200, body: await inTenant(db, auth.clinicId, show, { quietly: true }) }
		},
	)
	return router
}
