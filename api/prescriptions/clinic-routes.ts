import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	declinePrescriptionBody,
	prescriptionRequest,
	prescriptionRequests,
	readyPrescriptionBody,
	requestsQuery,
} from '../contract/prescriptions.ts'
import { id } from '../contract/primitives.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { approvePrescription, declinePrescription, readyPrescription } from './answer.ts'
import {
	answerPrescriptionRequests,
	handOverPrescriptions,
	seePrescriptionRequests,
} from './policy.ts'
import { listRequests, showRequest } from './show.ts'

const PATH = '/api/clinic/prescription-requests'
const shared = { tags: ['Prescriptions'] } as const
const answer = {
	...shared,
	auth: 'staff',
	may: answerPrescriptionRequests,
	method: 'post',
	idempotent: true,
	params: z.strictObject({ id }),
	responses: { 200: prescriptionRequest },
	problems: ['prescription_request_not_found', 'request_settled'],
} as const

/** Medicines once more, from a vet's yes or no to the counter. */
export function prescriptionRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	approveRoute(guard, router, services)
	declineRoute(guard, router, services)
	readyRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'clinic',
			may: seePrescriptionRequests,
			method: 'get',
			path: PATH,
			operationId: 'listPrescriptionRequests',
			summary: 'List the medicines that owners ask for',
			query: requestsQuery,
			responses: { 200: prescriptionRequests },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const list = (trx: Knex) => listRequests(trx, catalogue, clinicId, query)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
}

/** Answers once per intent, and shows the request as it then is. */
async function answering(
	{ db, catalogue }: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction) => Promise<{ requestId: string }>,
) {
	const answered = await once(db, intent, verb, (trx, { requestId }) =>
		showRequest(trx, catalogue, intent.clinicId, requestId),
	)
	return { status: 200 as const, ...answered }
}

function approveRoute(guard: Guard, router: Router, services: Services): void {
	const { queueNotification } = services
	guard.route(
		router,
		{
			...answer,
			path: `${PATH}/:id/approve`,
			operationId: 'approvePrescription',
			summary: 'Approve that an animal is given a medicine again',
		},
		({ auth: { clinicId, actor }, params, intent }) =>
			answering(services, intent, (trx) =>
				approvePrescription(trx, { clinicId, actor, id: params.id, queueNotification }),
			),
	)
}

function declineRoute(guard: Guard, router: Router, services: Services): void {
	const { queueNotification } = services
	guard.route(
		router,
		{
			...answer,
			path: `${PATH}/:id/decline`,
			operationId: 'declinePrescription',
			summary: 'Decline a request for a medicine',
			body: declinePrescriptionBody,
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			answering(services, intent, (trx) =>
				declinePrescription(trx, { clinicId, actor, id: params.id, queueNotification, ...body }),
			),
	)
}

function readyRoute(guard: Guard, router: Router, services: Services): void {
	const { queueNotification } = services
	guard.route(
		router,
		{
			...answer,
			auth: 'clinic',
			may: handOverPrescriptions,
			path: `${PATH}/:id/ready`,
			operationId: 'readyPrescription',
			summary: 'Say that a medicine is there, or on its way',
			body: readyPrescriptionBody,
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			answering(services, intent, (trx) =>
				readyPrescription(trx, { clinicId, actor, id: params.id, queueNotification, ...body }),
			),
	)
}
