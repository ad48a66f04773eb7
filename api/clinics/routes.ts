import { Router } from '@koa/router'
import { peekVisit } from '../appointments/read.ts'
import { clinicProfile } from '../contract/clinic.ts'
import { readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { presentClinic } from './presenter.ts'

/** What a page needs to know about a clinic before anything is chosen. */
export function clinicRoutes(guard: Guard, { db, catalogue }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			method: 'get',
			path: '/api/customer/clinic',
			operationId: 'getClinic',
			summary: 'Read what a clinic shows to everyone',
			description: 'The clinic comes from the credential: a publishable key or a manage token.',
			tags: ['Clinics'],
			auth: 'either',
			responses: { 200: clinicProfile },
			problems: ['clinic_not_found'],
		},
		async ({ auth }) => {
			if (auth.manage) await peekVisit(db, catalogue, auth.manage)
			const body = await readInTenant(db, auth.clinicId, async (query) => {
				const now = await catalogue.read(query, auth.clinicId)
				return presentClinic(now)
			})
			return { status: 200, body }
		},
	)
	return router
}
