import type { ServerResponse } from 'node:http'
import type { Router } from '@koa/router'
import { type Actor, audit } from '../database/audit.ts'
import { MOST_SNAPSHOTS } from '../database/snapshot.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { Places } from '../http/places.ts'
import type { Logger } from '../log.ts'
import type { Services } from '../services.ts'
import { type Exporting, exportClinic } from './export.ts'
import { exportData } from './policy.ts'
import { writeTo } from './send.ts'

type Log = Pick<Logger, 'warn'>

/** Who is past the tables keeps no connection. */
const MOST_READERS = 8
/** No transaction waits for them, and there may be gigabytes. */
const FILES_PATIENCE = { wait: 30_000, whole: 4 * 3_600_000 }

export function exportRoute(guard: Guard, router: Router, services: Services, log: Log): void {
	const places = { rows: new Places(MOST_SNAPSHOTS, 30), all: new Places(MOST_READERS, 30) }
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
				'A ZIP of CSV files, one for each table, as it all was at one moment, and of what photos and',
				'documents hold; `manifest.sha256` has a checksum of each. No secret is in it. One at a time;',
				'the tables have to be taken within 15 minutes, the rest within four hours.',
			].join(' '),
			responses: {
				200: { contentType: 'application/zip', description: 'The archive', streams: true },
			},
			problems: ['overloaded'],
		},
		async ({ auth: { clinicId, actor } }) => {
			const { leave, leaveRows } = take(places, clinicId)
			try {
				await note(services, clinicId, actor)
			} catch (error) {
				leave()
				throw error
			}
			const at = new Date()
			const stream = (sink: ServerResponse) =>
				void send(services, log, { clinicId, at, sink, leaveRows }).finally(leave)
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

/** A place for all of it, and one for the part that keeps a connection. */
function take(places: { rows: Places; all: Places }, clinicId: string) {
	const leaveAll = places.all.take(clinicId)
	try {
		const leaveRows = places.rows.take(clinicId)
		const leave = () => {
			leaveRows()
			leaveAll()
		}
		return { leave, leaveRows }
	} catch (error) {
		leaveAll()
		throw error
	}
}

interface Export {
	clinicId: string
	at: Date
	sink: ServerResponse
	leaveRows: () => void
}

async function send(services: Services, log: Log, { clinicId, at, sink, leaveRows }: Export) {
	const begin: Exporting['begin'] = (part) => {
		if (part === 'rows') return writeTo(sink)
		leaveRows()
		return writeTo(sink, FILES_PATIENCE)
	}
	try {
		await exportClinic(services, { clinicId, at, begin })
		sink.end()
	} catch (err) {
		// An answer that has begun can say nothing of its end but that it was cut off.
		sink.destroy()
		log.warn({ err, clinicId }, 'export cut off')
	}
}
