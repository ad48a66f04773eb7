import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { clinicAppointment } from '../../contract/clinic-appointments.ts'
import { id } from '../../contract/primitives.ts'
import { editVisitBody, statusBody } from '../../contract/visit-changes.ts'
import { visitDetails } from '../../contract/visit-details.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { changeOne } from '../change-one.ts'
import { changeVisits, seeVisits } from '../policy.ts'
import { readDetails } from './details.ts'
import { editVisit } from './edit.ts'
import { presentDetails } from './present-details.ts'
import { setStatus } from './set-status.ts'

const one = {
	tags: ['Clinic appointments'],
	auth: 'clinic',
	params: z.strictObject({ id }),
	problems: ['appointment_not_found', 'appointment_moved'],
} as const
const changes = {
	...one,
	may: changeVisits,
	idempotent: true,
	responses: { 200: clinicAppointment },
	problems: [...one.problems, 'transition_refused'],
} as const

/** One visit as its panel shows it, and its way through the day. */
export function visitPanelRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	detailsRoute(guard, router, services)
	statusRoute(guard, router, services)
	editRoute(guard, router, services)
	return router
}

function detailsRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...one,
			may: seeVisits,
			method: 'get',
			path: '/api/clinic/appointments/:id',
			operationId: 'getVisitDetails',
			summary: 'Read a visit with its history, answers, notes, pets and alerts',
			responses: { 200: visitDetails },
		},
		async ({ auth: { clinicId }, params }) => {
			const read = (trx: Knex) => readDetails(trx, catalogue, clinicId, params.id)
			const found = await inTenant(db, clinicId, read, { quietly: true })
			return { status: 200, body: presentDetails(found) }
		},
	)
}

function statusRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...changes,
			method: 'post',
			path: '/api/clinic/appointments/:id/status',
			operationId: 'setVisitStatus',
			summary: 'Check in, begin or complete a visit, or say that nobody came',
			body: statusBody,
		},
		async ({ auth, params, body, intent }) => {
			const { clinicId, actor } = auth
			const input = { clinicId, appointmentId: params.id, actor, body }
			const done = await changeOne(services, intent, input.appointmentId, (trx) =>
				setStatus(trx, services, input),
			)
			return { status: 200, ...done }
		},
	)
}

function editRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...changes,
			method: 'patch',
			path: '/api/clinic/appointments/:id',
			operationId: 'editVisit',
			summary: "Change a visit's notes, reason or estimated cost",
			description: 'With an older version than the present one it is refused as a conflict.',
			body: editVisitBody,
			problems: [...one.problems, 'conflict'],
		},
		async ({ auth, params, body, intent }) => {
			const { clinicId, actor } = auth
			const input = { clinicId, appointmentId: params.id, actor, body }
			const done = await changeOne(services, intent, input.appointmentId, (trx) =>
				editVisit(trx, input),
			)
			return { status: 200, ...done }
		},
	)
}
