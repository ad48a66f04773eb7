import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../../contract/primitives.ts'
import { newResource, resourceBody, resourceChanged, resources } from '../../contract/resources.ts'
import { changeQuery } from '../../contract/schedules.ts'
import { readInTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { changeResources, seeHours } from '../policy.ts'
import { changePlan } from './change-plan.ts'
import { changesHours, chosenIn, mayFail } from './declared.ts'
import { changeResource, createResource, presentResource, readResource } from './resources.ts'

const shared = { tags: ['Resources'], auth: 'clinic' } as const

/** People, rooms and equipment, for servers of the clinic. */
export function resourceRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	createRoute(guard, router, services)
	changeRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeHours,
			method: 'get',
			path: '/api/clinic/resources',
			operationId: 'listResources',
			summary: 'List people, rooms, equipment and places',
			responses: { 200: resources },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const { clinic } = await readInTenant(db, clinicId, (query) =>
				catalogue.read(query, clinicId),
			)
			const { resources, clinic: row } = clinic.rows
			return { status: 200, body: { resources: resources.map((one) => presentResource(row, one)) } }
		},
	)
}

const shows = (clinicId: string) => ({
	present: async (trx: Knex.Transaction, resourceId: string) => ({
		resource: await readResource(trx, clinicId, resourceId),
	}),
})

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			...changesHours,
			may: changeResources,
			method: 'post',
			path: '/api/clinic/resources',
			operationId: 'createResource',
			summary: 'Add a room, equipment, places of a day, or somebody without a sign-in',
			description: 'Nothing is ever deleted: `active: false` takes it out of use.',
			query: changeQuery,
			body: newResource,
			responses: { 201: resourceChanged },
			problems: [],
		},
		async ({ auth: { clinicId, actor }, query, body, intent }) => {
			const changed = await changePlan(services, {
				...{ ...query, allowStranded: false, intent, actor, ...shows(clinicId) },
				write: (trx, now) => createResource(trx, now, clinicId, { actor, body }),
			})
			return { status: 201, ...changed }
		},
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			...changesHours,
			may: changeResources,
			method: 'patch',
			path: '/api/clinic/resources/:id',
			operationId: 'changeResource',
			summary: 'Change how much a resource can take, or whether it is used',
			description: 'Visits whose room or lane goes are given another one where one is free.',
			params: z.strictObject({ id }),
			query: changeQuery,
			body: resourceBody,
			responses: { 200: resourceChanged },
			problems: ['resource_not_found', ...mayFail],
		},
		async ({ auth: { clinicId, actor }, params, query, body, intent }) => {
			const input = { id: params.id, actor, body }
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor, ...shows(clinicId) },
				write: (trx, now) => changeResource(trx, now, clinicId, input),
			})
			return { status: 200, ...changed }
		},
	)
}
