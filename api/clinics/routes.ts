import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { openVisit } from '../appointments/read.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { clinicProfile } from '../contract/clinic.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, readInTenant } from '../database/tenant.ts'
import type { Caller } from '../http/authenticate.ts'
import type { Guard } from '../http/guard.ts'
import { KeptText } from '../http/kept-text.ts'
import type { Services } from '../services.ts'
import { presentClinic } from './presenter.ts'

/** What a page needs to know about a clinic before anything is chosen. */
export function clinicRoutes(guard: Guard, services: Services): Router {
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
			const now = await readClinic(services, auth)
			// It says what time it is, so it is never the same twice, but worth compressing.
			return { status: 200, json: new KeptText(JSON.stringify(presentClinic(now))) }
		},
	)
	return router
}

/** A manage token must open a visit to be worth anything. */
function readClinic({ db, catalogue }: Services, { clinicId, manage }: Caller): Promise<ClinicNow> {
	if (!manage) return readInTenant(db, clinicId, (query) => catalogue.read(query, clinicId))
	const read = async (trx: Knex) => {
		const now = await catalogue.read(queryOf(trx), clinicId)
		await openVisit(trx, manage, now.now)
		return now
	}
	return inTenant(db, clinicId, read, { quietly: true })
}
