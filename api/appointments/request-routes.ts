import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { clinicRequests } from '../contract/clinic-appointments.ts'
import { Appointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { withEverything } from './clinic-list.ts'
import { presentForClinic } from './clinic-presenter.ts'
import { seeVisits } from './policy.ts'

const MOST = 200

/** Requests that wait for a yes or a no. */
export function requestRoutes(guard: Guard, { db, catalogue }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			tags: ['Clinic appointments'],
			auth: 'clinic',
			may: seeVisits,
			method: 'get',
			path: '/api/clinic/requests',
			operationId: 'listRequests',
			summary: 'List requests that wait for an answer',
			responses: { 200: clinicRequests },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const read = async (trx: Knex) => {
				const { clinic } = await catalogue.read(queryOf(trx), clinicId)
				const about = { zone: zoneOf(clinic.plan.zone), currency: clinic.rows.clinic.currency }
				const listed = await withEverything(trx, clinicId, await waiting(trx, clinicId))
				return { requests: listed.map((one) => presentForClinic(one, about)) }
			}
			return { status: 200, body: await inTenant(db, clinicId, read, { quietly: true }) }
		},
	)
	return router
}

/** Those come first that are to be answered soonest. */
function waiting(trx: Knex, clinicId: string): Promise<Appointment[]> {
	return Appointment.of(trx, clinicId)
		.where('status', 'pending')
		.orderByRaw('coalesce(answer_by, scheduled_start), id')
		.limit(MOST)
		.execute()
}
