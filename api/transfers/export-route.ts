import type { ServerResponse } from 'node:http'
import type { Router } from '@koa/router'
import { type Actor, audit } from '../database/audit.ts'
import { MOST_SNAPSHOTS } from '../database/snapshot.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { Places } from '../http/places.ts'
import type { Logger } from '../log.ts'
import type { Services } from '../services.ts'
import { exportClinic } from './export.ts'
import { exportData } from './policy.ts'
import { writeTo } from './send.ts'

type Log = Pick<Logger, 'warn'>

export function exportRoute(guard: Guard, router: Router, services: Services, log: Log): void {
	const places = new Places(MOST_SNAPSHOTS, 30)
	guard.route(
		router,
		{
			tags: ['Import and export'],
			auth: 'clinic',
			may: exportData,
			method: 'get',
			path: '/api/clinic/export',
			operationId: 'exportClinic',
			summary: 'Export everything of the clinic',
			description: [
				'A ZIP of CSV files, one for each table, as it all was at one moment. No secret is in it.',
				'One at a time; it has to be taken within 15 minutes.',
			].join(' '),
			responses: {
				200: { contentType: 'application/zip', description: 'The archive', streams: true },
			},
			problems: ['overloaded'],
		},
		async ({ auth: { clinicId, actor } }) => {
			const leave = places.take(clinicId)
			try {
				await note(services, clinicId, actor)
			} catch (error) {
				leave()
				throw error
			}
			const at = new Date()
			const stream = (sink: ServerResponse) =>
				void send(services, log, { clinicId, at, sink }).finally(leave)
			const name = `clinic-${at.toISOString().slice(0, 10)}.zip`
			const headers = { 'Content-Disposition': `attachment; filename="${name}"` }
			return { status: 200, headers, stream, unsent: leave }
		},
	)
}

async function note({ db }: Services, clinicId: string, actor: Actor): Promise<void> {
	const entry = { actor, action: 'clinic.exported', subjectId: null } as const
	await inTenant(db, clinicId, (trx) => audit(trx, clinicId, entry), { quietly: true })
}

interface Export {
	clinicId: string
	at: Date
	sink: ServerResponse
}

async function send({ snapshots }: Services, log: Log, { clinicId, at, sink }: Export) {
	try {
		await exportClinic(snapshots, clinicId, at, writeTo(sink))
		sink.end()
	} catch (err) {
		// An answer that has begun can say nothing of its end but that it was cut off.
		sink.destroy()
		log.warn({ err, clinicId }, 'export cut off')
	}
}
