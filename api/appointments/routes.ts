import { Router } from '@koa/router'
import * as z from 'zod'
import {
	appointment,
	type BookedAppointment,
	bookBody,
	bookedAppointment,
	bookedSeveral,
	bookSeveralBody,
	cancelReason,
	rescheduleBody,
} from '../contract/appointments.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { acceptAppointment } from './accept.ts'
import { bookOnce } from './book-once.ts'
import { bookSeveral } from './book-several.ts'
import { cancelAppointment } from './cancel.ts'
import { change } from './change.ts'
import { askedBy } from './read.ts'
import { rescheduleAppointment } from './reschedule.ts'
import { showAppointment, showBooked } from './show.ts'

const shared = { tags: ['Appointments'], idempotent: true } as const
const one = {
	...shared,
	auth: 'visit',
	path: '/api/customer/appointments/:id',
	params: z.strictObject({ id }),
	responses: { 200: appointment },
} as const

/** What changes a visit: book, move, accept, cancel. */
export function appointmentRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	bookRoute(guard, router, services)
	bookSeveralRoute(guard, router, services)
	rescheduleRoute(guard, router, services)
	acceptRoute(guard, router, services)
	cancelRoute(guard, router, services)
	return router
}

const mayBeRefused = [
	...(['appointment_type_not_found', 'veterinarian_not_found', 'pet_not_found'] as const),
	...(['not_bookable_online', 'slot_taken', 'slot_not_offered', 'clinic_paused'] as const),
] as const

function bookRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/appointments/book',
			operationId: 'bookAppointment',
			summary: 'Book a visit, as a guest or for your own pets',
			description:
				'With a session the visit is the account’s: pets may be named by their ids, and whether the ' +
				'owner is new is for the clinic to know.',
			auth: 'key',
			body: bookBody,
			responses: { 201: bookedAppointment },
			problems: [...mayBeRefused, 'hold_expired', 'hold_mismatch'],
		},
		async ({ auth: { owner }, body, intent, address }) => {
			const booked = await bookOnce(services, intent, { body, address, owner })
			return { status: 201, ...booked }
		},
	)
}

function bookSeveralRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/appointments/book-several',
			operationId: 'bookSeveral',
			summary: 'Book visits one after the other on one day: all of them, or none',
			description:
				'Issues name the visit that could not be had, as in `visits.1.start`. Each visit has a reference ' +
				'and a letter of its own, and moves or ends by itself.',
			auth: 'key',
			body: bookSeveralBody,
			responses: { 201: bookedSeveral },
			problems: mayBeRefused,
		},
		async ({ auth: { clinicId, owner }, body, intent, address }) => {
			const booked = await change(
				services.db,
				intent,
				async (trx, wide) => {
					const input = { clinicId, body, owner, address, wide }
					const appointmentIds = await bookSeveral(queryOf(trx), services, input)
					return { status: 201, answer: { appointmentIds } }
				},
				async (trx, { appointmentIds }) => {
					const appointments: BookedAppointment[] = []
					for (const id of appointmentIds) {
						appointments.push(await showBooked(trx, services, clinicId, id))
					}
					return { appointments }
				},
			)
			return { status: 201, ...booked }
		},
	)
}

function rescheduleRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'put',
			path: `${one.path}/reschedule`,
			operationId: 'rescheduleAppointment',
			summary: 'Move a visit to another time',
			description: 'The visit keeps its reference and its manage link, and gets a new id.',
			body: rescheduleBody,
			problems: [
				'appointment_not_found',
				'appointment_moved',
				'forbidden',
				'veterinarian_not_found',
				'slot_taken',
				'slot_not_offered',
				'cutoff_passed',
				'transition_refused',
				'clinic_paused',
			],
		},
		async ({ auth, params, body, intent }) => {
			const input = { ...askedBy(auth), appointmentId: params.id, body }
			const moved = await change(
				services.db,
				intent,
				async (trx, wide) => {
					const again = { ...input, wide }
					const appointmentId = await rescheduleAppointment(trx, services, again)
					return { status: 200, answer: { appointmentId } }
				},
				(trx, { appointmentId }) => showAppointment(trx, services, input.access, appointmentId),
			)
			return { status: 200, ...moved }
		},
	)
}

function acceptRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'post',
			path: `${one.path}/accept`,
			operationId: 'acceptAppointment',
			summary: 'Say that the time suits, above all one that the clinic has put the visit off to',
			description: 'Accepting twice changes nothing.',
			problems: ['appointment_not_found', 'appointment_moved', 'forbidden', 'transition_refused'],
		},
		async ({ auth, params, intent }) => {
			const input = { ...askedBy(auth), appointmentId: params.id }
			const accepted = await change(
				services.db,
				intent,
				async (trx) => {
					const changed = await acceptAppointment(trx, services, input)
					return { status: 200, answer: { appointmentId: params.id }, changed }
				},
				(trx, { appointmentId }) => showAppointment(trx, services, input.access, appointmentId),
			)
			return { status: 200, ...accepted }
		},
	)
}

function cancelRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'delete',
			operationId: 'cancelAppointment',
			summary: 'Cancel a visit',
			description: 'After the cut-off it counts as late. Cancelling twice changes nothing.',
			query: z.strictObject({ reason: cancelReason.optional() }),
			problems: [
				'appointment_not_found',
				'appointment_moved',
				'forbidden',
				'cutoff_passed',
				'transition_refused',
			],
		},
		async ({ auth, params, query, intent }) => {
			const input = { ...askedBy(auth), appointmentId: params.id, reason: query.reason }
			const cancelled = await change(
				services.db,
				intent,
				async (trx) => {
					const changed = await cancelAppointment(trx, services, input)
					return { status: 200, answer: { appointmentId: params.id }, changed }
				},
				(trx, { appointmentId }) => showAppointment(trx, services, input.access, appointmentId),
			)
			return { status: 200, ...cancelled }
		},
	)
}
