import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import { ownPet } from '../../contract/own-pets.ts'
import {
	invitationBody,
	invitationToken,
	ownerRemoved,
	petInvitation,
	petSharing,
} from '../../contract/pet-sharing.ts'
import { id } from '../../contract/primitives.ts'
import { queryOf } from '../../database/query.ts'
import type { Owner } from '../../http/authenticate.ts'
import type { Guard } from '../../http/guard.ts'
import { once } from '../../http/once.ts'
import type { Intent } from '../../http/route.ts'
import type { Services } from '../../services.ts'
import { type Asking, askingOf } from '../own/ownership.ts'
import { reading } from '../own/reading.ts'
import { showOwnPet } from '../own/show.ts'
import { acceptInvitation, readInvitation } from './accept.ts'
import { inviteOwner, revokeInvitation } from './invite.ts'
import { removeOwner } from './remove.ts'
import { showSharing } from './show.ts'

const PATH = '/api/customer/pets/:petId'
const INVITATIONS = '/api/customer/invitations'
const shared = { tags: ['Own pets'], auth: 'owner' } as const
const params = z.strictObject({ petId: id })

/** Pets that live with several people, each with a sign-in of their own. */
export function sharingRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	readRoute(guard, router, services)
	inviteRoute(guard, router, services)
	revokeRoute(guard, router, services)
	removeRoute(guard, router, services)
	lookRoute(guard, router, services)
	acceptRoute(guard, router, services)
	return router
}

/** What the owner asks for, as of now. */
const asked = async ({ catalogue }: Services, trx: Knex, owner: Owner) => {
	const now = await catalogue.read(queryOf(trx), owner.clinicId)
	return { now, asking: askingOf(owner, now) }
}

type Verb = (trx: Knex.Transaction, asking: Asking) => Promise<{ petId: string }>

/** Changes who is invited once per intent, and shows it as it then is. */
async function inviting(services: Services, owner: Owner, intent: Intent, verb: Verb) {
	const changed = await once(
		services.db,
		intent,
		async (trx) => verb(trx, (await asked(services, trx, owner)).asking),
		async (trx, { petId }) => {
			const { now, asking } = await asked(services, trx, owner)
			return showSharing(queryOf(trx), now, asking, petId)
		},
	)
	return { status: 200 as const, ...changed }
}

function readRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			path: `${PATH}/sharing`,
			operationId: 'readPetSharing',
			summary: 'Read who shares a pet with you',
			params,
			responses: { 200: petSharing },
			problems: ['forbidden', 'pet_not_found'],
		},
		({ auth: { owner }, params: { petId } }) =>
			reading(services, owner, ({ query, now, asking }) => showSharing(query, now, asking, petId)),
	)
}

function inviteRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			idempotent: true,
			method: 'post',
			path: `${PATH}/invitations`,
			operationId: 'inviteToPet',
			summary: 'Ask somebody to share a pet with you',
			description: 'They get a link by email, which is good once, for seven days.',
			params,
			body: invitationBody,
			responses: { 200: petSharing },
			problems: ['forbidden', 'pet_not_found', 'conflict'],
		},
		({ auth: { owner, actor }, params: { petId }, body: { email }, intent }) =>
			inviting(services, owner, intent, (trx, asking) =>
				inviteOwner(trx, services, { asking, actor, id: petId, email }),
			),
	)
}

function revokeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			idempotent: true,
			method: 'delete',
			path: `${PATH}/invitations/:invitationId`,
			operationId: 'revokePetInvitation',
			summary: 'Take an invitation back',
			params: params.extend({ invitationId: id }),
			responses: { 200: petSharing },
			problems: ['forbidden', 'pet_not_found', 'invitation_not_found'],
		},
		({ auth: { owner, actor }, params: { petId, invitationId }, intent }) =>
			inviting(services, owner, intent, (trx, asking) =>
				revokeInvitation(trx, { asking, actor, id: petId, invitationId }),
			),
	)
}

function removeRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			idempotent: true,
			method: 'delete',
			path: `${PATH}/owners/:ownerId`,
			operationId: 'removePetOwner',
			summary: 'Leave a shared pet, or end that somebody shares yours',
			description: 'Who is removed sees nothing of the pet any more, at once.',
			params: params.extend({ ownerId: id }),
			responses: { 200: ownerRemoved },
			problems: ['forbidden', 'pet_not_found', 'owner_not_found', 'conflict'],
		},
		async ({ auth: { owner, actor }, params: { petId, ownerId }, intent }) => ({
			status: 200,
			...(await once(
				services.db,
				intent,
				async (trx) => {
					const { asking } = await asked(services, trx, owner)
					return removeOwner(trx, services, { asking, actor, id: petId, ownerId })
				},
				async (_, { petId: pet, ownerId: gone }) => ({ petId: pet, ownerId: gone }),
			)),
		}),
	)
}

function lookRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			tags: ['Own pets'],
			auth: 'none',
			method: 'post',
			path: `${INVITATIONS}/read`,
			operationId: 'readPetInvitation',
			summary: 'Read what an invitation is about',
			description: 'Uses nothing up.',
			body: invitationToken,
			responses: { 200: petInvitation },
			problems: ['link_ended'],
		},
		async ({ body: { token } }) => ({ status: 200, body: await readInvitation(services, token) }),
	)
}

function acceptRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			idempotent: true,
			method: 'post',
			path: `${INVITATIONS}/accept`,
			operationId: 'acceptPetInvitation',
			summary: 'Accept an invitation to share a pet',
			body: invitationToken,
			responses: { 200: ownPet },
			problems: ['forbidden', 'link_ended', 'conflict', 'pet_not_found'],
		},
		async ({ auth: { owner, actor }, body: { token }, intent }) => ({
			status: 200,
			...(await once(
				services.db,
				intent,
				async (trx) => {
					const { asking } = await asked(services, trx, owner)
					const { accountId } = owner
					return acceptInvitation(trx, services, { asking, accountId, actor, token })
				},
				async (trx, { petId }) => {
					const { now, asking } = await asked(services, trx, owner)
					return showOwnPet(queryOf(trx), now, asking, petId)
				},
			)),
		}),
	)
}
