import type { ServerResponse } from 'node:http'
import { Router } from '@koa/router'
import { importQuery, importReport } from '../contract/transfers.ts'
import { audit } from '../database/audit.ts'
import { inTenant } from '../database/tenant.ts'
import type { Guard } from '../http/guard.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { exportClinic } from './export.ts'
import { importOnce } from './import-once.ts'
import { exportData, importData } from './policy.ts'
import { writeTo } from './send.ts'

const shared = { tags: ['Import and export'], auth: 'clinic' } as const

/** At once in this process: each keeps a connection to the database. */
const MOST_EXPORTS = 2

/** A clinic's data, in and out. */
export function transferRoutes(guard: Guard, services: Services): Router {
	const router = new Router()
	importRoute(guard, router, services)
	exportRoute(guard, router, services)
	return router
}

const csvFile = {
	contentTypes: ['text/csv'],
	charsets: ['utf-8', 'windows-1252'],
	maxBytes: 100_000_000,
	description:
		'A CSV file with a header, in UTF-8 or as `charset=windows-1252`; commas, semicolons or tabs',
} as const

function importRoute(guard: Guard, router: Router, services: Services): void {
	guard.route(
		router,
		{
			...shared,
			may: importData,
			method: 'post',
			path: '/api/clinic/imports',
			operationId: 'importRows',
			summary: 'Import clients, pets or records from a CSV file',
			description: [
				'Rows are known by their external id: new ones are added, known ones changed where the file',
				'says something else. An empty cell leaves what is there, so the same file again changes',
				'nothing. All rows or none: with an error in any of them the answer is `import_refused`',
				'with a report by row. Clients come first, then pets, then records.',
			].join(' '),
			query: importQuery,
			upload: csvFile,
			idempotent: true,
			responses: { 200: importReport },
			problems: ['import_refused'],
		},
		async ({ auth: { actor }, query, upload, intent }) => {
			const done = await importOnce(services, { ...query, actor, upload, intent })
			return { status: 200, ...done }
		},
	)
}

function exportRoute(guard: Guard, router: Router, { db }: Services): void {
	let underWay = 0
	guard.route(
		router,
		{
			...shared,
			may: exportData,
			method: 'get',
			path: '/api/clinic/export',
			operationId: 'exportClinic',
			summary: 'Export everything of the clinic',
			description:
				'A ZIP of CSV files, one for each table, as it all was at one moment. No secret is in it.',
			responses: {
				200: { contentType: 'application/zip', description: 'The archive', streams: true },
			},
			problems: [],
		},
		async ({ auth: { clinicId, actor } }) => {
			if (underWay >= MOST_EXPORTS) {
				throw new Problem('overloaded', { headers: { 'Retry-After': '30' } })
			}
			const entry = { actor, action: 'clinic.exported', subjectId: null } as const
			await inTenant(db, clinicId, (trx) => audit(trx, clinicId, entry), { quietly: true })
			const at = new Date()
			const name = `clinic-${at.toISOString().slice(0, 10)}.zip`
			const stream = async (sink: ServerResponse) => {
				underWay++
				try {
					await exportClinic(db, clinicId, at, writeTo(sink))
					sink.end()
				} catch {
					// An answer that has begun can say nothing of its end but that it was cut off.
					sink.destroy()
				} finally {
					underWay--
				}
			}
			const headers = { 'Content-Disposition': `attachment; filename="${name}"` }
			return { status: 200, headers, stream: (sink) => void stream(sink) }
		},
	)
}
