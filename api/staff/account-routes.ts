import { Router } from '@koa/router'
import { changePasswordBody } from '../contract/staff-account.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { changeOwnPassword } from './own-account.ts'
import { ownAccount } from './policy.ts'

/** What people do with their own password. */
export function accountRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			tags: ['Staff account'],
			auth: 'staff',
			may: ownAccount,
			method: 'put',
			path: '/api/clinic/me/password',
			operationId: 'changeOwnPassword',
			summary: 'Change one’s own password',
			description: 'Every other session of the person ends.',
			idempotent: true,
			body: changePasswordBody,
			responses: { 204: null },
			problems: ['account_locked'],
		},
		async ({ auth: { staff }, intent, body }) => {
			await changeOwnPassword(services, { intent, ...staff }, body)
			return { status: 204 }
		},
	)
	return router
}
