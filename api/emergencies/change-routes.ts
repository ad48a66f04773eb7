import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { change } from '../appointments/change.ts'
import { showForClinic } from '../appointments/clinic-show.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import {
	approveBody,
	approved,
	assignBody,
	closeBody,
	emergency,
	emergencyBody,
} from '../contract/emergencies.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import type { Guard } from '../http/guard.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { type Approved, approvePlan } from './approve.ts'
import { handleEmergencies } from './policy.ts'
import { presentEmergency } from './presenter.ts'
import { findEmergency, recordEmergency } from './record.ts'
import { assignEmergency, closeEmergency } from './settle.ts'

const shared = {
	method: 'post',
	tags: ['Emergencies'],
	auth: 'clinic',
	may: handleEmergencies,
	idempotent: true,
} as const
const one = { ...shared, params: z.strictObject({ id }) } as const

/** Writing an emergency down, and taking it. */
export function emergencyChangeRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	recordRoute(guard, router, services)
	approveRoute(guard, router, services)
	assignRoute(guard, router, services)
	closeRoute(guard, router, services)
	return router
}

/** Changes one emergency once per intent. Open consoles hear of it as of every change. */
function changeOne(
	{ db, catalogue }: Services,
	intent: Intent,
	status: 200 | 201,
	effect: (trx: Knex.Transaction, now: ClinicNow) => Promise<string>,
) {
	const { clinicId } = intent
	return change(
		db,
		intent,
		async (trx) => {
			const emergencyId = await effect(trx, await catalogue.read(queryOf(trx), clinicId))
			return { status, answer: { emergencyId } }
		},
		(trx, { emergencyId }) => show(trx, { catalogue }, clinicId, emergencyId),
	)
}

async function show(
	trx: Knex.Transaction,
	{ catalogue }: Pick<Services, 'catalogue'>,
	clinicId: string,
	emergencyId: string,
) {
	const { clinic } = await catalogue.read(queryOf(trx), clinicId)
	const row = await findEmergency(trx, clinicId, emergencyId)
	return presentEmergency(row, zoneOf(clinic.plan.zone))
}

function recordRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/emergencies',
			operationId: 'recordEmergency',
			summary: 'Write down an emergency that is on its way or here',
			body: emergencyBody,
			responses: { 201: emergency },
			problems: [],
		},
		async ({ auth: { clinicId, actor }, body, intent }) => {
			const done = await changeOne(services, intent, 201, (trx, now) =>
				recordEmergency(trx, now, { clinicId, actor, body }),
			)
			return { status: 201, ...done }
		},
	)
}

function approveRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/emergencies/:id/approve',
			operationId: 'approveEmergencyPlan',
			summary: 'Carry a proposal out: move the visits that give way, and book the emergency',
			description:
				'All of it or nothing. Owners who were put off are written to, with a link to accept or choose another time; the new time is theirs until then. With `conflict` make a new plan.',
			body: approveBody,
			responses: { 200: approved },
			problems: [
				'emergency_not_found',
				'appointment_type_not_found',
				'appointment_not_found',
				'transition_refused',
				'conflict',
			],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const input = { clinicId, emergencyId: params.id, actor, body }
			const done = await change(
				services.db,
				intent,
				async (trx) => ({ status: 200, answer: await approvePlan(trx, services, input) }),
				(trx, answer) => showApproved(trx, services, clinicId, answer),
			)
			return { status: 200, ...done }
		},
	)
}

async function showApproved(
	trx: Knex.Transaction,
	services: Services,
	clinicId: string,
	{ emergencyId, appointmentId, movedIds }: Approved,
) {
	const moved = []
	for (const one of movedIds) moved.push(await showForClinic(trx, services, clinicId, one))
	return {
		emergency: await show(trx, services, clinicId, emergencyId),
		appointment: await showForClinic(trx, services, clinicId, appointmentId),
		moved,
	}
}

function assignRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/emergencies/:id/assign',
			operationId: 'assignEmergency',
			summary: 'Give an emergency to whoever is free, or to a visit booked for it',
			body: assignBody,
			responses: { 200: emergency },
			problems: [
				'emergency_not_found',
				'veterinarian_not_found',
				'appointment_not_found',
				'conflict',
			],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const input = { clinicId, emergencyId: params.id, actor, body }
			const done = await changeOne(services, intent, 200, async (trx, now) => {
				await assignEmergency(trx, now, input)
				return params.id
			})
			return { status: 200, ...done }
		},
	)
}

function closeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			path: '/api/clinic/emergencies/:id/close',
			operationId: 'closeEmergency',
			summary: 'End an emergency that takes nobody’s time',
			body: closeBody,
			responses: { 200: emergency },
			problems: ['emergency_not_found', 'conflict'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const input = { clinicId, emergencyId: params.id, actor, ...body }
			const done = await changeOne(services, intent, 200, async (trx) => {
				await closeEmergency(trx, input)
				return params.id
			})
			return { status: 200, ...done }
		},
	)
}
