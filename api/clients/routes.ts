import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	client,
	clientBody,
	clientChange,
	clients,
	clientsQuery,
	found,
	searchQuery,
} from '../contract/clients.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Services } from '../services.ts'
import { changeClients, seeClients } from './policy.ts'
import { search } from './search.ts'
import { listClients, showClient } from './show.ts'
import { changeClient, createClient } from './write.ts'

const PATH = '/api/clinic/clients'
const shared = { tags: ['Clients'], auth: 'clinic' } as const
const read = { ...shared, may: seeClients, method: 'get' } as const
const change = { ...shared, may: changeClients, idempotent: true } as const

/** Owners of animals, and finding them. */
export function clientRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	searchRoute(guard, router, services)
	listRoute(guard, router, services)
	readRoute(guard, router, services)
	createRoute(guard, router, services)
	changeRoute(guard, router, services)
	return router
}

function searchRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...read,
			path: '/api/clinic/search',
			operationId: 'search',
			summary: 'Find clients, pets and visits while somebody types',
			query: searchQuery,
			responses: { 200: found },
			problems: [],
		},
		async ({ auth: { clinicId }, query: { q } }) => {
			const body = await readInTenant(db, clinicId, async (query) =>
				search(query, await catalogue.read(query, clinicId), clinicId, q),
			)
			return { status: 200, body }
		},
	)
}

function listRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...read,
			path: PATH,
			operationId: 'listClients',
			summary: 'List clients',
			query: clientsQuery,
			responses: { 200: clients },
			problems: [],
		},
		async ({ auth: { clinicId }, query: ask }) => {
			const body = await readInTenant(db, clinicId, (query) => listClients(query, clinicId, ask))
			return { status: 200, body }
		},
	)
}

function readRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...read,
			path: `${PATH}/:id`,
			operationId: 'readClient',
			summary: 'Read a client with pets, visits and consents',
			params: z.strictObject({ id }),
			responses: { 200: client },
			problems: ['client_not_found'],
		},
		async ({ auth: { clinicId }, params }) => {
			const show = (trx: Knex) => showClient(trx, services, clinicId, params.id)
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
			operationId: 'createClient',
			summary: 'Add a client, with pets',
			body: clientBody,
			responses: { 200: client },
			problems: [],
		},
		async ({ auth: { clinicId, actor }, body, intent }) => {
			const made = await once(
				services.db,
				intent,
				async (trx) => {
					const now = await services.catalogue.read(queryOf(trx), clinicId)
					return createClient(trx, now, { clinicId, actor, body })
				},
				(trx, { clientId }) => showClient(trx, services, clinicId, clientId),
			)
			return { status: 200, ...made }
		},
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...change,
			method: 'patch',
			path: `${PATH}/:id`,
			operationId: 'changeClient',
			summary: 'Change what is known of a client',
			params: z.strictObject({ id }),
			body: clientChange,
			responses: { 200: client },
			problems: ['client_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const changed = await once(
				services.db,
				intent,
				async (trx) => {
					const now = await services.catalogue.read(queryOf(trx), clinicId)
					return changeClient(trx, now, { clinicId, actor, id: params.id, body })
				},
				(trx, { clientId }) => showClient(trx, services, clinicId, clientId),
			)
			return { status: 200, ...changed }
		},
	)
}
