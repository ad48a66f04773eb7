import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { seeVisits } from '../appointments/policy.ts'
import { diary, diaryQuery } from '../contract/diary.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import type { Services } from '../services.ts'
import { readDiary } from './read-diary.ts'

/** The clinic's days as its people see them. */
export function diaryRoutes(guard: Guard, { db, catalogue }: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			tags: ['Diary'],
			auth: 'clinic',
			may: seeVisits,
			method: 'get',
			path: '/api/clinic/diary',
			operationId: 'getDiary',
			summary: 'Read who works when, and what is booked, on some days',
			query: diaryQuery,
			responses: { 200: diary },
			problems: [],
		},
		async ({ auth: { clinicId }, query }) => {
			const read = (trx: Knex) => readDiary(trx, catalogue, clinicId, query)
			return { status: 200, body: await inTenant(db, clinicId, read, { quietly: true }) }
		},
	)
	return router
}
