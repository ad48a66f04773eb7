import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { clinicType, clinicTypes, typeBody, typeChanged } from '../../contract/clinic-types.ts'
import { id } from '../../contract/primitives.ts'
import { changeQuery } from '../../contract/schedules.ts'
import { inTenant, readInTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { changePlan } from '../hours/change-plan.ts'
import { changesHours, chosenIn, mayFail, strands } from '../hours/declared.ts'
import { changeSetup, seeSetup } from '../policy.ts'
import { presentClinicType } from './type-columns.ts'
import { createType, replaceType, showType } from './types.ts'

const shared = { tags: ['Appointment types'], auth: 'clinic' } as const
const writes = { ...shared, ...changesHours, may: changeSetup } as const
const one = { path: '/api/clinic/types/:id', params: z.strictObject({ id }) } as const

/** What can be booked at a clinic, and by which rules. */
export function typeRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	readRoute(guard, router, services)
	createRoute(guard, router, services)
	replaceRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeSetup,
			method: 'get',
			path: '/api/clinic/types',
			operationId: 'listTypes',
			summary: 'List what can be booked, also what is not in use',
			responses: { 200: clinicTypes },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const { clinic } = await readInTenant(db, clinicId, (query) =>
				catalogue.read(query, clinicId),
			)
			const { rows } = clinic
			return { status: 200, body: { types: rows.types.map((row) => presentClinicType(row, rows)) } }
		},
	)
}

function readRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			...one,
			may: seeSetup,
			method: 'get',
			operationId: 'getType',
			summary: 'Read one type with all its rules',
			responses: { 200: clinicType },
			problems: ['appointment_type_not_found'],
		},
		async ({ auth: { clinicId }, params }) => {
			const show = (trx: Knex.Transaction) => showType(trx, clinicId, params.id.toLowerCase())
			const body = await inTenant(services.db, clinicId, show, { quietly: true })
			return { status: 200, body }
		},
	)
}

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			method: 'post',
			path: '/api/clinic/types',
			operationId: 'createType',
			summary: 'Add something that can be booked',
			query: changeQuery,
			body: typeBody,
			responses: { 201: typeChanged },
			problems: [],
		},
		async ({ auth: { clinicId, actor }, query, body, intent }) => {
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor },
				write: (trx, now) => createType(trx, now, clinicId, { actor, body }),
				present: async (trx, typeId) => ({ type: await showType(trx, clinicId, typeId) }),
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
			operationId: 'replaceType',
			summary: 'Change a type, or take it out of use',
			description: `A type is never deleted, since visits name it. ${strands}`,
			query: changeQuery,
			body: typeBody,
			responses: { 200: typeChanged },
			problems: ['appointment_type_not_found', ...mayFail],
		},
		async ({ auth: { clinicId, actor }, params, query, body, intent }) => {
			const input = { id: params.id, actor, body }
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor },
				write: (trx, now) => replaceType(trx, now, clinicId, input),
				present: async (trx, typeId) => ({ type: await showType(trx, clinicId, typeId) }),
			})
			return { status: 200, ...changed }
		},
	)
}
