import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { ownerAnswer } from '../accounts/answer.ts'
import { verifyBody } from '../contract/owner-joining.ts'
import { ownerSession } from '../contract/owner-session.ts'
import { passkeySignInBody } from '../contract/passkeys.ts'
import { id } from '../contract/primitives.ts'
import { cookieHeaders } from '../contract/session.ts'
import type { Guard } from '../http/guard.ts'
import { relyingParty } from '../passkeys/client-data.ts'
import { signInByPasskey } from '../passkeys/sign-in.ts'
import type { Services } from '../services.ts'
import { enter } from '../sign-in/enter.ts'
import { assertPage, deviceOf } from '../sign-in/exchange.ts'
import { verifyEmail } from './verify.ts'

const shared = {
	tags: ['Owner sessions'],
	auth: 'key',
	method: 'post',
	params: z.strictObject({ clinicId: id }),
	headers: cookieHeaders,
	responses: { 201: ownerSession },
} as const

type Headers = z.output<typeof cookieHeaders>

/** Ways in beside a password and a code, each of which begins a session. */
export function wayInRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	verifyRoute(guard, router, services)
	passkeyRoute(guard, router, services)
	return router
}

/** What begins the session of an account that somebody has proved to be theirs. */
function entering(services: Services, clinicId: string, address: string, headers: Headers) {
	const device = deviceOf(address, headers)
	return (trx: Knex.Transaction, personId: string) =>
		enter(trx, services, { audience: 'owner', clinicId, personId }, device)
}

function verifyRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/sessions/:clinicId/email',
			operationId: 'verifyOwnerEmail',
			summary: 'Make the account that a mailed link is for, and sign in',
			description:
				`The link is good once. A password that was chosen counts if it is given again: whoever
				opens a mail need not be who asked for it.`.replace(/\s+/g, ' '),
			body: verifyBody,
			problems: ['link_ended', 'account_locked'],
		},
		async ({ auth: { clinicId }, body, headers, address }) => {
			const inBrowser = headers.origin !== undefined
			const side = { audience: 'owner', clinicId } as const
			if (inBrowser) await assertPage(services, side, headers)
			const begin = entering(services, clinicId, address, headers)
			const signedIn = await verifyEmail(services, clinicId, body, begin)
			return { status: 201, ...(await ownerAnswer(services, signedIn, inBrowser)) }
		},
	)
}

function passkeyRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/sessions/:clinicId/passkey',
			operationId: 'signInByPasskey',
			summary: 'Sign in with a passkey',
			description: 'On the hosted portal only. The passkey tells whose it is.',
			body: passkeySignInBody,
			problems: ['passkey_elsewhere', 'passkey_refused'],
		},
		async ({ auth: { clinicId, origin }, body: { credential }, headers, address }) => {
			const rp = relyingParty(services.publicUrl(), origin)
			const side = { audience: 'owner', clinicId } as const
			await assertPage(services, side, headers)
			const begin = entering(services, clinicId, address, headers)
			const shown = { rp, credential }
			const signedIn = await signInByPasskey(services, clinicId, shown, begin)
			return { status: 201, ...(await ownerAnswer(services, signedIn, true)) }
		},
	)
}
