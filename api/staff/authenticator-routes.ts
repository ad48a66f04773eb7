import { Router } from '@koa/router'
import { authenticator, confirmBody, proofBody, recoveryCodes } from '../contract/staff-account.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import {
	beginAuthenticator,
	confirmAuthenticator,
	removeAuthenticator,
	renewRecoveryCodes,
} from './authenticator.ts'
import { ownAccount } from './policy.ts'

const shared = {
	tags: ['Staff account'],
	auth: 'staff',
	may: ownAccount,
	idempotent: true,
} as const

/** The second factor of somebody's own sign-in. */
export function authenticatorRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	setUpRoutes(guard, router, services)
	laterRoutes(guard, router, services)
	return router
}

function setUpRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/clinic/me/authenticator',
			operationId: 'beginAuthenticator',
			summary: 'Begin to set up an authenticator app',
			description:
				'Its secret is told here and never again. It counts once a code has confirmed it.',
			body: proofBody,
			responses: { 201: authenticator },
			problems: ['account_locked'],
		},
		async ({ auth: { staff }, intent, body }) => ({
			status: 201,
			body: await beginAuthenticator(services, { intent, ...staff }, body),
		}),
	)
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/clinic/me/authenticator/confirm',
			operationId: 'confirmAuthenticator',
			summary: 'Confirm an authenticator app by one of its codes',
			body: confirmBody,
			responses: { 200: recoveryCodes },
			problems: [],
		},
		async ({ auth: { staff }, intent, body: { code } }) => {
			const codes = await confirmAuthenticator(services, { intent, ...staff }, code)
			return { status: 200, body: { recoveryCodes: codes } }
		},
	)
}

function laterRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'delete',
			path: '/api/clinic/me/authenticator',
			operationId: 'removeAuthenticator',
			summary: 'Sign in without an authenticator app again',
			body: proofBody,
			responses: { 204: null },
			problems: ['account_locked'],
		},
		async ({ auth: { staff }, intent, body }) => {
			await removeAuthenticator(services, { intent, ...staff }, body)
			return { status: 204 }
		},
	)
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/clinic/me/recovery-codes',
			operationId: 'renewRecoveryCodes',
			summary: 'Get new recovery codes',
			description: 'The earlier ones end.',
			body: proofBody,
			responses: { 201: recoveryCodes },
			problems: ['account_locked'],
		},
		async ({ auth: { staff }, intent, body }) => {
			const codes = await renewRecoveryCodes(services, { intent, ...staff }, body)
			return { status: 201, body: { recoveryCodes: codes } }
		},
	)
}
