import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { change } from '../../appointments/change.ts'
import { changeVisits } from '../../appointments/policy.ts'
import { type Resolution, resolveBody, resolved } from '../../contract/stranded.ts'
import { lockAllResources } from '../../database/lock-resources.ts'
import { queryOf } from '../../database/query.ts'
import type { Guard } from '../../http/guard.ts'
import type { Services } from '../../services.ts'
import { mayFail } from './declared.ts'
import { type KeptStranded, presentStranded } from './present-stranded.ts'
import { lockVisits, type Resolving, resolveOne } from './resolve.ts'

/** What becomes of visits that an earlier change, or a diary kept elsewhere, has left in the way. */
export function strandedRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	guard.route(
		router,
		{
			tags: ['Clinic appointments'],
			auth: 'clinic',
			may: changeVisits,
			idempotent: true,
			method: 'post',
			path: '/api/clinic/stranded',
			operationId: 'resolveStranded',
			summary: 'Keep, move or ask about visits that have lost their place',
			description:
				'`move` takes the next free time from the visit’s own on, `message` asks the owner to choose. All is done, or nothing.',
			body: resolveBody,
			responses: { 200: resolved },
			problems: mayFail,
		},
		async ({ auth: { clinicId, actor }, body: { resolutions }, intent }) => {
			const done = await change(
				services.db,
				intent,
				async (trx) => {
					const visits = await resolveAll(trx, services, { clinicId, actor }, resolutions)
					const changed = visits.some(({ movedTo }) => movedTo !== null)
					return { status: 200, answer: { visits }, changed }
				},
				async (trx, { visits }) => {
					const shown = await presentStranded(trx, clinicId, visits)
					return { visits: shown.map(({ reasons: _, ...visit }) => visit) }
				},
			)
			return { status: 200, ...done }
		},
	)
	return router
}

async function resolveAll(
	trx: Knex.Transaction,
	services: Services,
	by: Omit<Resolving, 'now'>,
	resolutions: readonly Resolution[],
): Promise<KeptStranded[]> {
	const { clinicId } = by
	await lockVisits(trx, clinicId, resolutions)
	await lockAllResources(queryOf(trx), clinicId)
	const resolving = { ...by, now: await services.catalogue.read(queryOf(trx), clinicId) }
	const visits: KeptStranded[] = []
	for (const one of resolutions) {
		const movedTo = await resolveOne(trx, services, resolving, one)
		visits.push({ id: one.appointmentId, reasons: [], resolution: one.do, movedTo })
	}
	return visits
}
