import { Router } from '@koa/router'
import * as z from 'zod'
import { historyQuery, medicalHistory, ownDue, petWeights } from '../../contract/medical-history.ts'
import { id } from '../../contract/primitives.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { reading } from '../own/reading.ts'
import { listDue } from './due.ts'
import { listHistory } from './list.ts'
import { listWeights } from './weights.ts'

const read = { tags: ['Own pets'], auth: 'owner', method: 'get' } as const
const params = z.strictObject({ petId: id })

/** What the clinic shares with owners of what it has written about their pets. */
export function historyRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			...read,
			path: '/api/customer/pets/:petId/medical-history',
			operationId: 'readMedicalHistory',
			summary: 'Read what the clinic shares of the medical record of a pet',
			params,
			query: historyQuery,
			responses: { 200: medicalHistory },
			problems: ['forbidden', 'pet_not_found'],
		},
		({ auth: { owner }, params: { petId }, query: wanted }) =>
			reading(services, owner, ({ query, now, asking }) =>
				listHistory(query, now, asking, { petId, wanted }),
			),
	)
	guard.route(
		router,
		{
			...read,
			path: '/api/customer/pets/:petId/weights',
			operationId: 'listPetWeights',
			summary: 'Read what a pet weighed over time',
			params,
			responses: { 200: petWeights },
			problems: ['forbidden', 'pet_not_found'],
		},
		({ auth: { owner }, params: { petId } }) =>
			reading(services, owner, ({ query, asking }) => listWeights(query, asking, petId)),
	)
	guard.route(
		router,
		{
			...read,
			path: '/api/customer/due',
			operationId: 'listDue',
			summary: 'List what falls due to your pets',
			responses: { 200: ownDue },
			problems: ['forbidden'],
		},
		({ auth: { owner } }) =>
			reading(services, owner, ({ query, now, asking }) => listDue(query, now, asking)),
	)
	return router
}
