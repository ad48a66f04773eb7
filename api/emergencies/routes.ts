import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import type { ClinicNow } from '../availability/catalogue.ts'
import { secondText } from '../availability/presenter.ts'
import {
	emergencies,
	emergencyPlan,
	emergencyQuery,
	type PlanQuery,
	planQuery,
} from '../contract/emergencies.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { planEmergency } from './plan.ts'
import { seeEmergencies } from './policy.ts'
import { presentPlan } from './present-plan.ts'
import { presentEmergency } from './presenter.ts'
import { findEmergency, listEmergencies } from './record.ts'
import { readDay } from './situation.ts'
import { emergencyType } from './types.ts'

const shared = {
	method: 'get',
	tags: ['Emergencies'],
	auth: 'clinic',
	may: seeEmergencies,
} as const

/** What is on the way, and where it could go. */
export function emergencyRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	planRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/emergencies',
			operationId: 'listEmergencies',
			summary: 'List the emergencies that nobody has taken yet',
			query: emergencyQuery,
			responses: { 200: emergencies },
			problems: [],
		},
		async ({ auth: { clinicId }, query: { status } }) => {
			const read = async (trx: Knex) => {
				const { clinic, now } = await catalogue.read(queryOf(trx), clinicId)
				const zone = zoneOf(clinic.plan.zone)
				const rows = await listEmergencies(trx, clinicId, status)
				const shown = rows.map((row) => presentEmergency(row, zone))
				return { emergencies: shown, serverTime: secondText(zone, now) }
			}
			return { status: 200, body: await inTenant(db, clinicId, read, { quietly: true }) }
		},
	)
}

function planRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/emergencies/:id/plan',
			operationId: 'planEmergency',
			summary: 'Find the soonest place, or the least harmful way of making one',
			description: 'Nothing changes until a proposal is approved.',
			params: z.strictObject({ id }),
			query: planQuery,
			responses: { 200: emergencyPlan },
			problems: ['emergency_not_found', 'appointment_type_not_found'],
		},
		async ({ auth: { clinicId }, params, query }) => {
			const read = async (trx: Knex) =>
				makePlan(trx, await catalogue.read(queryOf(trx), clinicId), params.id, query)
			return { status: 200, body: await inTenant(db, clinicId, read, { quietly: true }) }
		},
	)
}

async function makePlan(trx: Knex, now: ClinicNow, emergencyId: string, query: PlanQuery) {
	const emergency = await findEmergency(trx, now.clinic.rows.clinic.id, emergencyId)
	const { appointmentTypeId: typeId, minutes = emergency.minutes } = query
	const type = emergencyType(now.clinic, emergency, { typeId, minutes })
	const day = await readDay(trx, now, emergency, type)
	return presentPlan(planEmergency(day.situation), { emergency, type, day })
}
