import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	askPrescriptionBody,
	ownPrescriptionRequest,
	ownPrescriptionRequests,
	ownRequestsQuery,
	repeats,
} from '../contract/prescriptions.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Services } from '../services.ts'
import { withdrawPrescription } from './answer.ts'
import { askPrescription } from './ask.ts'
import { listOwnRequests, listRepeats, showOwnRequest } from './show.ts'

const PET = '/api/customer/pets/:petId'
const PATH = '/api/customer/prescription-requests'
const shared = { tags: ['Prescriptions'], auth: 'owner' } as const
const ofPet = { ...shared, params: z.strictObject({ petId: id }) } as const

/** Medicines once more, as far as owners ask for them. */
export function ownPrescriptionRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	repeatsRoute(guard, router, services)
	askRoute(guard, router, services)
	listRoute(guard, router, services)
	withdrawRoute(guard, router, services)
	return router
}

function repeatsRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...ofPet,
			method: 'get',
			path: `${PET}/repeat-prescriptions`,
			operationId: 'listRepeatPrescriptions',
			summary: 'List the medicines that a pet may be given again',
			responses: { 200: repeats },
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId, owner }, params }) => {
			const list = (trx: Knex) => listRepeats(trx, catalogue, owner, params.petId)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
}

function askRoute(guard: Guard, router: Router, services: Services): void {
	const { db, catalogue, queueNotification } = services
	guard.route(
		router,
		{
			...ofPet,
			method: 'post',
			path: `${PET}/prescription-requests`,
			operationId: 'askPrescription',
			summary: 'Ask the clinic for a medicine',
			description: 'A vet answers within a day or two. It is no appointment.',
			body: askPrescriptionBody,
			idempotent: true,
			responses: { 201: ownPrescriptionRequest },
			problems: ['pet_not_found', 'record_not_found', 'prescription_asked', 'checkup_needed'],
		},
		async ({ auth: { clinicId, owner }, params: { petId }, body, intent }) => {
			const asking = { owner, petId, body, queueNotification }
			const asked = await once(
				db,
				intent,
				async (trx) => askPrescription(trx, await catalogue.read(queryOf(trx), clinicId), asking),
				(trx, { requestId }) => showOwnRequest(trx, catalogue, owner, requestId),
			)
			return { status: 201, ...asked }
		},
	)
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: PATH,
			operationId: 'listOwnPrescriptionRequests',
			summary: 'List the medicines that were asked for',
			query: ownRequestsQuery,
			responses: { 200: ownPrescriptionRequests },
			problems: [],
		},
		async ({ auth: { clinicId, owner }, query }) => {
			const list = (trx: Knex) => listOwnRequests(trx, catalogue, owner, query)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
}

function withdrawRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: `${PATH}/:id/withdraw`,
			operationId: 'withdrawPrescriptionRequest',
			summary: 'Withdraw a request for a medicine',
			params: z.strictObject({ id }),
			idempotent: true,
			responses: { 200: ownPrescriptionRequest },
			problems: ['prescription_request_not_found', 'request_settled'],
		},
		async ({ auth: { owner }, params, intent }) => {
			const withdrawn = await once(
				db,
				intent,
				(trx) => withdrawPrescription(trx, owner, params.id),
				(trx, { requestId }) => showOwnRequest(trx, catalogue, owner, requestId),
			)
			return { status: 200, ...withdrawn }
		},
	)
}
