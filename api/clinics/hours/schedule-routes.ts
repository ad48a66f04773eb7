import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../../contract/primitives.ts'
import {
	changeQuery,
	endScheduleQuery,
	scheduleBody,
	scheduleChanged,
	scheduleEnded,
	scheduleQuery,
	schedules,
} from '../../contract/schedules.ts'
import { queryOf } from '../../database/query.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { changeSchedules, seeHours } from '../policy.ts'
import { changePlan, type PlanChange } from './change-plan.ts'
import { changesHours, chosenIn, mayFail, strands } from './declared.ts'
import { findSchedule, livingSchedule, presentSchedule } from './schedule-rows.ts'
import {
	createSchedule,
	endSchedule,
	listSchedules,
	replaceSchedule,
	todayOf,
} from './schedules.ts'

const shared = { tags: ['Schedules'], auth: 'clinic' } as const
const writes = { ...shared, ...changesHours, may: changeSchedules } as const
const one = { path: '/api/clinic/schedules/:id', params: z.strictObject({ id }) } as const

/** Recurring working hours, for servers of the clinic. */
export function scheduleRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			may: seeHours,
			method: 'get',
			path: '/api/clinic/schedules',
			operationId: 'listSchedules',
			summary: 'List working hours',
			query: scheduleQuery,
			responses: { 200: schedules },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const list = async (trx: Knex) => {
				const now = await services.catalogue.read(queryOf(trx), clinicId)
				return listSchedules(trx, clinicId, todayOf(now), query)
			}
			const rows = await inTenant(services.db, clinicId, list, { quietly: true })
			return { status: 200, body: { schedules: rows.map(presentSchedule) } }
		},
	)
	createRoute(guard, router, services)
	replaceRoute(guard, router, services)
	endRoute(guard, router, services)
	return router
}

type Shown = Pick<PlanChange<{ schedule: ReturnType<typeof presentSchedule> }>, 'present'>

const shows = (clinicId: string): Shown => ({
	present: async (trx, scheduleId) => ({
		schedule: presentSchedule(await findSchedule(trx, clinicId, scheduleId)),
	}),
})

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			method: 'post',
			path: '/api/clinic/schedules',
			operationId: 'createSchedule',
			summary: 'Add working hours',
			description: strands,
			query: changeQuery,
			body: scheduleBody,
			responses: { 201: scheduleChanged },
			problems: ['resource_not_found', ...mayFail],
		},
		async ({ auth: { clinicId, actor }, query, body, intent }) => {
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor, ...shows(clinicId) },
				action: 'schedule.created',
				write: (trx, now) => createSchedule(trx, now, clinicId, body),
			})
			return { status: 201, ...changed }
		},
	)
}

function replaceRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			...one,
			method: 'put',
			operationId: 'replaceSchedule',
			summary: 'Change working hours',
			description: strands,
			query: changeQuery,
			body: scheduleBody,
			responses: { 200: scheduleChanged },
			problems: ['schedule_not_found', 'resource_not_found', ...mayFail],
		},
		async ({ auth: { clinicId, actor }, params, query, body, intent }) => {
			const input = { id: params.id, body }
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor, ...shows(clinicId) },
				action: 'schedule.replaced',
				write: (trx, now) => replaceSchedule(trx, now, clinicId, input),
			})
			return { status: 200, ...changed }
		},
	)
}

function endRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			...one,
			method: 'delete',
			operationId: 'endSchedule',
			summary: 'End working hours',
			description: `Hours that have not begun go altogether. ${strands}`,
			query: endScheduleQuery,
			responses: { 200: scheduleEnded },
			problems: ['schedule_not_found', 'visits_stranded'],
		},
		async ({ auth: { clinicId, actor }, params, query: { from, ...options }, intent }) => {
			const changed = await changePlan(services, {
				...{ ...options, intent, actor },
				action: 'schedule.ended',
				write: (trx, now) => endSchedule(trx, now, clinicId, { id: params.id, from }),
				present: async (trx, scheduleId) => {
					const row = await livingSchedule(trx, clinicId, scheduleId)
					return { schedule: row ? presentSchedule(row) : null }
				},
			})
			return { status: 200, ...changed }
		},
	)
}
