import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../contract/primitives.ts'
import { cookieHeaders, refreshBody } from '../contract/session.ts'
import { signInBody, staffMe, staffSession } from '../contract/staff.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import {
	assertPage,
	deviceOf,
	goneCookie,
	presented,
	refreshed,
	type SignedIn,
	sessionAnswer,
} from '../sign-in/exchange.ts'
import { signOut } from '../sign-in/sessions.ts'
import { ownAccount } from './policy.ts'
import { showMe } from './show.ts'
import { signIn } from './sign-in.ts'

const shared = { tags: ['Staff sessions'] } as const
const ofClinic = z.strictObject({ clinicId: id })

/** Signing in and out of the clinic's side. */
export function sessionRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	signInRoute(guard, router, services)
	refreshRoute(guard, router, services)
	signOutRoute(guard, router, services)
	meRoute(guard, router, services)
	return router
}

const sideOf = (clinicId: string) => ({ audience: 'staff', clinicId }) as const

function signInRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'none',
			method: 'post',
			path: '/api/clinic/sessions',
			operationId: 'signInStaff',
			summary: 'Sign in as a member of staff',
			headers: cookieHeaders,
			body: signInBody,
			responses: { 201: staffSession },
			problems: [
				'sign_in_refused',
				'second_factor_required',
				'account_locked',
				'origin_not_allowed',
			],
		},
		async ({ body, headers, address }) => {
			if (headers.origin !== undefined) await assertPage(services, sideOf(''), headers)
			const signedIn = await signIn(services, body, deviceOf(address, headers))
			const inBrowser = headers.origin !== undefined
			return { status: 201, ...(await answerOf(services, signedIn, inBrowser)) }
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
			path: '/api/clinic/sessions/:clinicId/refresh',
			operationId: 'refreshStaffSession',
			summary: 'Get another access token',
			description: 'Each refresh token is good once; one that comes twice ends the session.',
			params: ofClinic,
			headers: cookieHeaders,
			body: refreshBody,
			responses: { 200: staffSession },
			problems: ['session_ended', 'origin_not_allowed'],
		},
		async ({ params: { clinicId }, body, headers, address }) => {
			const side = sideOf(clinicId)
			const { claims, inBrowser } = await presented(services, side, { body, headers })
			const signedIn = await refreshed(services, side, claims, deviceOf(address, headers))
			return { status: 200, ...(await answerOf(services, signedIn, inBrowser)) }
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
			path: '/api/clinic/sessions/:clinicId',
			operationId: 'signOutStaff',
			summary: 'Sign out',
			params: ofClinic,
			headers: cookieHeaders,
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

function meRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'staff',
			may: ownAccount,
			method: 'get',
			path: '/api/clinic/me',
			operationId: 'getStaffMe',
			summary: 'Who is signed in, and where',
			responses: { 200: staffMe },
			problems: [],
		},
		async ({ auth: { clinicId, staff } }) => {
			const body = await inTenant(
				services.db,
				clinicId,
				(trx) => showMe(trx, clinicId, staff.userId),
				{ quietly: true },
			)
			return { status: 200, body }
		},
	)
}

async function answerOf(services: Services, signedIn: SignedIn, inBrowser: boolean) {
	const { clinicId, personId } = signedIn
	const show = (trx: Knex) => showMe(trx, clinicId, personId)
	const who = await inTenant(services.db, clinicId, show, { quietly: true })
	const { body, headers } = await sessionAnswer(services, signedIn, inBrowser)
	return { body: { ...body, ...who }, ...(headers && { headers }) }
}
