import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { apiKey, apiKeys, keyBody, keyChange, keyCreated } from '../../contract/keys.ts'
import { id } from '../../contract/primitives.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import { withIdempotency } from '../../http/idempotency.ts'
import type { Intent } from '../../http/route.ts'
import type { Services } from '../../services.ts'
import { changeSetup, seeKeys } from '../policy.ts'
import { changeKey, createKey, findKey, listKeys, revokeKey, textOfIntent } from './keys.ts'

const shared = { tags: ['Keys'], auth: 'clinic' } as const
const writes = { ...shared, may: changeSetup, idempotent: true } as const
const one = { path: '/api/clinic/keys/:id', params: z.strictObject({ id }) } as const

/** What opens a clinic to pages, apps and servers. */
export function keyRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	createRoute(guard, router, services)
	changeRoute(guard, router, services)
	revokeRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeKeys,
			method: 'get',
			path: '/api/clinic/keys',
			operationId: 'listKeys',
			summary: 'List the keys that open something',
			responses: { 200: apiKeys },
			problems: [],
		},
		async ({ auth: { clinicId } }) => {
			const list = (trx: Knex) => listKeys(trx, clinicId)
			return { status: 200, body: { keys: await inTenant(db, clinicId, list, quietly) } }
		},
	)
}

const quietly = { quietly: true } as const

/** Does something to a key once per intent. */
function once<R>(
	{ db }: Services,
	intent: Intent,
	effect: (trx: Knex.Transaction) => Promise<string>,
	present: (trx: Knex.Transaction, keyId: string) => Promise<R>,
): Promise<R> {
	const work = async (trx: Knex.Transaction) => {
		const { answer } = await withIdempotency(trx, intent, async () => ({
			status: 200,
			answer: { keyId: await effect(trx) },
		}))
		return present(trx, answer.keyId)
	}
	return inTenant(db, intent.clinicId, work, quietly)
}

function createRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			method: 'post',
			path: '/api/clinic/keys',
			operationId: 'createKey',
			summary: 'Make a key',
			description: 'A key can make keys that may do what it may do itself, and no more.',
			body: keyBody,
			responses: { 201: keyCreated },
			problems: ['key_not_found'],
		},
		async ({ auth, body, intent }) => {
			const text = textOfIntent(services.serverKey, intent, body.kind)
			const key = await once(
				services,
				intent,
				(trx) => createKey(trx, auth, { body, text }),
				(trx, keyId) => findKey(trx, auth.clinicId, keyId),
			)
			return { status: 201, body: { key, text } }
		},
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			...one,
			method: 'patch',
			operationId: 'changeKey',
			summary: 'Change where a key may be used',
			description: 'Every server knows it within five seconds.',
			body: keyChange,
			responses: { 200: apiKey },
			problems: ['key_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, body, intent }) => {
			const key = await once(
				services,
				intent,
				async (trx) => {
					await changeKey(trx, { clinicId, actor, id: params.id }, body)
					return params.id
				},
				(trx, keyId) => findKey(trx, clinicId, keyId),
			)
			return { status: 200, body: key }
		},
	)
}

function revokeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			...one,
			method: 'delete',
			operationId: 'revokeKey',
			summary: 'Revoke a key for good',
			description: 'Within five seconds it opens nothing any more.',
			responses: { 204: null },
			problems: ['key_not_found'],
		},
		async ({ auth: { clinicId, actor }, params, intent }) => {
			await once(
				services,
				intent,
				async (trx) => {
					await revokeKey(trx, { clinicId, actor, id: params.id })
					return params.id
				},
				async () => null,
			)
			return { status: 204 }
		},
	)
}
