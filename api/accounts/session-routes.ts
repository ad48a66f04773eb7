import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { accessOnly, ownerMe, ownerSession, signInOwnerBody } from '../contract/owner-session.ts'
import { id } from '../contract/primitives.ts'
import { cookieHeaders, refreshBody } from '../contract/session.ts'
import { inTenant } from '../database/tenant.ts'
import { ACCESS_SECONDS } from '../http/access-token.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { assertPage, deviceOf, goneCookie, presented, refreshed } from '../sign-in/exchange.ts'
import { signOut } from '../sign-in/sessions.ts'
import { ownerAnswer } from './answer.ts'
import { assertOfPage } from './of-page.ts'
import { showOwner } from './show.ts'
import { signInOwner } from './sign-in.ts'

const shared = {
	tags: ['Owner sessions'],
	params: z.strictObject({ clinicId: id }),
	headers: cookieHeaders,
} as const
const sideOf = (clinicId: string) => ({ audience: 'owner', clinicId }) as const

/** Signing in and out of an owner's account. What knows a cookie has the clinic in its path. */
export function ownerSessionRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	signInRoute(guard, router, services)
	refreshRoute(guard, router, services)
	continueRoute(guard, router, services)
	signOutRoute(guard, router, services)
	meRoute(guard, router, services)
	return router
}

function signInRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'key',
			method: 'post',
			path: '/api/customer/sessions/:clinicId',
			operationId: 'signInOwner',
			summary: 'Sign in as an owner with an account',
			description: 'The answer is the same whether the address or what proves it is wrong.',
			body: signInOwnerBody,
			responses: { 201: ownerSession },
			problems: ['sign_in_refused', 'account_locked'],
		},
		async ({ auth: { clinicId }, body, headers, address }) => {
			const inBrowser = headers.origin !== undefined
			if (inBrowser) await assertPage(services, sideOf(clinicId), headers)
			const device = deviceOf(address, headers)
			const signedIn = await signInOwner(services, clinicId, body, device)
			return { status: 201, ...(await ownerAnswer(services, signedIn, inBrowser)) }
		},
	)
}

function refreshRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'none',
			method: 'post',
			path: '/api/customer/sessions/:clinicId/refresh',
			operationId: 'refreshOwnerSession',
			summary: 'Get another access token',
			description: `Each refresh token is good once; one that comes twice ends the session, and its
				owner is told.`.replace(/\s+/g, ' '),
			body: refreshBody,
			responses: { 200: ownerSession },
			problems: ['session_ended', 'origin_not_allowed'],
		},
		async ({ params: { clinicId }, body, headers, address }) => {
			const side = sideOf(clinicId)
			const { claims, inBrowser } = await presented(services, side, { body, headers })
			const signedIn = await refreshed(services, side, claims, deviceOf(address, headers))
			return { status: 200, ...(await ownerAnswer(services, signedIn, inBrowser)) }
		},
	)
}

function continueRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			tags: shared.tags,
			params: shared.params,
			auth: 'owner',
			method: 'post',
			path: '/api/customer/sessions/:clinicId/continue',
			operationId: 'continueOwnerSession',
			summary: 'Go on with a session whose cookie the browser does not keep',
			description: `For as long as the page stays, at most twelve hours, and only while nothing has
				been refreshed: a cookie that came back is to be used.`.replace(/\s+/g, ' '),
			responses: { 200: accessOnly },
			problems: [],
		},
		async ({ auth: { owner } }) => {
			const assert = (trx: Knex) => assertOfPage(trx, owner)
			await inTenant(services.db, owner.clinicId, assert, { quietly: true })
			const { clinicId, accountId: subject, sessionId } = owner
			const claims = { clinicId, subject, sessionId }
			const accessToken = await services.accessTokens.make('owner', claims)
			return { status: 200, body: { accessToken, expiresIn: ACCESS_SECONDS } }
		},
	)
}

function signOutRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'none',
			method: 'delete',
			path: '/api/customer/sessions/:clinicId',
			operationId: 'signOutOwner',
			summary: 'Sign out',
			body: refreshBody,
			responses: { 204: null },
			problems: ['session_ended', 'origin_not_allowed'],
		},
		async ({ params: { clinicId }, body, headers }) => {
			const side = sideOf(clinicId)
			const { claims } = await presented(services, side, { body, headers })
			const end = (trx: Knex.Transaction) => signOut(trx, side, claims)
			await inTenant(services.db, clinicId, end, { quietly: true })
			return { status: 204, headers: goneCookie(services, side) }
		},
	)
}

function meRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			tags: ['Owner account'],
			auth: 'owner',
			method: 'get',
			path: '/api/customer/me',
			operationId: 'getOwnerMe',
			summary: 'Who is signed in, and where',
			responses: { 200: ownerMe },
			problems: [],
		},
		async ({ auth: { clinicId, owner } }) => {
			const show = (trx: Knex) => showOwner(trx, clinicId, owner.accountId)
			return { status: 200, body: await inTenant(db, clinicId, show, { quietly: true }) }
		},
	)
}
