import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import {
	answersBody,
	checkInBody,
	ownerVisit,
	ownerVisits,
	ownerVisitsQuery,
	sayLateBody,
	visitAnswers,
} from '../../contract/owner-visits.ts'
import { id } from '../../contract/primitives.ts'
import { inTenant } from '../../database/tenant.ts'
import type { Guard } from '../../http/guard.ts'
import { once } from '../../http/once.ts'
import type { Intent } from '../../http/route.ts'
import type { Services } from '../../services.ts'
import { change } from '../change.ts'
import { accessOf, askedBy, type VisitAccess } from '../read.ts'
import { checkInFromCar } from './check-in.ts'
import { putAnswers, showAnswers } from './form.ts'
import { listOwnVisits } from './list.ts'
import { sayLate } from './say-late.ts'
import { showOwn } from './show.ts'

const shared = { tags: ['Your visits'] } as const
const one = {
	...shared,
	auth: 'visit',
	path: '/api/customer/appointments/:id',
	params: z.strictObject({ id }),
} as const
const changes = { ...one, idempotent: true } as const
const notFound = ['appointment_not_found', 'appointment_moved'] as const

/** An owner's visits, as they have them before them. */
export function ownerVisitRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	readRoutes(guard, router, services)
	arrivalRoutes(guard, router, services)
	answerRoutes(guard, router, services)
	return router
}

function readRoutes(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			method: 'get',
			auth: 'owner',
			path: '/api/customer/appointments',
			operationId: 'listOwnVisits',
			summary: 'List your visits, and those of animals that you share',
			query: ownerVisitsQuery,
			responses: { 200: ownerVisits },
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId, owner }, query }) => {
			const list = (trx: Knex) => listOwnVisits(trx, catalogue, owner, query)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
	guard.route(
		router,
		{
			...one,
			method: 'get',
			path: `${one.path}/details`,
			operationId: 'getOwnVisit',
			summary: 'Read a visit with all that can be done about it',
			responses: { 200: ownerVisit },
			problems: notFound,
		},
		async ({ auth, params }) => {
			const show = (trx: Knex) => showOwn(trx, catalogue, accessOf(auth), params.id)
			return { status: 200, body: await inTenant(db, auth.clinicId, show, { quietly: true }) }
		},
	)
}

function arrivalRoutes(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...changes,
			method: 'post',
			path: `${one.path}/late`,
			operationId: 'sayLate',
			summary: 'Say that you will be late',
			description:
				'Reception sees it at once. `lateness.outlook` tells what usually becomes of it.',
			body: sayLateBody,
			responses: { 200: ownerVisit },
			problems: [...notFound, 'transition_refused'],
		},
		async ({ auth, params, body, intent }) => {
			const input = { ...askedBy(auth), appointmentId: params.id, ...body }
			const said = await onVisit(services, intent, input, (trx) =>
				sayLate(trx, services.catalogue, input),
			)
			return { status: 200, ...said }
		},
	)
	guard.route(
		router,
		{
			...changes,
			method: 'post',
			path: `${one.path}/check-in`,
			operationId: 'checkInFromCar',
			summary: 'Say that you are here, in the car park',
			description:
				'From 20 minutes before the visit until 15 after its start, where the clinic does it.',
			body: checkInBody,
			responses: { 200: ownerVisit },
			problems: [...notFound, 'check_in_closed', 'transition_refused'],
		},
		async ({ auth, params, body, intent }) => {
			const input = { ...askedBy(auth), appointmentId: params.id, note: body.note }
			const arrived = await onVisit(services, intent, input, (trx) =>
				checkInFromCar(trx, services.catalogue, input),
			)
			return { status: 200, ...arrived }
		},
	)
}

/** Runs what an owner says about a visit, for reception to hear of, and shows the visit after it. */
function onVisit(
	{ db, catalogue }: Services,
	intent: Intent,
	{ access, appointmentId }: { access: VisitAccess; appointmentId: string },
	say: (trx: Knex.Transaction) => Promise<boolean>,
) {
	return change(
		db,
		intent,
		async (trx) => ({ status: 200, answer: {}, changed: await say(trx) }),
		(trx) => showOwn(trx, catalogue, access, appointmentId),
	)
}

function answerRoutes(guard: Guard, router: Router, services: Services): void {
	const { db, catalogue } = services
	const path = `${one.path}/answers`
	guard.route(
		router,
		{
			...one,
			method: 'get',
			path,
			operationId: 'getVisitAnswers',
			summary: 'Read the questions about a visit, with the answers so far',
			responses: { 200: visitAnswers },
			problems: [...notFound, 'forbidden'],
		},
		async ({ auth, params }) => {
			const named = { access: accessOf(auth), appointmentId: params.id }
			const show = (trx: Knex) => showAnswers(trx, catalogue, named)
			return { status: 200, body: await inTenant(db, auth.clinicId, show, { quietly: true }) }
		},
	)
	guard.route(
		router,
		{
			...changes,
			method: 'put',
			path,
			operationId: 'putVisitAnswers',
			summary: 'Answer the questions about a visit, until it begins',
			body: answersBody,
			responses: { 200: visitAnswers },
			problems: [...notFound, 'forbidden', 'transition_refused'],
		},
		async ({ auth, params, body, intent }) => {
			const input = { ...askedBy(auth), appointmentId: params.id, body }
			const put = async (trx: Knex.Transaction) => {
				await putAnswers(trx, catalogue, input)
				return {}
			}
			const show = (trx: Knex.Transaction) => showAnswers(trx, catalogue, input)
			return { status: 200, ...(await once(db, intent, put, show)) }
		},
	)
}
