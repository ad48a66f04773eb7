import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { newId } from '../../../api/database/ids.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { readBody } from '../../../api/http/body.ts'

/** A route with nothing but one insert, into a table with the foreign keys of appointments. */
export function plainInsert(db: Knex): Router {
	const router = new Router()
	router.post('/bench/insert', async (ctx) => {
		const { clinicId, ...row } = (await readBody(ctx)) as Record<string, string>
		const id = newId()
		await inTenant(db, clinicId ?? '', async (trx) => {
			await trx('bench.plain_appointments').insert({ clinic_id: clinicId, id, ...row })
		})
		ctx.status = 201
		ctx.body = { id }
	})
	return router
}
