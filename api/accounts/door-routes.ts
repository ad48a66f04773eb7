import { Router } from '@koa/router'
import { ownerMailAsk, ownerPasswordLink, ownerPasswordSet } from '../contract/owner-session.ts'
import { linkBody, setPasswordBody } from '../contract/session.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { inEvenTime } from '../sign-in/even-time.ts'
import {
	codeLetter,
	type Mail,
	resetLetter,
	type ToStranger,
	toWhoever,
} from '../sign-in/mail-asks.ts'
import { linkAgain } from './link-again.ts'
import { readOwnerLink, setOwnerPassword } from './links.ts'

const shared = { auth: 'key', method: 'post', tags: ['Owner sessions'] } as const

/** What owners do who can not sign in yet: ask for a code or a link, and use a link. */
export function ownerDoorRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	mailRoutes(guard, router, services)
	linkRoutes(guard, router, services)
	return router
}

function mailRoutes(guard: Guard, router: Router, services: Services): void {
	const mails = {
		...shared,
		description: 'The answer is the same whether anybody has an account with that address.',
		body: ownerMailAsk,
		responses: { 202: null },
		problems: [],
	} as const
	guard.route(
		router,
		{
			...mails,
			path: '/api/customer/sign-in-codes',
			operationId: 'mailOwnerSignInCode',
			summary: 'Have a code mailed to sign in with',
		},
		async ({ auth: { clinicId }, body: { email }, address }) => {
			await toOwner(services, { clinicId, email, address }, codeLetter, linkAgain)
			return { status: 202 }
		},
	)
	guard.route(
		router,
		{
			...mails,
			path: '/api/customer/password-resets',
			operationId: 'mailOwnerPasswordReset',
			summary: 'Have a link mailed to choose a new password',
		},
		async ({ auth: { clinicId }, body: { email }, address }) => {
			await toOwner(services, { clinicId, email, address }, resetLetter)
			return { status: 202 }
		},
	)
}

function toOwner(
	services: Services,
	ask: { clinicId: string; email: string; address: string },
	mail: Mail,
	toStranger?: ToStranger,
): Promise<void> {
	return inEvenTime(() => toWhoever(services, { audience: 'owner', ...ask }, mail, toStranger))
}

function linkRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/password-links',
			operationId: 'readOwnerPasswordLink',
			summary: 'Read whose link it is to choose a password',
			description:
				'It changes nothing; the token is in the body, since addresses are kept in logs.',
			body: linkBody,
			responses: { 200: ownerPasswordLink },
			problems: ['link_ended'],
		},
		async ({ auth: { clinicId }, body: { token } }) => {
			return { status: 200, body: await readOwnerLink(services, { clinicId, token }) }
		},
	)
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/passwords',
			operationId: 'setOwnerPassword',
			summary: 'Choose a password by a link from a mail',
			description: 'The link is good once. Every session of the person ends.',
			body: setPasswordBody,
			responses: { 200: ownerPasswordSet },
			problems: ['link_ended'],
		},
		async ({ auth: { clinicId }, body: { token, password } }) => {
			const body = await setOwnerPassword(services, { clinicId, token }, password)
			return { status: 200, body }
		},
	)
}
