import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { bookingDefaultsOf } from '../appointments/party.ts'
import {
	bookingDefaults,
	bookingPreferences,
	preferencesBody,
	rebookQuery,
	rebookSuggestions,
} from '../contract/preferences.ts'
import { audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Services } from '../services.ts'
import { suggestRebooking } from './rebook.ts'
import { forgetPreferences, readPreferences } from './store.ts'

const shared = { tags: ['Your visits'], auth: 'owner' } as const

/** What is known of an owner's habits, and what it is good for. */
export function preferenceRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	bookingRoutes(guard, router, services)
	habitRoutes(guard, router, services)
	return router
}

function bookingRoutes(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: '/api/customer/rebook-suggestions',
			operationId: 'suggestRebooking',
			summary: 'Find times for having earlier visits again, with the same vet at the usual time',
			query: rebookQuery,
			responses: { 200: rebookSuggestions },
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId, owner }, query }) => {
			const find = (trx: Knex) => suggestRebooking(trx, catalogue, owner, query)
			return { status: 200, body: await inTenant(db, clinicId, find, { quietly: true }) }
		},
	)
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: '/api/customer/booking-defaults',
			operationId: 'getBookingDefaults',
			summary: 'Read what booking goes by for you',
			responses: { 200: bookingDefaults },
			problems: [],
		},
		async ({ auth: { clinicId, owner } }) => {
			const body = await readInTenant(db, clinicId, (query) => bookingDefaultsOf(query, owner))
			return { status: 200, body }
		},
	)
}

function habitRoutes(guard: Guard, router: Router, { db }: Services): void {
	const path = '/api/customer/booking-preferences'
	const read = (clinicId: string, clientId: string) => (trx: Knex) =>
		readPreferences(queryOf(trx), clinicId, clientId)
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path,
			operationId: 'getBookingPreferences',
			summary: 'Read what was learned from your visits',
			description: 'It orders what is offered, and decides nothing.',
			responses: { 200: bookingPreferences },
			problems: [],
		},
		async ({ auth: { clinicId, owner } }) => {
			const show = read(clinicId, owner.clientId)
			return { status: 200, body: await inTenant(db, clinicId, show, { quietly: true }) }
		},
	)
	guard.route(
		router,
		{
			...shared,
			method: 'put',
			path,
			operationId: 'putBookingPreferences',
			summary: 'Forget what was learned, and learn from later visits or from none',
			body: preferencesBody,
			responses: { 200: bookingPreferences },
			problems: [],
			idempotent: true,
		},
		async ({ auth: { clinicId, owner, actor }, body, intent }) => {
			const forget = async (trx: Knex.Transaction) => {
				await forgetPreferences(queryOf(trx), clinicId, { ...owner, ...body })
				const action = 'booking_preferences.forgotten'
				await audit(trx, clinicId, { actor, action, subjectId: owner.accountId, data: body })
				return {}
			}
			const show = read(clinicId, owner.clientId)
			return { status: 200, ...(await once(db, intent, forget, show)) }
		},
	)
}
