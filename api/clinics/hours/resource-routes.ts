import { Router } from '@koa/router'
import * as z from 'zod'
import { id } from '../../contract/primitives.ts'
import { resourceBody, resourceChanged, resources } from '../../contract/resources.ts'
import { changeQuery } from '../../contract/schedules.ts'
import { readInTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { changeResources, seeHours } from '../policy.ts'
import { changePlan } from './change-plan.ts'
import { changesHours, chosenIn, mayFail } from './declared.ts'
import { changeResource, findResource, presentResource } from './resources.ts'

const shared = { tags: ['Resources'], auth: 'clinic' } as const

/** People, rooms and equipment, for servers of the clinic. */
export function resourceRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
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
			return { status: 200, body: { resources: clinic.rows.resources.map(presentResource) } }
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
			const changed = await changePlan(services, {
				...{ ...query, ...chosenIn(body), intent, actor },
				action: 'resource.changed',
				write: (trx, now) => changeResource(trx, now, clinicId, { id: params.id, body }),
				present: async (trx, resourceId) => ({
					resource: presentResource(await findResource(trx, clinicId, resourceId)),
				}),
			})
			return { status: 200, ...changed }
		},
	)
}
