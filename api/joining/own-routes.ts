import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { regionOf, textCountriesOf } from '../clinics/presenter.ts'
import {
	changeEmailBody,
	changeOwnerPasswordBody,
	ownerAccount,
	ownerChange,
	phoneBody,
	phoneCodeBody,
} from '../contract/owner-joining.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { onceAfter } from '../staff/once.ts'
import { askEmailChange } from './email.ts'
import { assertTextable, confirmPhone, sendPhoneCode } from './phone.ts'
import { changeOwner, changeOwnerPassword, showAccount } from './profile.ts'
import { assertProved, sameAccount } from './proof.ts'
import { e164 } from './register.ts'

const shared = { tags: ['Owner account'], auth: 'owner' } as const

/** What owners do with their own account. */
export function ownAccountRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	readRoute(guard, router, services)
	changeRoute(guard, router, services)
	passwordRoute(guard, router, services)
	emailRoute(guard, router, services)
	sendRoute(guard, router, services)
	phoneRoute(guard, router, services)
	return router
}

function shown({ db, canText }: Services, owner: Owner) {
	const show = (trx: Knex) => showAccount(trx, owner, canText)
	return inTenant(db, owner.clinicId, show, { quietly: true })
}

function readRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: '/api/customer/me/account',
			operationId: 'getOwnerAccount',
			summary: 'Read one’s own account',
			responses: { 200: ownerAccount },
			problems: [],
		},
		async ({ auth: { owner } }) => ({ status: 200, body: await shown(services, owner) }),
	)
}

function changeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'patch',
			path: '/api/customer/me/account',
			operationId: 'changeOwnerAccount',
			summary: 'Change one’s name or language, or take the phone away',
			idempotent: true,
			body: ownerChange,
			responses: { 200: ownerAccount },
			problems: [],
		},
		async ({ auth: { owner }, body, intent }) => {
			const effect = async (trx: Knex.Transaction) => {
				await changeOwner(trx, owner, body)
				return {}
			}
			const show = (trx: Knex.Transaction) => showAccount(trx, owner, services.canText)
			return { status: 200, ...(await once(services.db, intent, effect, show)) }
		},
	)
}

function passwordRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'put',
			path: '/api/customer/me/password',
			operationId: 'changeOwnerPassword',
			summary: 'Change one’s own password, or choose the first one',
			description: 'Every other session of the person ends.',
			idempotent: true,
			body: changeOwnerPasswordBody,
			responses: { 204: null },
			problems: ['fresh_sign_in_required', 'account_locked'],
		},
		async ({ auth: { owner }, intent, body }) => {
			await changeOwnerPassword(services, { intent, ...owner }, body)
			return { status: 204 }
		},
	)
}

function emailRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/me/email-changes',
			operationId: 'askOwnerEmailChange',
			summary: 'Ask for another email address',
			description:
				`Links are mailed to both addresses, and it changes when both have confirmed. The answer
				is the same whether the new one belongs to another account.`.replace(/\s+/g, ' '),
			idempotent: true,
			body: changeEmailBody,
			responses: { 202: null },
			problems: ['fresh_sign_in_required', 'account_locked'],
		},
		async ({ auth: { owner }, intent, body }) => {
			await askEmailChange(services, { intent, ...owner }, body)
			return { status: 202 }
		},
	)
}

function sendRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/phone-codes',
			operationId: 'sendPhoneCode',
			summary: 'Have a code sent to a phone',
			description: 'Six digits, good for ten minutes and five tries.',
			idempotent: true,
			body: phoneBody,
			responses: { 202: null },
			problems: ['sms_unavailable', 'fresh_sign_in_required', 'account_locked'],
		},
		async ({ auth: { owner }, intent, body }) => {
			if (!services.canText) throw new Problem('sms_unavailable')
			const { clinicId } = owner
			const { password } = body
			const prove = () =>
				assertProved(services, { intent, ...owner }, { path: 'password', password })
			await onceAfter(services.db, intent, prove, async (trx, known) => {
				await sameAccount(trx, clinicId, known)
				const now = await services.catalogue.read(queryOf(trx), clinicId)
				const { clinic } = now.clinic.rows
				const phone = e164(body.phone, regionOf(clinic))
				assertTextable(phone, textCountriesOf(clinic))
				return sendPhoneCode(trx, services, { ...owner, phone })
			})
			return { status: 202 }
		},
	)
}

function phoneRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'post',
			path: '/api/customer/phone-confirmations',
			operationId: 'confirmPhone',
			summary: 'Give the code that was sent to a phone',
			description: 'A wrong code counts as a try.',
			idempotent: true,
			body: phoneCodeBody,
			responses: { 200: ownerAccount },
			problems: [],
		},
		async ({ auth: { owner }, body, intent }) => {
			const confirm = () => confirmPhone(services, owner, body.code)
			await onceAfter(services.db, intent, confirm, async () => ({}))
			return { status: 200, body: await shown(services, owner) }
		},
	)
}
