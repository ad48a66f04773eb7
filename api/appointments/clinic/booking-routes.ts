import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { clinicAppointment } from '../../contract/clinic-appointments.ts'
import { id } from '../../contract/primitives.ts'
import {
	createVisitBody,
	moveVisitBody,
	tryQuery,
	undoBody,
	visitPlan,
} from '../../contract/visit-changes.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Intent } from '../../http/route.ts'
import type { Services } from '../../services.ts'
import { change } from '../change.ts'
import { changeOne } from '../change-one.ts'
import { showForClinic } from '../clinic-show.ts'
import { changeVisits } from '../policy.ts'
import { bookVisit, seeBooking } from './book-visit.ts'
import { moveVisit, seeMove } from './move-visit.ts'
import type { Seen } from './place.ts'
import { presentPlan } from './present-plan.ts'
import { undoChange } from './undo.ts'

const shared = {
	method: 'post',
	tags: ['Clinic appointments'],
	auth: 'clinic',
	may: changeVisits,
	idempotent: true,
} as const
const one = { ...shared, params: z.strictObject({ id }) } as const
const places = ['slot_taken', 'slot_not_offered', 'veterinarian_not_found'] as const
const visits = ['appointment_not_found', 'appointment_moved', 'transition_refused'] as const
const past =
	'Staff are bound by no notice, horizon or grid. Other rules are passed over with a reason only, and so is overbooking. A refusal names every broken rule.'

/** What takes a place on the calendar: bookings by staff, moves, and what comes back. */
export function visitBookingRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	createRoute(guard, router, services)
	moveRoute(guard, router, services)
	undoRoute(guard, router, services)
	return router
}

/** Runs once per intent what answers with a visit's id, and shows that visit. */
function place(
	services: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction) => Promise<{ id: string; changed: boolean }>,
) {
	return change(
		services.db,
		intent,
		async (trx) => {
			const { id: appointmentId, changed } = await verb(trx)
			return { status: 201, answer: { appointmentId }, changed }
		},
		(trx, kept) => showForClinic(trx, services, intent.clinicId, kept.appointmentId),
	)
}

async function rehearse({ db }: Services, clinicId: string, look: (trx: Knex) => Promise<Seen>) {
	return presentPlan(await inTenant(db, clinicId, look, { quietly: true }))
}

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/appointments',
			operationId: 'createVisit',
			summary: 'Book a visit for an owner: by phone, for whoever walks in, or for an emergency',
			description: past,
			query: tryQuery,
			body: createVisitBody,
			responses: { 200: visitPlan, 201: clinicAppointment },
			problems: [...places, 'appointment_type_not_found', 'client_not_found', 'pet_not_found'],
		},
		async ({ auth: { clinicId, actor }, query, body, intent }) => {
			if (query.dryRun) {
				const look = (trx: Knex) => seeBooking(trx, services, { clinicId, body })
				return { status: 200, body: await rehearse(services, clinicId, look) }
			}
			const done = await place(services, intent, async (trx) => {
				const id = await bookVisit(trx, services, { clinicId, actor, body })
				return { id, changed: true }
			})
			return { status: 201, ...done }
		},
	)
}

function moveRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/appointments/:id/move',
			operationId: 'moveVisit',
			summary: 'Move a visit to another time or person, or change its length',
			description: `${past} A visit that lies ahead has a new id then.`,
			query: tryQuery,
			body: moveVisitBody,
			responses: { 200: visitPlan, 201: clinicAppointment },
			problems: [...visits, ...places],
		},
		async ({ auth: { clinicId, actor }, params, query, body, intent }) => {
			const input = { clinicId, appointmentId: params.id, body }
			if (query.dryRun) {
				const look = (trx: Knex) => seeMove(trx, services, input)
				return { status: 200, body: await rehearse(services, clinicId, look) }
			}
			const done = await place(services, intent, (trx) =>
				moveVisit(trx, services, { ...input, actor }),
			)
			return { status: 201, ...done }
		},
	)
}

function undoRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/appointments/:id/undo',
			operationId: 'undoVisitChange',
			summary: "Take back the last change of a visit's status",
			description: 'A cancelled visit comes back to its own time, and its owner is told.',
			body: undoBody,
			responses: { 200: clinicAppointment },
			problems: [...visits, 'slot_taken', 'slot_not_offered'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const input = { clinicId, appointmentId: params.id, actor, body }
			const done = await changeOne(services, intent, params.id, (trx) =>
				undoChange(trx, services, input),
			)
			return { status: 200, ...done }
		},
	)
}
