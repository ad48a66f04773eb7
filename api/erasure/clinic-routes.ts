import type { Router } from '@koa/router'
import * as z from 'zod'
import { change } from '../appointments/change.ts'
import { showClient } from '../clients/show.ts'
import { client } from '../contract/clients.ts'
import {
	type Erasure,
	erasure,
	erasureBody,
	type HoldEnded,
	holdEnded,
	legalHoldBody,
} from '../contract/erasure.ts'
import { id } from '../contract/primitives.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Services } from '../services.ts'
import { eraseForClinic } from './erase.ts'
import { type Ended, endHold, holdClient } from './hold.ts'
import { eraseClients } from './policy.ts'

const PATH = '/api/clinic/clients/:id'
const shared = {
	tags: ['Clients'],
	auth: 'staff',
	may: eraseClients,
	idempotent: true,
	params: z.strictObject({ id }),
} as const

export function clinicErasureRoutes(guard: Guard, router: Router, services: Services): void {
	eraseRoute(guard, router, services)
	holdRoute(guard, router, services)
	endHoldRoute(guard, router, services)
}

function eraseRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: `${PATH}/erasure`,
			operationId: 'eraseClient',
			summary: 'Erase a client who asks for it',
			description: 'Animals, records and visits stay, without a name.',
			body: erasureBody,
			responses: { 200: erasure },
			problems: ['client_not_found', 'legal_hold'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const asked = { clinicId, clientId: params.id.toLowerCase(), actor, ...body }
			const done = await change<Erasure, Erasure>(
				services.db,
				intent,
				async (trx) => {
					const answer = await eraseForClinic(trx, services, asked)
					return { status: 200, answer, changed: answer.cancelledVisits > 0 }
				},
				async (_, { status, scope, cancelledVisits }) => ({ status, scope, cancelledVisits }),
			)
			return { status: 200, body: done.body, headers: done.headers }
		},
	)
}

function holdRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'put',
			path: `${PATH}/legal-hold`,
			operationId: 'holdClient',
			summary: 'Keep everything about a client for now, whoever asks for erasure',
			body: legalHoldBody,
			responses: { 200: client },
			problems: ['client_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, body: { reason }, intent }) => {
			const held = await once(
				services.db,
				intent,
				async (trx) => {
					await holdClient(trx, { clinicId, actor, id: params.id, reason })
					return {}
				},
				(trx) => showClient(trx, services, clinicId, params.id),
			)
			return { status: 200, ...held }
		},
	)
}

function endHoldRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'delete',
			path: `${PATH}/legal-hold`,
			operationId: 'endLegalHold',
			summary: 'End the hold on a client',
			description: 'Whoever asked to be erased meanwhile is erased at once, as the answer says.',
			responses: { 200: holdEnded },
			problems: ['client_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, intent }) => {
			const ended = await change<Ended, HoldEnded>(
				services.db,
				intent,
				async (trx) => {
					const asked = { clinicId, actor, id: params.id }
					const answer = await endHold(trx, services, asked)
					return { status: 200, answer, changed: answer.cancelledVisits > 0 }
				},
				async (_, { erased, erasedAccounts }) => ({ erased, erasedAccounts }),
			)
			return { status: 200, body: ended.body, headers: ended.headers }
		},
	)
}
