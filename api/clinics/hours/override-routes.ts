import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	overrideBody,
	overrideChanged,
	overrideQuery,
	overrideRemoved,
	overrides,
	removeOverrideQuery,
} from '../../contract/overrides.ts'
import { id } from '../../contract/primitives.ts'
import { changeQuery } from '../../contract/schedules.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { changeOverrides, seeHours } from '../policy.ts'
import { changePlan, type PlanChange } from './change-plan.ts'
import { changesHours, chosenIn, mayFail, strands } from './declared.ts'
import { findOverride, presentOverride } from './override-rows.ts'
import { createOverride, listOverrides, removeOverride, replaceOverride } from './overrides.ts'

const shared = { tags: ['Overrides'], auth: 'clinic' } as const
const writes = { ...shared, ...changesHours, may: changeOverrides } as const
const one = { path: '/api/clinic/overrides/:id', params: z.strictObject({ id }) } as const

/** Exceptions from the working hours, for servers of the clinic. */
export function overrideRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			may: seeHours,
			method: 'get',
			path: '/api/clinic/overrides',
			operationId: 'listOverrides',
			summary: 'List the exceptions that fall on a range of days',
			query: overrideQuery,
			responses: { 200: overrides },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const list = (trx: Knex) => listOverrides(trx, clinicId, query)
			const found = await inTenant(services.db, clinicId, list, { quietly: true })
			const shown = found.map(({ row, dates }) => ({ ...presentOverride(row), dates }))
			return { status: 200, body: { overrides: shown } }
		},
	)
	createRoute(guard, router, services)
	replaceRoute(guard, router, services)
	removeRoute(guard, router, services)
	return router
}

type Shown = Pick<PlanChange<{ override: ReturnType<typeof presentOverride> }>, 'present'>

const shows = (clinicId: string): Shown => ({
	present: async (trx, overrideId) => ({
		override: presentOverride(await findOverride(trx, clinicId, overrideId)),
	}),
})

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			method: 'post',
			path: '/api/clinic/overrides',
			operationId: 'createOverride',
			summary: 'Close time, keep it for emergencies, or set other hours',
			description: strands,
			query: changeQuery,
			body: overrideBody,
			responses: { 201: overrideChanged },
			problems: ['resource_not_found', ...mayFail],
		},
		async ({ auth: { clinicId, actor }, query, body, intent }) => {
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor, ...shows(clinicId) },
				action: 'override.created',
				write: (trx, now) => createOverride(trx, now, clinicId, body),
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
			operationId: 'replaceOverride',
			summary: 'Change an exception',
			description: strands,
			query: changeQuery,
			body: overrideBody,
			responses: { 200: overrideChanged },
			problems: ['override_not_found', 'resource_not_found', ...mayFail],
		},
		async ({ auth: { clinicId, actor }, params, query, body, intent }) => {
			const input = { id: params.id, body }
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor, ...shows(clinicId) },
				action: 'override.replaced',
				write: (trx, now) => replaceOverride(trx, now, clinicId, input),
			})
			return { status: 200, ...changed }
		},
	)
}

function removeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			...one,
			method: 'delete',
			operationId: 'removeOverride',
			summary: 'Remove an exception',
			description: strands,
			query: removeOverrideQuery,
			responses: { 200: overrideRemoved },
			problems: ['override_not_found', 'visits_stranded'],
		},
		async ({ auth: { clinicId, actor }, params, query, intent }) => {
			const changed = await changePlan(services, {
				...{ ...query, intent, actor },
				action: 'override.removed',
				write: (trx, now) => removeOverride(trx, now, clinicId, params.id),
				present: async () => ({}),
			})
			return { status: 200, ...changed }
		},
	)
}
