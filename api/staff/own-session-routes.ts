import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../contract/primitives.ts'
import { ownSessions, sessionsEnded } from '../contract/session.ts'
import { inTenant } from '../database/tenant.ts'
import type { StaffMember } from '../http/authenticate.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { endOwnSession, endOwnSessions, listOwnSessions } from '../sign-in/own-sessions.ts'
import { once } from './once.ts'
import { ownAccount } from './policy.ts'

const shared = { tags: ['Staff account'], auth: 'staff', may: ownAccount } as const

/** Where somebody is signed in. */
export function ownSessionRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: '/api/clinic/me/sessions',
			operationId: 'listOwnSessions',
			summary: 'List where one is signed in',
			responses: { 200: ownSessions },
			problems: [],
		},
		async ({ auth: { clinicId, staff } }) => {
			const list = (trx: Knex) => listOwnSessions(trx, personOf(staff), staff.sessionId)
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
			path: '/api/clinic/me/sessions/:id',
			operationId: 'endOwnSession',
			summary: 'End one of one’s own sessions',
			idempotent: true,
			params: z.strictObject({ id }),
			responses: { 204: null },
			problems: ['session_not_found'],
		},
		async ({ auth: { staff }, intent, params }) => {
			await once(db, intent, async (trx) => {
				await endOwnSession(trx, personOf(staff), params.id)
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
			path: '/api/clinic/me/sessions',
			operationId: 'endOtherSessions',
			summary: 'End all of one’s own sessions but this one',
			idempotent: true,
			responses: { 200: sessionsEnded },
			problems: [],
		},
		async ({ auth: { staff }, intent }) => {
			const body = await once(db, intent, async (trx) => ({
				ended: await endOwnSessions(trx, personOf(staff), staff.sessionId),
			}))
			return { status: 200, body }
		},
	)
}

const personOf = ({ clinicId, userId: personId }: StaffMember) =>
	({ audience: 'staff', clinicId, personId }) as const
