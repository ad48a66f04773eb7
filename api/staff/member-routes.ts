import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { id } from '../contract/primitives.ts'
import {
	changeMemberBody,
	inviteBody,
	type StaffMember,
	staffMember,
	staffMembers,
} from '../contract/staff-people.ts'
import { inTenant } from '../database/tenant.ts'
import { bumpPlan } from '../database/versions.ts'
import type { Guard } from '../http/guard.ts'
import { withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { changeMember } from './change-member.ts'
import { inviteAgain, inviteUser } from './invite.ts'
import { limitInvitations } from './invite-limit.ts'
import { listMembers, readMember } from './members.ts'
import { manageStaff, seeStaff, type Viewer } from './policy.ts'

const shared = { tags: ['Staff'], auth: 'clinic' } as const
const writes = { ...shared, may: manageStaff, idempotent: true } as const
const one = { params: z.strictObject({ id }) } as const

/** Who works at a clinic. */
export function memberRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	inviteRoutes(guard, router, services)
	changeRoute(guard, router, services)
	return router
}

function listRoute(guard: Guard, router: Router, { db }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeStaff,
			method: 'get',
			path: '/api/clinic/staff',
			operationId: 'listStaff',
			summary: 'List who works at the clinic',
			responses: { 200: staffMembers },
			problems: [],
		},
		async ({ auth }) => {
			const { clinicId } = auth
			const list = (trx: Knex) => listMembers(trx, auth)
			return { status: 200, body: { staff: await inTenant(db, clinicId, list, { quietly: true }) } }
		},
	)
}

function inviteRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...writes,
			method: 'post',
			path: '/api/clinic/staff',
			operationId: 'inviteStaff',
			summary: 'Invite somebody who works at the clinic',
			description: 'They are mailed a link to choose a password, good once and for a week.',
			body: inviteBody,
			responses: { 201: staffMember },
			problems: [],
		},
		async ({ auth, intent, body: person }) => {
			const { clinicId, actor } = auth
			const body = await change(services, intent, auth, async (trx) => {
				await limitInvitations(trx, services.serverKey, clinicId, person.email)
				const invited = await inviteUser(trx, services, { clinicId, actor, person })
				return { id: invited, changesPlan: person.schedulable }
			})
			return { status: 201, body }
		},
	)
	guard.route(
		router,
		{
			...writes,
			...one,
			method: 'post',
			path: '/api/clinic/staff/:id/invitation',
			operationId: 'inviteStaffAgain',
			summary: 'Mail somebody their invitation again',
			responses: { 200: staffMember },
			problems: ['staff_not_found'],
		},
		async ({ auth, intent, params: { id: userId } }) => {
			const { clinicId, actor } = auth
			const body = await change(services, intent, auth, async (trx) => {
				await inviteAgain(trx, services, { clinicId, actor, id: userId })
				return { id: userId, changesPlan: false }
			})
			return { status: 200, body }
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
			path: '/api/clinic/staff/:id',
			operationId: 'changeStaff',
			summary: 'Change a colleague’s name, address, title or roles, or whether they work here',
			description: 'Somebody who does not work here any more is signed out everywhere at once.',
			body: changeMemberBody,
			responses: { 200: staffMember },
			problems: ['staff_not_found', 'last_admin'],
		},
		async ({ auth, intent, params: { id: userId }, body: asked }) => {
			const { clinicId, actor } = auth
			const body = await change(services, intent, auth, async (trx) => {
				const input = { clinicId, actor, id: userId, body: asked }
				return { id: userId, ...(await changeMember(trx, services, input)) }
			})
			return { status: 200, body }
		},
	)
}

interface Done {
	id: string
	changesPlan: boolean
}

/** Changes somebody once per intent, and presents them; a new column is told to whoever keeps answers. */
function change(
	{ db }: Services,
	intent: Intent,
	viewer: Viewer,
	effect: (trx: Knex.Transaction) => Promise<Done>,
): Promise<StaffMember> {
	const { clinicId } = intent
	return inTenant(db, clinicId, async (trx) => {
		const { answer, replayed } = await withIdempotency(trx, intent, async () => ({
			status: 200,
			answer: await effect(trx),
		}))
		const member = await readMember(trx, viewer, answer.id)
		if (answer.changesPlan && !replayed) await bumpPlan(trx, clinicId)
		return member
	})
}
