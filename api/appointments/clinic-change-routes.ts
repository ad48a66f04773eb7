import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	clinicAppointment,
	clinicCancelBody,
	declineBody,
	swapBody,
	swapped,
} from '../contract/clinic-appointments.ts'
import { id } from '../contract/primitives.ts'
import type { Guard } from '../http/guard.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { type AnswerInput, confirmAppointment, declineAppointment } from './answer-request.ts'
import type { ChangeServices } from './book.ts'
import { change } from './change.ts'
import { changeOne } from './change-one.ts'
import { cancelForClinic } from './clinic-cancel.ts'
import { showForClinic } from './clinic-show.ts'
import { changeVisits } from './policy.ts'
import { swapAppointments } from './swap.ts'

const shared = {
	method: 'post',
	tags: ['Clinic appointments'],
	auth: 'clinic',
	may: changeVisits,
	idempotent: true,
} as const
const one = {
	...shared,
	params: z.strictObject({ id }),
	responses: { 200: clinicAppointment },
	problems: ['appointment_not_found', 'appointment_moved', 'transition_refused'],
} as const

/** What a clinic does with its visits: answer requests, cancel, swap. */
export function clinicChangeRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	confirmRoute(guard, router, services)
	declineRoute(guard, router, services)
	cancelRoute(guard, router, services)
	swapRoute(guard, router, services)
	return router
}

type Verb = (
	trx: Knex.Transaction,
	services: ChangeServices,
	input: AnswerInput,
) => Promise<boolean>

function run(services: Services, intent: Intent, verb: Verb, input: AnswerInput) {
	return changeOne(services, intent, input.appointmentId, (trx) => verb(trx, services, input))
}

function confirmRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/appointments/:id/confirm',
			operationId: 'confirmAppointment',
			summary: 'Say yes to a request',
		},
		async ({ auth, params, intent }) => {
			const { clinicId } = auth
			const input = { clinicId, appointmentId: params.id, actor: auth.actor }
			return { status: 200, ...(await run(services, intent, confirmAppointment, input)) }
		},
	)
}

function declineRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/appointments/:id/decline',
			operationId: 'declineAppointment',
			summary: 'Say no to a request',
			body: declineBody,
		},
		async ({ auth, params, body: { reason }, intent }) => {
			const { clinicId } = auth
			const input = { clinicId, appointmentId: params.id, actor: auth.actor, reason }
			return { status: 200, ...(await run(services, intent, declineAppointment, input)) }
		},
	)
}

function cancelRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/appointments/:id/cancel',
			operationId: 'cancelForClinic',
			summary: 'Cancel a visit for the clinic',
			description: 'No cut-off binds the clinic.',
			body: clinicCancelBody,
		},
		async ({ auth, params, body: { reason }, intent }) => {
			const { clinicId } = auth
			const input = { clinicId, appointmentId: params.id, actor: auth.actor, reason }
			return { status: 200, ...(await run(services, intent, cancelForClinic, input)) }
		},
	)
}

function swapRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/appointments/swap',
			operationId: 'swapAppointments',
			summary: "Give two visits each other's time and person",
			description: 'Both move, or neither does. The answer has their new ids.',
			body: swapBody,
			responses: { 200: swapped },
			problems: [...one.problems, 'slot_taken', 'slot_not_offered'],
		},
		async ({ auth, body, intent }) => {
			const { clinicId } = auth
			const input = { clinicId, ...body, actor: auth.actor }
			const show = (trx: Knex.Transaction, visitId: string) =>
				showForClinic(trx, services, clinicId, visitId)
			const done = await change(
				services.db,
				intent,
				async (trx) => {
					const { a, b } = await swapAppointments(trx, services, input)
					return { status: 200, answer: { a: a.id, b: b.id } }
				},
				async (trx, ids) => ({ a: await show(trx, ids.a), b: await show(trx, ids.b) }),
			)
			return { status: 200, ...done }
		},
	)
}
