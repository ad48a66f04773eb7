import { Router } from '@koa/router'
import type { Knex } from 'knex'
import * as z from 'zod'
import type { ClinicNow } from '../availability/catalogue.ts'
import { id } from '../contract/primitives.ts'
import {
	correctionBody,
	petRecordBody,
	records,
	recordsQuery,
	recordsWritten,
	visitRecordsBody,
	withdrawBody,
} from '../contract/records.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { once } from '../http/once.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { correctRecord, withdrawRecord } from './correct.ts'
import { seeRecords, writeRecords } from './policy.ts'
import { releaseResult } from './release.ts'
import { listRecords, showRecords } from './show.ts'
import { writeRecord, writeVisitRecords } from './write.ts'

const shared = { tags: ['Medical records'], auth: 'clinic' } as const
const write = {
	...shared,
	may: writeRecords,
	method: 'post',
	idempotent: true,
	params: z.strictObject({ id }),
	responses: { 200: recordsWritten },
} as const

/** What was found, given and done: written, corrected, never overwritten. */
export function recordRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	listRoute(guard, router, services)
	petRoute(guard, router, services)
	visitRoute(guard, router, services)
	correctRoute(guard, router, services)
	withdrawRoute(guard, router, services)
	releaseRoute(guard, router, services)
	return router
}

/** Writes once per intent, and shows the records as they then are. */
async function writing(
	{ db, catalogue }: Services,
	intent: Intent,
	verb: (trx: Knex.Transaction, now: ClinicNow) => Promise<{ recordIds: string[] }>,
) {
	const { clinicId } = intent
	const effect = async (trx: Knex.Transaction) =>
		verb(trx, await catalogue.read(queryOf(trx), clinicId))
	const written = await once(db, intent, effect, async (trx, { recordIds }) => ({
		records: await showRecords(trx, { catalogue, clinicId }, recordIds),
	}))
	return { status: 200 as const, ...written }
}

function listRoute(guard: Guard, router: Router, { db, catalogue }: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: seeRecords,
			method: 'get',
			path: '/api/clinic/pets/:id/records',
			operationId: 'listRecords',
			summary: "Read a pet's medical record",
			params: z.strictObject({ id }),
			query: recordsQuery,
			responses: { 200: records },
			problems: ['pet_not_found'],
		},
		async ({ auth: { clinicId }, params, query }) => {
			const place = { catalogue, clinicId }
			const list = (trx: Knex) => listRecords(trx, place, params.id, query)
			return { status: 200, body: await inTenant(db, clinicId, list, { quietly: true }) }
		},
	)
}

function petRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...write,
			path: '/api/clinic/pets/:id/records',
			operationId: 'writeRecord',
			summary: "Write into a pet's medical record",
			body: petRecordBody,
			problems: ['pet_not_found', 'appointment_not_found'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			writing(services, intent, (trx, now) => {
				const { appointmentId, ...record } = body
				return writeRecord(trx, now, { clinicId, actor, petId: params.id, appointmentId, record })
			}),
	)
}

function visitRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...write,
			path: '/api/clinic/appointments/:id/records',
			operationId: 'writeVisitRecords',
			summary: 'Write down what came of a visit',
			description: 'All records or none.',
			body: visitRecordsBody,
			problems: ['appointment_not_found', 'appointment_moved', 'pet_not_found'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			writing(services, intent, (trx, now) =>
				writeVisitRecords(trx, now, { clinicId, actor, appointmentId: params.id, body }),
			),
	)
}

function correctRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...write,
			method: 'put',
			path: '/api/clinic/records/:id',
			operationId: 'correctRecord',
			summary: 'Correct a record, keeping what it said before',
			body: correctionBody,
			problems: ['record_not_found', 'pet_not_found', 'conflict'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			writing(services, intent, (trx, now) =>
				correctRecord(trx, now, { clinicId, actor, id: params.id, body }),
			),
	)
}

function withdrawRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...write,
			path: '/api/clinic/records/:id/withdraw',
			operationId: 'withdrawRecord',
			summary: 'Withdraw a record that does not belong here',
			body: withdrawBody,
			problems: ['record_not_found', 'conflict'],
		},
		({ auth: { clinicId, actor }, params, body, intent }) =>
			writing(services, intent, (trx) =>
				withdrawRecord(trx, { clinicId, actor, id: params.id, ...body }),
			),
	)
}

function releaseRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...write,
			path: '/api/clinic/records/:id/release',
			operationId: 'releaseResult',
			summary: 'Let the owners see a lab result',
			problems: ['record_not_found'],
		},
		({ auth: { clinicId, actor }, params, intent }) =>
			writing(services, intent, (trx) => releaseResult(trx, { clinicId, actor, id: params.id })),
	)
}
