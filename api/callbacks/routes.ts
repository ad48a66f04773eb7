import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	askCallbackBody,
	callback,
	callbackDoneBody,
	callbackLinkBody,
	callbackPromise,
	callbacks,
	callbacksQuery,
	queues,
} from '../contract/callbacks.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { askCallback, showPromise } from './ask.ts'
import { listCallbacks, showCallback } from './list.ts'
import { seeCallbacks, workCallbacks } from './policy.ts'
import { countQueues } from './queues.ts'
import { claimCallback, finishCallback, linkCallback, noteNoAnswer } from './work.ts'

const PATH = '/api/clinic/callbacks'
const shared = { tags: ['Callbacks'] } as const
const read = { ...shared, auth: 'clinic', may: seeCallbacks, method: 'get' } as const
const work = {
	...shared,
	auth: 'clinic',
	may: workCallbacks,
	method: 'post',
	idempotent: true,
	params: z.strictObject({ id }),
	responses: { 200: callback },
} as const

/** People who want to be called, from the question to the call. */
export function callbackRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	askRoute(guard, router, services)
	listRoute(guard, router, services)
	queuesRoute(guard, router, services)
	claimRoute(guard, router, services)
	noAnswerRoute(guard, router, services)
	doneRoute(guard, router, services)
	linkRoute(guard, router, services)
	return router
}

function askRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			auth: 'key',
			method: 'post',
			path: '/api/customer/callbacks',
			operationId: 'askCallback',
			summary: 'Ask the clinic to call',
			description: 'The answer says by when somebody will.',
			idempotent: true,
			body: askCallbackBody,
			responses: { 201: callbackPromise },
			problems: ['appointment_type_not_found'],
		},
		async ({ auth: { clinicId }, body, intent, address }) => {
			const { db, catalogue, serverKey } = services
			const nowOf = (trx: Knex) => catalogue.read(queryOf(trx), clinicId)
			const asked = { clinicId, body, address, serverKey }
			const promised = await once(
				db,
				intent,
				async (trx) => askCallback(trx, await nowOf(trx), asked),
				async (trx, { callbackId }) => showPromise(trx, await nowOf(trx), clinicId, callbackId),
			)
			return { status: 201, ...promised }
		},
	)
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...read,
			path: PATH,
			operationId: 'listCallbacks',
			summary: 'List people who want to be called',
			query: callbacksQuery,
			responses: { 200: callbacks },
			problems: [],
		},
		async ({ auth: { clinicId }, query: { status } }) => {
			const list = (trx: Knex) => listCallbacks(trx, { catalogue, clinicId }, status)
			const found = await inTenant(db, clinicId, list, { quietly: true })
			return { status: 200, body: { callbacks: found } }
		},
	)
}

function queuesRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...read,
			path: '/api/clinic/queues',
			operationId: 'countQueues',
			summary: 'Count what waits to be worked off',
			responses: { 200: queues },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const body = await readInTenant(db, clinicId, (query) => countQueues(query, clinicId))
			return { status: 200, body }
		},
	)
}

/** Works on a callback once per intent, and shows it as it then is. */
async function working(
	{ db, catalogue }: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction) => Promise<{ callbackId: string }>,
) {
	const place = { catalogue, clinicId: intent.clinicId }
	const done = await once(db, intent, verb, (trx, { callbackId }) =>
		showCallback(trx, place, callbackId),
	)
	return { status: 200 as const, ...done }
}

function claimRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...work,
			path: `${PATH}/:id/claim`,
			operationId: 'claimCallback',
			summary: 'Take a callback, so that nobody else calls',
			description: 'It is free again after half an hour.',
			problems: ['callback_not_found', 'callback_taken'],
		},
		({ auth: { clinicId, actor }, params, intent }) =>
			working(services, intent, (trx) => claimCallback(trx, { clinicId, actor, id: params.id })),
	)
}

function noAnswerRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...work,
			path: `${PATH}/:id/no-answer`,
			operationId: 'noteNoAnswer',
			summary: 'Note that nobody answered the call',
			problems: ['callback_not_found', 'callback_taken'],
		},
		({ auth: { clinicId, actor }, params, intent }) =>
			working(services, intent, (trx) => noteNoAnswer(trx, { clinicId, actor, id: params.id })),
	)
}

function doneRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...work,
			path: `${PATH}/:id/done`,
			operationId: 'finishCallback',
			summary: 'Note that they were called',
			body: callbackDoneBody,
			problems: ['callback_not_found'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			working(services, intent, (trx) =>
				finishCallback(trx, { clinicId, actor, id: params.id, outcome: body.outcome }),
			),
	)
}

function linkRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...work,
			path: `${PATH}/:id/link`,
			operationId: 'linkCallback',
			summary: 'Say who asked, and about which pet',
			description: 'About a farewell: nobody is reminded of anything about that pet any more.',
			body: callbackLinkBody,
			problems: ['callback_not_found', 'client_not_found', 'pet_not_found'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			working(services, intent, (trx) =>
				linkCallback(trx, { clinicId, actor, id: params.id, body }),
			),
	)
}
