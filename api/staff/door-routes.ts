import { Router } from '@koa/router'
import type * as z from 'zod'
import { cookieHeaders, linkBody, setPasswordBody } from '../contract/session.ts'
import { mailAsk, passwordLink, passwordSet } from '../contract/staff-account.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { assertPage } from '../sign-in/exchange.ts'
import { readLink, setPasswordByLink } from './links.ts'
import { mailPasswordReset, mailSignInCode } from './mail-asks.ts'

const shared = {
	auth: 'none',
	method: 'post',
	tags: ['Staff sessions'],
	headers: cookieHeaders,
} as const

/** What people do who can not sign in yet: ask for a code or a link, and use a link. */
export function doorRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	mailRoutes(guard, router, services)
	linkRoutes(guard, router, services)
	return router
}

function mailRoutes(guard: Guard, router: Router, services: Services): void {
	const mails = {
		...shared,
		description: 'The answer is the same whether anybody with that address works there.',
		body: mailAsk,
		responses: { 202: null },
		problems: ['origin_not_allowed'],
	} as const
	guard.route(
		router,
		{
			...mails,
			path: '/api/clinic/sign-in-codes',
			operationId: 'mailSignInCode',
			summary: 'Have a code mailed to sign in with',
		},
		async ({ headers, body, address }) => {
			await assertNoOther(headers, services)
			await mailSignInCode(services, body, address)
			return { status: 202 }
		},
	)
	guard.route(
		router,
		{
			...mails,
			path: '/api/clinic/password-resets',
			operationId: 'mailPasswordReset',
			summary: 'Have a link mailed to choose a new password',
		},
		async ({ headers, body, address }) => {
			await assertNoOther(headers, services)
			await mailPasswordReset(services, body, address)
			return { status: 202 }
		},
	)
}

function linkRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/password-links',
			operationId: 'readPasswordLink',
			summary: 'Read whose link it is to choose a password',
			description:
				'It changes nothing; the token is in the body, since addresses are kept in logs.',
			body: linkBody,
			responses: { 200: passwordLink },
			problems: ['link_ended', 'origin_not_allowed'],
		},
		async ({ headers, body }) => {
			await assertNoOther(headers, services)
			return { status: 200, body: await readLink(services, body.token) }
		},
	)
	guard.route(
		router,
		{
			...shared,
			path: '/api/clinic/passwords',
			operationId: 'setPassword',
			summary: 'Choose a password by a link from a mail',
			description: 'The link is good once. Every session of the person ends.',
			body: setPasswordBody,
			responses: { 200: passwordSet },
			problems: ['link_ended', 'origin_not_allowed'],
		},
		async ({ headers, body: { token, password } }) => {
			await assertNoOther(headers, services)
			return { status: 200, body: await setPasswordByLink(services, token, password) }
		},
	)
}

/** In a browser only the console may; outside of one there is no origin. */
async function assertNoOther(headers: z.output<typeof cookieHeaders>, services: Services) {
	if (headers.origin === undefined) return
	await assertPage(services, { audience: 'staff', clinicId: '' }, headers)
}
