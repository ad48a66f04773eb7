import type { Clinical } from './clinic.ts'
import type { ImportReport, ImportRowsQuery } from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** What may be said about a file. */
export interface ImportOptions extends Omit<ImportRowsQuery, 'mapping'> {
	/** Which of the file's columns is which field, by header; null leaves a column out. */
	mapping?: Record<string, string | null>
	/** As the file is written; UTF-8 unless told. */
	charset?: 'utf-8' | 'windows-1252'
}

// A large file on a slow line; the server gives it as long.
const LONG = 600_000

export function transferCalls(call: Clinical) {
	return {
		/**
		 * Imports the rows of a CSV file, all or none; with an error in any of them it throws
		 * `import_refused`, whose `report` names the rows. With `dryRun` it tells what it would do.
		 *
		 * @example
		 * const file = await openAsBlob('clients.csv')
		 * const { created } = await clinic.transfers.import(file, { kind: 'clients', dateFormat: 'dmy' })
		 */
		import: (
			file: Blob | string,
			{ mapping, charset = 'utf-8', ...options }: ImportOptions,
			more?: CallOptions,
		) =>
			call<ImportReport>({
				timeout: LONG,
				...more,
				method: 'POST',
				to: ['imports'],
				query: { ...options, ...(mapping && { mapping: JSON.stringify(mapping) }) },
				file: { type: `text/csv; charset=${charset}`, content: file },
			}),

		/** Everything of the clinic, a ZIP of CSV files; read its `body` or `blob()`. */
		export: (more?: CallOptions) =>
			call<Response>({ timeout: LONG, ...more, method: 'GET', to: ['export'], read: 'response' }),
	}
}
