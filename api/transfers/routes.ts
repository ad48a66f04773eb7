import { Router } from '@koa/router'
import { importQuery, importReport } from '../contract/transfers.ts'
import type { Guard } from '../http/guard.ts'
import type { Logger } from '../log.ts'
import type { Services } from '../services.ts'
import { exportRoute } from './export-route.ts'
import { importOnce } from './import-once.ts'
import { importData, importOf } from './policy.ts'

/** A clinic's data, in and out. */
export function transferRoutes(
	guard: Guard,
	services: Services,
	log: Pick<Logger, 'warn'>,
): Router {
	const router = new Router()
	importRoute(guard, router, services)
	exportRoute(guard, router, services, log)
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
			tags: ['Import and export'],
			auth: 'clinic',
			may: importData,
			mayBy: ({ kind }) => importOf[kind],
			method: 'post',
			path: '/api/clinic/imports',
			operationId: 'importRows',
			summary: 'Import clients, pets or records from a CSV file',
			description: [
				'Rows are known by their external id: new ones are added, known ones changed where the file',
				'says something else. An empty cell leaves what is there, so the same file again changes',
				'nothing. All rows or none: with an error in any of them the answer is `import_refused`',
				'with a report by row. Clients come first, then pets, then records. A key needs',
				'`people:write` as well, for records `records:write`.',
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
