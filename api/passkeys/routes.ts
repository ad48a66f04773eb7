import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	addPasskeyBody,
	passkey,
	passkeyChange,
	passkeyCreation,
	passkeyOptionsBody,
	passkeyRequest,
	passkeys,
} from '../contract/passkeys.ts'
import { id } from '../contract/primitives.ts'
import { deviceHeaders } from '../contract/session.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Services } from '../services.ts'
import { addPasskey, beginPasskey } from './add.ts'
import { relyingParty } from './client-data.ts'
import { listPasskeys, removePasskey, renamePasskey, showPasskey } from './own.ts'
import { askForPasskey } from './sign-in.ts'

const PATH = '/api/customer/me/passkeys'
const shared = { tags: ['Passkeys'], auth: 'owner' } as const
const one = z.strictObject({ id: id.toLowerCase() })
const ONLY_HOSTED = 'Passkeys belong to the host of the hosted portal and work there only.'

/** The comfortable way in: keys that a browser keeps. */
export function passkeyRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	challengeRoute(guard, router, services)
	beginRoute(guard, router, services)
	addRoute(guard, router, services)
	listRoute(guard, router, services)
	renameRoute(guard, router, services)
	removeRoute(guard, router, services)
	return router
}

function challengeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			tags: ['Passkeys'],
			auth: 'key',
			method: 'post',
			path: '/api/customer/passkey-challenges',
			operationId: 'askForPasskey',
			summary: 'Begin to sign in with a passkey',
			description: ONLY_HOSTED,
			responses: { 200: passkeyRequest },
			problems: ['passkey_elsewhere'],
		},
		async ({ auth: { clinicId, origin } }) => {
			const rp = relyingParty(services.publicUrl(), origin)
			return { status: 200, body: await askForPasskey(services, clinicId, rp) }
		},
	)
}

function beginRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/me/passkey-challenges',
			operationId: 'beginPasskey',
			summary: 'Begin to add a passkey',
			description: ONLY_HOSTED,
			idempotent: true,
			body: passkeyOptionsBody,
			responses: { 200: passkeyCreation },
			problems: ['passkey_elsewhere', 'fresh_sign_in_required', 'account_locked'],
		},
		async ({ auth: { owner, origin }, body: { password }, intent }) => {
			const rp = relyingParty(services.publicUrl(), origin)
			const body = await beginPasskey(services, { intent, ...owner }, { rp, password })
			return { status: 200, body }
		},
	)
}

function addRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: PATH,
			operationId: 'addPasskey',
			summary: 'Keep a passkey that the browser has made',
			description: ONLY_HOSTED,
			idempotent: true,
			headers: deviceHeaders,
			body: addPasskeyBody,
			responses: { 200: passkey },
			problems: ['passkey_elsewhere', 'passkey_refused', 'conflict'],
		},
		async ({ auth: { owner, origin }, body, headers, intent }) => {
			const rp = relyingParty(services.publicUrl(), origin)
			const userAgent = headers['user-agent'] ?? null
			const own = { intent, ...owner }
			const { passkeyId } = await addPasskey(services, own, { rp, body, userAgent })
			const show = (trx: Knex) => showPasskey(trx, owner, passkeyId)
			const shown = await inTenant(services.db, owner.clinicId, show, { quietly: true })
			return { status: 200, body: shown }
		},
	)
}

function listRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: PATH,
			operationId: 'listPasskeys',
			summary: 'List one’s passkeys',
			responses: { 200: passkeys },
			problems: [],
		},
		async ({ auth: { owner } }) => {
			const list = (trx: Knex) => listPasskeys(trx, owner)
			const found = await inTenant(db, owner.clinicId, list, { quietly: true })
			return { status: 200, body: { passkeys: found } }
		},
	)
}

function renameRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'patch',
			path: `${PATH}/:id`,
			operationId: 'renamePasskey',
			summary: 'Call a passkey something else',
			idempotent: true,
			params: one,
			body: passkeyChange,
			responses: { 200: passkey },
			problems: ['passkey_not_found'],
		},
		async ({ auth: { owner }, params, body: { name }, intent }) => {
			const effect = (trx: Knex.Transaction) => renamePasskey(trx, owner, { ...params, name })
			const show = (trx: Knex.Transaction) => showPasskey(trx, owner, params.id)
			return { status: 200, ...(await once(db, intent, effect, show)) }
		},
	)
}

function removeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'delete',
			path: `${PATH}/:id`,
			operationId: 'removePasskey',
			summary: 'Take a passkey away',
			idempotent: true,
			params: one,
			responses: { 204: null },
			problems: ['passkey_not_found'],
		},
		async ({ auth: { owner }, params, intent }) => {
			const effect = async (trx: Knex.Transaction) => {
				await removePasskey(trx, services, owner, params.id)
				return {}
			}
			await once(services.db, intent, effect, async () => null)
			return { status: 204 }
		},
	)
}
