import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { alertBody, deceasedBody, pet, petBody, petChange } from '../contract/pets.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { addAlert, endAlert } from './alerts.ts'
import { markDeceased, takeDeathBack } from './deceased.ts'
import { changePets, seePets } from './policy.ts'
import { showPet } from './show.ts'
import { changePet, createPet } from './write.ts'

const PATH = '/api/clinic/pets'
const shared = { tags: ['Pets'], auth: 'clinic' } as const
const change = { ...shared, may: changePets, idempotent: true } as const
const one = { params: z.strictObject({ id }), responses: { 200: pet } } as const

/** Animals: who they are, what to look out for, and that they have died. */
export function petRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	readRoute(guard, router, services)
	createRoute(guard, router, services)
	changeRoute(guard, router, services)
	deceasedRoutes(guard, router, services)
	alertRoutes(guard, router, services)
	return router
}

/** Changes a pet once per intent, and shows it as it then is. */
function changing(
	services: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction) => Promise<{ petId: string }>,
) {
	return once(services.db, intent, verb, (trx, { petId }) =>
		showPet(trx, services, intent.clinicId, petId),
	)
}

function readRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...shared, ...one },
			may: seePets,
			method: 'get',
			path: `${PATH}/:id`,
			operationId: 'readPet',
			summary: 'Read a pet with its owners, alerts and visits',
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId }, params }) => {
			const show = (trx: Knex) => showPet(trx, services, clinicId, params.id)
			return { status: 200, body: await inTenant(services.db, clinicId, show, { quietly: true }) }
		},
	)
}

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...change,
			method: 'post',
			path: PATH,
			operationId: 'createPet',
			summary: 'Add a pet of owners who are known',
			body: petBody,
			responses: { 200: pet },
			problems: ['client_not_found'],
		},
		async ({ auth: { clinicId, actor }, body, intent }) => ({
			status: 200,
			...(await changing(services, intent, async (trx) => {
				const now = await services.catalogue.read(queryOf(trx), clinicId)
				return createPet(trx, now, { clinicId, actor, body })
			})),
		}),
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...change, ...one },
			method: 'patch',
			path: `${PATH}/:id`,
			operationId: 'changePet',
			summary: 'Change what is known of a pet, or whose it is',
			description: 'Owners who are not named any more are kept as those it once had.',
			body: petChange,
			problems: ['pet_not_found', 'client_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => ({
			status: 200,
			...(await changing(services, intent, async (trx) => {
				const now = await services.catalogue.read(queryOf(trx), clinicId)
				return changePet(trx, now, { clinicId, actor, id: params.id, body })
			})),
		}),
	)
}

function deceasedRoutes(guard: Guard, router: Router, services: Services): void {
	const about = {
		...{ ...change, ...one },
		path: `${PATH}/:id/deceased`,
		problems: ['pet_not_found'],
	} as const
	guard.route(
		router,
		{
			...about,
			method: 'post',
			operationId: 'markPetDeceased',
			summary: 'Record that a pet has died',
			description: 'Every message about it is silenced at once.',
			body: deceasedBody,
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => ({
			status: 200,
			...(await changing(services, intent, async (trx) => {
				const now = await services.catalogue.read(queryOf(trx), clinicId)
				return markDeceased(trx, now, { clinicId, actor, id: params.id, on: body.on })
			})),
		}),
	)
	guard.route(
		router,
		{
			...about,
			method: 'delete',
			operationId: 'takePetDeathBack',
			summary: 'Take back a death that was recorded by mistake',
		},
		async ({ auth: { clinicId, actor }, params, intent }) => ({
			status: 200,
			...(await changing(services, intent, (trx) =>
				takeDeathBack(trx, { clinicId, actor, id: params.id }),
			)),
		}),
	)
}

function alertRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...change, ...one },
			method: 'post',
			path: `${PATH}/:id/alerts`,
			operationId: 'addPetAlert',
			summary: 'Add what to look out for',
			body: alertBody,
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => ({
			status: 200,
			...(await changing(services, intent, (trx) =>
				addAlert(trx, { clinicId, actor, petId: params.id, body }),
			)),
		}),
	)
	guard.route(
		router,
		{
			...{ ...change, ...one },
			method: 'delete',
			path: '/api/clinic/alerts/:id',
			operationId: 'endPetAlert',
			summary: 'End an alert',
			problems: ['alert_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, intent }) => ({
			status: 200,
			...(await changing(services, intent, (trx) =>
				endAlert(trx, { clinicId, actor, id: params.id }),
			)),
		}),
	)
}
