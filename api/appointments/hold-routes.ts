import { Router } from '@koa/router'
import * as z from 'zod'
import { hold, holdBody, holdState, holdToken, session } from '../contract/holds.ts'
import { id } from '../contract/primitives.ts'
import { readInTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { change } from './change.ts'
import type { HoldLimits } from './hold-limit.ts'
import { holdOnce } from './hold-once.ts'
import { extendHold, type HoldProof, readHold, releaseHold } from './holds.ts'
import { presentHold } from './presenter.ts'
import { showHold } from './show.ts'

const shared = { tags: ['Holds'], auth: 'key' } as const
const one = {
	...shared,
	path: '/api/customer/holds/:holdId',
	params: z.strictObject({ holdId: id }),
	headers: z.object({ 'vetslot-hold': holdToken.describe('The token of the hold') }),
} as const

interface HoldCall {
	auth: { clinicId: string }
	params: { holdId: string }
	headers: { 'vetslot-hold': string }
}

function proofOf({ auth, params, headers }: HoldCall): HoldProof {
	return { clinicId: auth.clinicId, id: params.holdId, token: headers['vetslot-hold'] }
}

/** A time that is kept while its owner fills in the form. */
export function holdRoutes(guard: Guard, services: Services, limits: HoldLimits): Router {
	const router = new Router()
	makeRoute(guard, router, services, limits)
	readRoute(guard, router, services)
	extendRoute(guard, router, services)
	releaseRoute(guard, router, services)
	return router
}

function makeRoute(guard: Guard, router: Router, services: Services, limits: HoldLimits): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/holds',
			operationId: 'holdTime',
			summary: 'Keep a time for ten minutes',
			headers: z.object({
				'vetslot-session': session
					.optional()
					.describe('A random name of the page: its earlier hold makes room for the new one'),
			}),
			body: holdBody,
			responses: { 201: hold },
			problems: [
				'appointment_type_not_found',
				'veterinarian_not_found',
				'slot_taken',
				'slot_not_offered',
				'clinic_paused',
				'hold_expired',
			],
			idempotent: true,
		},
		async ({ auth, headers, body, intent, address }) => {
			const { clinicId, key, owner } = auth
			const who = { keyId: key.id, address, session: headers['vetslot-session'] }
			const input = { clinicId, owner, ...who, limits, body }
			return { status: 201, ...(await holdOnce(services, intent, input)) }
		},
	)
}

function readRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'get',
			operationId: 'getHold',
			summary: 'Read a hold',
			responses: { 200: holdState },
			problems: ['hold_not_found', 'hold_expired'],
		},
		async (call) => {
			const body = await readInTenant(db, call.auth.clinicId, async (query) => {
				const now = await catalogue.read(query, call.auth.clinicId)
				return presentHold(await readHold(query, proofOf(call)), now)
			})
			return { status: 200, body }
		},
	)
}

function extendRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'post',
			path: `${one.path}/extend`,
			operationId: 'extendHold',
			summary: 'Keep the time for five more minutes, twice at most',
			responses: { 200: holdState },
			problems: ['hold_not_found', 'hold_expired', 'hold_limit_reached'],
			idempotent: true,
		},
		async (call) => {
			const { clinicId } = call.auth
			const extended = await change(
				services.db,
				call.intent,
				async (trx) => {
					await extendHold(trx, proofOf(call))
					// No time came or went: answers hold until the hold's former end at most.
					return { status: 200, answer: {}, changed: false }
				},
				(trx) => showHold(trx, services, clinicId, call.params.holdId),
			)
			return { status: 200, ...extended }
		},
	)
}

function releaseRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...one,
			method: 'delete',
			operationId: 'releaseHold',
			summary: 'Give a held time back',
			description: 'Also succeeds when there is no such hold any more.',
			responses: { 204: null },
			problems: [],
			idempotent: true,
		},
		async (call) => {
			const { headers } = await change(
				db,
				call.intent,
				async (trx) => {
					const changed = await releaseHold(trx, proofOf(call))
					return { status: 204, answer: {}, changed }
				},
				async () => null,
			)
			return { status: 204, headers }
		},
	)
}
