import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { change } from '../appointments/change.ts'
import { clientBriefs } from '../clients/briefs.ts'
import { linkBody, matches, settled } from '../contract/matches.ts'
import { id } from '../contract/primitives.ts'
import { queryOf } from '../database/query.ts'
import { readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { Problem } from '../http/problem.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { askGuest } from './ask.ts'
import { denyMatch, proposeAgain } from './deny.ts'
import { listMatches } from './list.ts'
import { seeMatches, settleMatches } from './policy.ts'
import { keepGuest, linkGuest } from './settle.ts'
import { undoMatch } from './undo.ts'

const PATH = '/api/clinic/matches'
const shared = { tags: ['Matches'], auth: 'clinic' } as const
const settle = {
	...shared,
	may: settleMatches,
	method: 'post',
	idempotent: true,
	params: z.strictObject({ id: id.toLowerCase().describe("The guest's client") }),
	responses: { 200: settled },
} as const

/** Bookings whose people are not known for certain, worked off one by one. */
export function matchRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	linkRoute(guard, router, services)
	keepRoute(guard, router, services)
	denyRoutes(guard, router, services)
	askRoute(guard, router, services)
	undoRoute(guard, router, services)
	return router
}

type Settled = { clientId: string; intoClientId: string }

/** Settles once per intent. Calendars show whose visits are whose, so they are told. */
async function settling(
	{ db }: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction) => Promise<Settled>,
) {
	const { clinicId } = intent
	const done = await change(
		db,
		intent,
		async (trx) => ({ status: 200, answer: await verb(trx) }),
		async (trx, { clientId, intoClientId }) => {
			const [client] = await clientBriefs(queryOf(trx), clinicId, [intoClientId])
			if (!client) throw new Problem('client_not_found')
			return { id: clientId, client }
		},
	)
	return { status: 200 as const, ...done }
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeMatches,
			method: 'get',
			path: PATH,
			operationId: 'listMatches',
			summary: 'List bookings whose people are not known for certain',
			responses: { 200: matches },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const found = await readInTenant(db, clinicId, async (query) =>
				listMatches(query, await catalogue.read(query, clinicId), clinicId),
			)
			return { status: 200, body: { matches: found } }
		},
	)
}

function linkRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...settle,
			path: `${PATH}/:id/link`,
			operationId: 'linkMatch',
			summary: 'Say that a guest is a client who is known',
			description: 'Visits, records and consents go to that client. It can be taken back.',
			body: linkBody,
			problems: ['match_not_found', 'match_settled', 'client_not_found', 'pet_not_found'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			settling(services, intent, (trx) => linkGuest(trx, { clinicId, actor, id: params.id, body })),
	)
}

function keepRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...settle,
			path: `${PATH}/:id/create`,
			operationId: 'createFromMatch',
			summary: 'Say that a guest is a new client',
			problems: ['match_not_found', 'match_settled'],
		},
		({ auth: { clinicId, actor }, params, intent }) =>
			settling(services, intent, (trx) => keepGuest(trx, { clinicId, actor, id: params.id })),
	)
}

const denial = {
	...settle,
	path: `${PATH}/:id/denials/:clientId`,
	params: settle.params.extend({ clientId: id.toLowerCase().describe('Who they are not') }),
} as const

function denyRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...denial,
			method: 'put',
			operationId: 'denyMatch',
			summary: 'Say that a guest is not somebody who was proposed',
			problems: ['match_not_found', 'match_settled', 'client_not_found'],
		},
		({ auth: { clinicId, actor }, params: { id, clientId }, intent }) =>
			settling(services, intent, (trx) =>
				denyMatch(trx, { clinicId, actor, id, otherId: clientId }),
			),
	)
	guard.route(
		router,
		{
			...denial,
			method: 'delete',
			operationId: 'proposeMatchAgain',
			summary: 'Propose somebody again whom a guest was said not to be',
			problems: ['match_not_found', 'match_settled'],
		},
		({ auth: { clinicId, actor }, params: { id, clientId }, intent }) =>
			settling(services, intent, (trx) =>
				proposeAgain(trx, { clinicId, actor, id, otherId: clientId }),
			),
	)
}

function askRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...settle,
			path: `${PATH}/:id/ask`,
			operationId: 'askMatch',
			summary: 'Ask a guest by letter who they are',
			description: 'Asking twice sends one letter.',
			problems: ['match_not_found', 'match_settled', 'no_visit_ahead'],
		},
		({ auth: { clinicId, actor }, params, intent }) =>
			settling(services, intent, async (trx) => {
				const input = { clinicId, actor, id: params.id }
				const { clientId } = await askGuest(trx, services, input)
				return { clientId, intoClientId: clientId }
			}),
	)
}

function undoRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...settle,
			path: `${PATH}/:id/undo`,
			operationId: 'undoMatch',
			summary: 'Take a match back',
			problems: ['match_not_found', 'match_settled'],
		},
		({ auth: { clinicId, actor }, params, intent }) =>
			settling(services, intent, (trx) => undoMatch(trx, { clinicId, actor, id: params.id })),
	)
}
