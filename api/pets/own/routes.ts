import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import type { ClinicNow } from '../../availability/catalogue.ts'
import {
	ownAlertBody,
	ownPet,
	ownPetBody,
	ownPetChange,
	ownPetStatusBody,
	ownPets,
	ownPetsQuery,
} from '../../contract/own-pets.ts'
import { id } from '../../contract/primitives.ts'
import { queryOf } from '../../database/query.ts'
import type { Owner } from '../../http/authenticate.ts'
import type { Guard } from '../../http/guard.ts'
import { once } from '../../http/once.ts'
import type { Intent } from '../../http/route.ts'
import type { Services } from '../../services.ts'
import { ownedPet } from '../owned.ts'
import { addOwnPet } from './add.ts'
import { addOwnAlert, endOwnAlert } from './alerts.ts'
import { changeOwnPet } from './change.ts'
import { type Asking, askingOf } from './ownership.ts'
import { reading } from './reading.ts'
import { listOwnPets, showOwnPet } from './show.ts'
import { setOwnPetStatus } from './status.ts'

const PATH = '/api/customer/pets'
const shared = { tags: ['Own pets'], auth: 'owner' } as const
const params = z.strictObject({ petId: id })
const change = { ...shared, idempotent: true, responses: { 200: ownPet } } as const

/** An owner's own pets: what they say of them, and what the clinic shares. */
export function ownPetRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	readRoutes(guard, router, services)
	addRoute(guard, router, services)
	changeRoute(guard, router, services)
	statusRoute(guard, router, services)
	alertRoutes(guard, router, services)
	return router
}

function readRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: PATH,
			operationId: 'listOwnPets',
			summary: 'List your pets',
			query: ownPetsQuery,
			responses: { 200: ownPets },
			problems: ['forbidden'],
		},
		({ auth: { owner }, query: wanted }) =>
			reading(services, owner, ({ query, now, asking }) => listOwnPets(query, now, asking, wanted)),
	)
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: `${PATH}/:petId`,
			operationId: 'readOwnPet',
			summary: 'Read a pet of yours',
			params,
			responses: { 200: ownPet },
			problems: ['forbidden', 'pet_not_found'],
		},
		({ auth: { owner }, params: { petId } }) =>
			reading(services, owner, async ({ query, now, asking }) =>
				showOwnPet(query, now, asking, (await ownedPet(query, asking, petId)).petId),
			),
	)
}

type Verb = (trx: Knex.Transaction, now: ClinicNow, asking: Asking) => Promise<{ petId: string }>

/** Changes a pet once per intent, and shows it as it then is. */
async function changing({ db, catalogue }: Services, owner: Owner, intent: Intent, verb: Verb) {
	const read = (trx: Knex) => catalogue.read(queryOf(trx), owner.clinicId)
	const changed = await once(
		db,
		intent,
		async (trx) => {
			const now = await read(trx)
			return verb(trx, now, askingOf(owner, now))
		},
		async (trx, { petId }) => {
			const now = await read(trx)
			return showOwnPet(queryOf(trx), now, askingOf(owner, now), petId)
		},
	)
	return { status: 200 as const, ...changed }
}

function addRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...change,
			method: 'post',
			path: PATH,
			operationId: 'addOwnPet',
			summary: 'Add a pet of yours',
			body: ownPetBody,
			problems: ['forbidden', 'pet_limit_reached', 'session_ended'],
		},
		({ auth: { owner, actor }, body, intent }) =>
			changing(services, owner, intent, (trx, now, asking) =>
				addOwnPet(trx, now, { asking, actor, body }),
			),
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...change, params },
			method: 'patch',
			path: `${PATH}/:petId`,
			operationId: 'changeOwnPet',
			summary: 'Change what you say of a pet',
			description: 'What the clinic has found out itself is refused: `set_by_clinic`.',
			body: ownPetChange,
			problems: ['forbidden', 'pet_not_found', 'set_by_clinic', 'conflict'],
		},
		({ auth: { owner, actor }, params: { petId }, body, intent }) =>
			changing(services, owner, intent, (trx, now, asking) =>
				changeOwnPet(trx, now, { asking, actor, id: petId, body }),
			),
	)
}

function statusRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...change, params },
			method: 'put',
			path: `${PATH}/:petId/status`,
			operationId: 'setOwnPetStatus',
			summary: 'Say that a pet has died, or lives with somebody else',
			description:
				'It holds at once, and every message about it stops. Until the clinic confirms it, it can be taken back.',
			body: ownPetStatusBody,
			problems: ['forbidden', 'pet_not_found', 'set_by_clinic'],
		},
		({ auth: { owner, actor }, params: { petId }, body, intent }) =>
			changing(services, owner, intent, (trx, now, asking) =>
				setOwnPetStatus(trx, now, { asking, actor, id: petId, body }),
			),
	)
}

function alertRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...change, params },
			method: 'post',
			path: `${PATH}/:petId/alerts`,
			operationId: 'addOwnAlert',
			summary: 'Say what to look out for',
			body: ownAlertBody,
			problems: ['forbidden', 'pet_not_found'],
		},
		({ auth: { owner, actor }, params: { petId }, body, intent }) =>
			changing(services, owner, intent, (trx, _, asking) =>
				addOwnAlert(trx, { asking, actor, id: petId, body }),
			),
	)
	guard.route(
		router,
		{
			...change,
			method: 'delete',
			path: `${PATH}/:petId/alerts/:alertId`,
			operationId: 'endOwnAlert',
			summary: 'Take back what there was to look out for',
			params: params.extend({ alertId: id }),
			problems: ['forbidden', 'pet_not_found', 'alert_not_found'],
		},
		({ auth: { owner, actor }, params: { petId, alertId }, intent }) =>
			changing(services, owner, intent, (trx, _, asking) =>
				endOwnAlert(trx, { asking, actor, id: petId, alertId }),
			),
	)
}
