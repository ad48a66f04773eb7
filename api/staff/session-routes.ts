import { Router } from '@koa/router'
import * as z from 'zod'
import { id } from '../contract/primitives.ts'
import {
	cookieHeaders,
	refreshBody,
	type StaffSession,
	signInBody,
	staffMe,
	staffSession,
} from '../contract/staff.ts'
import { inTenant } from '../database/tenant.ts'
import { ACCESS_SECONDS } from '../http/access-token.ts'
import type { Guard } from '../http/guard.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { assertOurPage, cookieToken, refreshCookie } from './cookie.ts'
import { ownAccount } from './policy.ts'
import { makeRefreshToken, readRefreshToken } from './refresh-token.ts'
import { refreshSession, signOut } from './sessions.ts'
import { showMe } from './show.ts'
import { type SignedIn, signIn } from './sign-in.ts'

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

const deviceOf = (address: string, headers: z.output<typeof cookieHeaders>) => ({
	address,
	userAgent: headers['user-agent'] ?? null,
})

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
			if (headers.origin !== undefined) assertOurPage(headers, services.publicUrl())
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
			const { claims, inBrowser } = presented(services, clinicId, { body, headers })
			const device = deviceOf(address, headers)
			const refreshed = await inTenant(
				services.db,
				claims.clinicId,
				(trx) => refreshSession(trx, claims.clinicId, { ...claims, device }),
				{ quietly: true },
			)
			if (!refreshed) throw new Problem('session_ended')
			const signedIn = { ...claims, ...refreshed }
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
			const { claims } = presented(services, clinicId, { body, headers })
			await inTenant(services.db, claims.clinicId, (trx) => signOut(trx, claims.clinicId, claims), {
				quietly: true,
			})
			const gone = refreshCookie({ clinicId, token: null, https: isHttps(services) })
			return { status: 204, headers: { 'Set-Cookie': gone } }
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

interface Presented {
	body: z.output<typeof refreshBody>
	headers: z.output<typeof cookieHeaders>
}

/** The refresh token of a call: in the body outside of browsers, in the cookie within. */
function presented(services: Services, clinicId: string, { body, headers }: Presented) {
	const inBrowser = body.refreshToken === undefined
	if (inBrowser) assertOurPage(headers, services.publicUrl())
	const token = body.refreshToken ?? cookieToken(headers.cookie, clinicId) ?? ''
	const claims = readRefreshToken(services.serverKey, token)
	if (claims?.clinicId !== clinicId) throw new Problem('session_ended')
	return { claims, inBrowser }
}

async function answerOf(services: Services, signedIn: SignedIn, inBrowser: boolean) {
	const { clinicId, userId, sessionId } = signedIn
	const token = makeRefreshToken(services.serverKey, signedIn)
	const claims = { clinicId, subject: userId, sessionId }
	const show = await inTenant(services.db, clinicId, (trx) => showMe(trx, clinicId, userId), {
		quietly: true,
	})
	const body: StaffSession = {
		accessToken: await services.accessTokens.make('staff', claims),
		expiresIn: ACCESS_SECONDS,
		refreshToken: inBrowser ? null : token,
		sessionId,
		...show,
	}
	if (!inBrowser) return { body }
	const cookie = refreshCookie({ clinicId, token, https: isHttps(services) })
	return { body, headers: { 'Set-Cookie': cookie } }
}

const isHttps = (services: Services) => services.publicUrl().startsWith('https:')
