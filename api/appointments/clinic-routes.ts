import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { clinicAppointmentQuery, clinicAppointments } from '../contract/clinic-appointments.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { listAppointments } from './clinic-list.ts'
import { presentForClinic } from './clinic-presenter.ts'
import { seeVisits } from './policy.ts'

/** Visits as the clinic's own servers see them. */
export function clinicAppointmentRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			tags: ['Clinic appointments'],
			auth: 'clinic',
			may: seeVisits,
			method: 'get',
			path: '/api/clinic/appointments',
			operationId: 'listAppointments',
			summary: 'List visits by the day of their start',
			query: clinicAppointmentQuery,
			responses: { 200: clinicAppointments },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const read = async (trx: Knex) => {
				const { clinic } = await catalogue.read(queryOf(trx), clinicId)
				const about = { zone: zoneOf(clinic.plan.zone), currency: clinic.rows.clinic.currency }
				const { page, nextCursor } = await listAppointments(trx, clinicId, about.zone, query)
				return { appointments: page.map((one) => presentForClinic(one, about)), nextCursor }
			}
			const body = await inTenant(db, clinicId, read, { quietly: true })
			return { status: 200, body }
		},
	)
}
