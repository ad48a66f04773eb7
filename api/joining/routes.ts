import { Router } from '@koa/router'
import { emailConfirmed, emailLink, registerBody } from '../contract/owner-joining.ts'
import { deviceHeaders, linkBody } from '../contract/session.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { confirmEmailChange, refuseEmailChange } from './email.ts'
import { readEmailLink } from './links.ts'
import { register } from './register.ts'

const shared = { tags: ['Owner accounts'], auth: 'key', method: 'post' } as const

/** How somebody gets an account, and answers the links that are mailed on the way. */
export function joiningRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	registerRoute(guard, router, services)
	readRoute(guard, router, services)
	confirmRoute(guard, router, services)
	refuseRoute(guard, router, services)
	return router
}

function registerRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/accounts',
			operationId: 'registerOwner',
			summary: 'Ask for an account',
			description:
				`A link to make it is mailed. The answer is the same whether there is one with this
				address already; then the mail says so.`.replace(/\s+/g, ' '),
			headers: deviceHeaders,
			body: registerBody,
			responses: { 202: null },
			problems: [],
		},
		async ({ auth: { clinicId }, body, headers, address }) => {
			const userAgent = headers['user-agent'] ?? null
			await register(services, { clinicId, body, address, userAgent })
			return { status: 202 }
		},
	)
}

function readRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/email-links',
			operationId: 'readEmailLink',
			summary: 'Read what a link in a mail is about',
			description:
				'It changes nothing; the token is in the body, since addresses are kept in logs.',
			body: linkBody,
			responses: { 200: emailLink },
			problems: ['link_ended'],
		},
		async ({ auth: { clinicId }, body }) => ({
			status: 200,
			body: await readEmailLink(services, clinicId, body.token),
		}),
	)
}

function confirmRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/email-confirmations',
			operationId: 'confirmEmailChange',
			summary: 'Say at one of two addresses that an account’s email changes',
			description: 'It changes when both have confirmed; then every session ends.',
			body: linkBody,
			responses: { 200: emailConfirmed },
			problems: ['link_ended'],
		},
		async ({ auth: { clinicId }, body }) => {
			const confirmed = await inTenant(
				services.db,
				clinicId,
				(trx) => confirmEmailChange(trx, services, clinicId, body.token),
				{ quietly: true },
			)
			return { status: 200, body: confirmed }
		},
	)
}

function refuseRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			path: '/api/customer/email-refusals',
			operationId: 'refuseEmailChange',
			summary: 'Say at one of two addresses that an account’s email stays',
			description: 'Said at the old address, every session of the account ends, too.',
			body: linkBody,
			responses: { 204: null },
			problems: ['link_ended'],
		},
		async ({ auth: { clinicId }, body }) => {
			await inTenant(
				services.db,
				clinicId,
				(trx) => refuseEmailChange(trx, services, clinicId, body.token),
				{ quietly: true },
			)
			return { status: 204 }
		},
	)
}
