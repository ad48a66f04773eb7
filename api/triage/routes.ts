import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../contract/primitives.ts'
import {
	triageApproveBody,
	triageBody,
	triageChange,
	triageOrderBody,
	triageQuestions,
} from '../contract/triage.ts'
import { inTenant } from '../database/tenant.ts'
import { bumpPlan } from '../database/versions.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { listQuestions } from './list.ts'
import { approveTriage, changeTriage, seeTriage } from './policy.ts'
import { addQuestion, approveQuestion, changeQuestion, orderQuestions } from './write.ts'

const PATH = '/api/clinic/triage'
const shared = { tags: ['Triage'], responses: { 200: triageQuestions } } as const
const change = { ...shared, auth: 'clinic', may: changeTriage, idempotent: true } as const
const one = { params: z.strictObject({ id }) } as const

/** The questions about signs that owners are asked before times are shown. */
export function triageRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	addRoute(guard, router, services)
	changeRoute(guard, router, services)
	orderRoute(guard, router, services)
	approveRoute(guard, router, services)
	return router
}

/** Changes once per intent; the questions are part of what every server keeps of a clinic. */
async function changing(
	services: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction) => Promise<{ questionId: string | null }>,
) {
	const show = async (trx: Knex.Transaction) => ({
		questions: await listQuestions(trx, services, intent.clinicId),
	})
	return { status: 200 as const, ...(await once(services.db, intent, verb, show, bumpPlan)) }
}

function listRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'clinic',
			may: seeTriage,
			method: 'get',
			path: PATH,
			operationId: 'listTriageQuestions',
			summary: 'List the questions about signs',
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const list = (trx: Knex) => listQuestions(trx, services, clinicId)
			const questions = await inTenant(services.db, clinicId, list, { quietly: true })
			return { status: 200, body: { questions } }
		},
	)
}

function addRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...change,
			method: 'post',
			path: PATH,
			operationId: 'addTriageQuestion',
			summary: 'Add a question about signs',
			description: 'Owners are asked it once a vet has approved it.',
			body: triageBody,
			problems: [],
		},
		({ auth: { clinicId, actor }, body, intent }) =>
			changing(services, intent, (trx) => addQuestion(trx, { clinicId, actor, body })),
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...change, ...one },
			method: 'patch',
			path: `${PATH}/:id`,
			operationId: 'changeTriageQuestion',
			summary: 'Reword a question, or take it out of use',
			description: 'The old words are asked until a vet approves the new ones.',
			body: triageChange,
			problems: ['question_not_found'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			changing(services, intent, (trx) =>
				changeQuestion(trx, { clinicId, actor, id: params.id, body }),
			),
	)
}

function orderRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...change,
			method: 'put',
			path: `${PATH}/order`,
			operationId: 'orderTriageQuestions',
			summary: 'Put the questions in another order',
			body: triageOrderBody,
			problems: [],
		},
		({ auth: { clinicId, actor }, body, intent }) =>
			changing(services, intent, (trx) => orderQuestions(trx, { clinicId, actor, ids: body.ids })),
	)
}

function approveRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...{ ...shared, ...one },
			auth: 'staff',
			may: approveTriage,
			idempotent: true,
			method: 'post',
			path: `${PATH}/:id/approve`,
			operationId: 'approveTriageQuestion',
			summary: 'Approve the words of a question, as a vet',
			body: triageApproveBody,
			problems: ['question_not_found', 'conflict'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			changing(services, intent, (trx) =>
				approveQuestion(trx, { clinicId, actor, id: params.id, words: body.words }),
			),
	)
}
