import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import type { ClinicNow } from '../availability/catalogue.ts'
import { changePlan, type Written } from '../clinics/hours/change-plan.ts'
import { feedBody, feedChangeBody, feedShown, feeds } from '../contract/calendars.ts'
import { id } from '../contract/primitives.ts'
import type { Actor } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { feedsOf, findFeed, presentFeed } from './feed-rows.ts'
import { askForFeed, changeFeed, createFeed, removeFeed } from './feeds.ts'
import { changeFeeds, seeFeeds } from './policy.ts'

const shared = { tags: ['Calendars'], auth: 'clinic' } as const
const writes = { ...shared, may: changeFeeds, idempotent: true } as const
const one = { path: '/api/clinic/feeds/:id', params: z.strictObject({ id }) } as const

/** Diaries that are kept elsewhere: their addresses, and how they are doing. */
export function feedRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	createRoute(guard, router, services)
	changeRoute(guard, router, services)
	removeRoute(guard, router, services)
	refreshRoute(guard, router, services)
	return router
}

/** Shows a feed as it is by the database's clock. */
async function show(trx: Knex, services: Services, clinicId: string, feedId: string) {
	const { clinic, now } = await services.catalogue.read(queryOf(trx), clinicId)
	const row = await findFeed(trx, clinicId, feedId)
	return { feed: presentFeed(row, zoneOf(clinic.plan.zone), now) }
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeFeeds,
			method: 'get',
			path: '/api/clinic/feeds',
			operationId: 'listFeeds',
			summary: 'List the diaries that are kept elsewhere, and how they are doing',
			responses: { 200: feeds },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const read = async (trx: Knex) => {
				const { clinic, now } = await catalogue.read(queryOf(trx), clinicId)
				const rows = await feedsOf(trx, clinicId).orderBy(['label', 'id'])
				return rows.map((row) => presentFeed(row, zoneOf(clinic.plan.zone), now))
			}
			const shown = await inTenant(db, clinicId, read, { quietly: true })
			return { status: 200, body: { feeds: shown } }
		},
	)
}

interface Change {
	intent: Intent
	actor: Actor
	action: `${string}.${string}`
	write: (trx: Knex.Transaction, now: ClinicNow) => Promise<Written>
}

/** Time that comes back strands nobody; time that goes is read later, and never refused. */
async function changeOne(services: Services, change: Change) {
	const { clinicId } = change.intent
	const { body, headers } = await changePlan(services, {
		...{ ...change, dryRun: false, allowStranded: true },
		present: (trx, feedId) => show(trx, services, clinicId, feedId),
	})
	return { body: { feed: body.feed }, headers }
}

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			method: 'post',
			path: '/api/clinic/feeds',
			operationId: 'createFeed',
			summary: 'Take time away from online booking that is taken in a diary kept elsewhere',
			description: 'The calendar is read some seconds later, and then every few minutes.',
			body: feedBody,
			responses: { 201: feedShown },
			problems: ['resource_not_found', 'feed_limit_reached'],
		},
		async ({ auth: { clinicId, actor }, body, intent }) => {
			const owner = { clinicId, serverKey: services.serverKey }
			const done = await changeOne(services, {
				...{ intent, actor, action: 'feed.created' },
				write: (trx, now) => createFeed(trx, now, owner, body),
			})
			return { status: 201, ...done }
		},
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			...one,
			method: 'patch',
			operationId: 'changeFeed',
			summary: 'Change a diary’s name or address, or switch it on or off',
			description:
				'Switched off, or at another address, its time is free until it is read again. ' +
				'One address a minute.',
			body: feedChangeBody,
			responses: { 200: feedShown },
			problems: ['feed_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const owner = { clinicId, serverKey: services.serverKey }
			const done = await changeOne(services, {
				...{ intent, actor, action: 'feed.changed' },
				write: (trx) => changeFeed(trx, owner, { id: params.id, body }),
			})
			return { status: 200, ...done }
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
			operationId: 'removeFeed',
			summary: 'Forget a diary; its time is free again',
			responses: { 204: null },
			problems: ['feed_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, intent }) => {
			const { headers } = await changePlan(services, {
				...{ intent, actor, action: 'feed.removed', dryRun: false, allowStranded: true },
				write: (trx) => removeFeed(trx, clinicId, params.id),
				present: async () => ({}),
			})
			return { status: 204, headers }
		},
	)
}

function refreshRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			method: 'post',
			path: '/api/clinic/feeds/:id/refresh',
			params: one.params,
			operationId: 'refreshFeed',
			summary: 'Have a diary read now',
			description:
				'Answers at once; the calendar is read within some seconds. Once a minute for each calendar.',
			responses: { 200: feedShown },
			problems: ['feed_not_found'],
		},
		async ({ auth: { clinicId }, params, intent }) => {
			const body = await inTenant(
				services.db,
				clinicId,
				async (trx) => {
					await withIdempotency(trx, intent, async () => {
						await askForFeed(trx, clinicId, params.id)
						return { status: 200, answer: {} }
					})
					return show(trx, services, clinicId, params.id)
				},
				{ quietly: true },
			)
			return { status: 200, body }
		},
	)
}
