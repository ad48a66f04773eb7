import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../contract/primitives.ts'
import { ownSessions, sessionsEnded } from '../contract/session.ts'
import { inTenant } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { endOwnSession, endOwnSessions, listOwnSessions } from '../sign-in/own-sessions.ts'
import { once } from '../staff/once.ts'

const shared = { tags: ['Owner account'], auth: 'owner' } as const

/** Where an owner is signed in. */
export function ownerOwnSessionRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: '/api/customer/me/sessions',
			operationId: 'listOwnerSessions',
			summary: 'List where one is signed in',
			responses: { 200: ownSessions },
			problems: [],
		},
		async ({ auth: { clinicId, owner } }) => {
			const list = (trx: Knex) => listOwnSessions(trx, personOf(owner), owner.sessionId)
			const sessions = await inTenant(services.db, clinicId, list, { quietly: true })
			return { status: 200, body: { sessions } }
		},
	)
	endRoutes(guard, router, services)
	return router
}

function endRoutes(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'delete',
			path: '/api/customer/me/sessions/:id',
			operationId: 'endOwnerSession',
			summary: 'End one of one’s own sessions',
			idempotent: true,
			params: z.strictObject({ id }),
			responses: { 204: null },
			problems: ['session_not_found'],
		},
		async ({ auth: { owner }, intent, params }) => {
			await once(db, intent, async (trx) => {
				await endOwnSession(trx, personOf(owner), params.id)
				return {}
			})
			return { status: 204 }
		},
	)
	guard.route(
		router,
		{
			...shared,
			method: 'delete',
			path: '/api/customer/me/sessions',
			operationId: 'endOwnerSessions',
			summary: 'Sign out everywhere, here too',
			idempotent: true,
			responses: { 200: sessionsEnded },
			problems: [],
		},
		async ({ auth: { owner }, intent }) => {
			const body = await once(db, intent, async (trx) => ({
				ended: await endOwnSessions(trx, personOf(owner)),
			}))
			return { status: 200, body }
		},
	)
}

const personOf = ({ clinicId, accountId: personId }: Owner) =>
	({ audience: 'owner', clinicId, personId }) as const
