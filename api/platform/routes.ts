import { Router } from '@koa/router'
import {
	bySlug,
	clinicCreated,
	newClinicBody,
	platformClinics,
	platformClinicsQuery,
	platformKey,
	platformKeyBody,
} from '../contract/platform.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { listClinics, makeKeyFor } from './clinics.ts'
import { createClinic } from './create-clinic.ts'

const shared = { tags: ['Platform'], auth: 'operator' } as const

/** What whoever runs the server does: clinics, and their first keys. */
export function platformRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: '/api/platform/clinics',
			operationId: 'listPlatformClinics',
			summary: 'List the clinics of this server',
			query: platformClinicsQuery,
			responses: { 200: platformClinics },
			problems: [],
		},
		async ({ query }) => ({ status: 200, body: await listClinics(services.db, query.after) }),
	)
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/platform/clinics',
			operationId: 'createClinic',
			summary: 'Make a clinic, and mail its admin a link',
			description: 'Its name in addresses is unique, so a repeated call makes no second one.',
			body: newClinicBody,
			responses: { 201: clinicCreated },
			problems: ['slug_taken'],
		},
		async ({ body }) => ({ status: 201, body: await createClinic(services, body) }),
	)
	keyRoute(guard, router, services)
	return router
}

function keyRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/platform/clinics/:slug/keys',
			operationId: 'createPlatformKey',
			summary: 'Make a key of a clinic',
			description: 'Each call makes another one.',
			params: bySlug,
			body: platformKeyBody,
			responses: { 201: platformKey },
			problems: ['clinic_not_found'],
		},
		async ({ params, body }) => ({ status: 201, body: await makeKeyFor(db, params.slug, body) }),
	)
}
