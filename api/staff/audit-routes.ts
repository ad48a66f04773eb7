import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { auditEntries, auditQuery } from '../contract/audit.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { listAudit } from './audit-list.ts'
import { seeAudit } from './policy.ts'

/** What was changed at a clinic, and by whom. */
export function auditRoutes(guard: Guard, { db }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			tags: ['Staff'],
			auth: 'clinic',
			may: seeAudit,
			method: 'get',
			path: '/api/clinic/audit',
			operationId: 'listAudit',
			summary: 'List what was changed and by whom, the newest first',
			query: auditQuery,
			responses: { 200: auditEntries },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const list = (trx: Knex) => listAudit(trx, clinicId, query)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
	return router
}
