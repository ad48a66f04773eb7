import { Router } from '@koa/router'
import type { Knex } from 'knex'
import {
	notificationSettings,
	notificationSettingsBody,
} from '../../contract/notification-settings.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import { once } from '../../http/once.ts'
import type { Services } from '../../services.ts'
import { changeSettings, showSettings } from './settings.ts'

const shared = {
	tags: ['Own data'],
	auth: 'owner',
	path: '/api/customer/notification-settings',
	responses: { 200: notificationSettings },
	problems: [],
} as const

/** What an owner wants to hear about, and how. */
export function notificationSettingsRoutes(guard: Guard, { db }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			operationId: 'getNotificationSettings',
			summary: 'Read what one is written to about, and how',
		},
		async ({ auth: { clinicId, owner } }) => {
			const show = (trx: Knex) => showSettings(trx, owner)
			return { status: 200, body: await inTenant(db, clinicId, show, { quietly: true }) }
		},
	)
	guard.route(
		router,
		{
			...shared,
			method: 'put',
			operationId: 'changeNotificationSettings',
			summary: 'Choose what one is written to about, and how',
			description: 'Confirmations and changes come by email always. Marketing needs its wording.',
			idempotent: true,
			body: notificationSettingsBody,
		},
		async ({ auth: { owner }, body, intent }) => {
			const changed = await once(
				db,
				intent,
				async (trx) => {
					await changeSettings(trx, owner, body)
					return {}
				},
				(trx) => showSettings(trx, owner),
			)
			return { status: 200, ...changed }
		},
	)
	return router
}
