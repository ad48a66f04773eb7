import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import { regionOf } from '../clinics/presenter.ts'
import type { ImportKind, ImportQuery, ImportReport } from '../contract/transfers.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import type { Upload } from '../http/upload.ts'
import { fromDay } from '../time/date.ts'
import { type Columns, matchColumns } from './columns.ts'
import { clients } from './kinds/clients.ts'
import type { Draft, Kind } from './kinds/kind.ts'
import { pets } from './kinds/pets.ts'
import { records } from './kinds/records.ts'
import { CsvFault, type CsvFile, openCsv } from './read-csv.ts'
import { Report } from './report.ts'
import { type About, Row } from './row.ts'
import { settle } from './settle.ts'

const KINDS: Record<ImportKind, Kind> = { clients, pets, records }

/**
 * Some megabytes in memory. A table that this transaction fills has no statistics yet, so each look for
 * known rows goes through all of the clinic's: better few looks than many.
 */
const ROWS_AT_ONCE = 2000
/** The external ids of a file are kept in memory, to find those that repeat. */
const MOST_ROWS = 200_000

export interface ImportInput extends ImportQuery {
	clinicId: string
	actor: Actor
	upload: Pick<Upload, 'read' | 'charset'>
	/** The clinic as it is, for its region and day. */
	now: ClinicNow
}

/**
 * Reads a file of clients, pets or records and writes its rows by their external ids, all or none; the
 * same file again changes nothing. No time is touched, so no booking waits for it.
 *
 * @throws Problem `import_refused` with the report, unless it is asked about only
 */
export async function importRows(trx: Knex.Transaction, input: ImportInput): Promise<ImportReport> {
	const { clinicId, actor, kind, dryRun } = input
	await takeTurn(trx, clinicId)
	const report = new Report()
	const told = await readFile(trx, input, report)
	if (dryRun) return told
	if (!report.isFine) throw refused(told)
	const { rows, created, updated, unchanged } = report.counts
	const data = { rows, created, updated, unchanged }
	await audit(trx, clinicId, { actor, action: `${kind}.imported`, subjectId: null, data })
	return told
}

/** Two files at once would wait for each other's rows; and to be asked about one costs as much. */
async function takeTurn(trx: Knex.Transaction, clinicId: string): Promise<void> {
	const [lock] = await queryOf(trx)<{ taken: boolean }>(
		'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as taken',
		[`import ${clinicId}`],
	)
	if (lock?.taken) return
	const detail = 'Another file is being imported at the moment.'
	throw new Problem('in_progress', { detail, headers: { 'Retry-After': '5' } })
}

async function readFile(trx: Knex.Transaction, input: ImportInput, report: Report) {
	const { kind, dryRun, upload, mapping = {} } = input
	const { fields } = KINDS[kind]
	const named = fields.map(({ name, isRequired = false }) => ({ name, required: isRequired }))
	const about = { kind, dryRun, fields: named }
	try {
		const file = await openCsv(upload)
		const columns = matchColumns(file.header, fields, mapping, report)
		if (report.isFine) await readRows(trx, input, { report, columns, file })
		return report.about({ ...about, delimiter: file.delimiter, columns: columns.list })
	} catch (error) {
		tell(error, report)
		return report.about({ ...about, delimiter: ',', columns: [] })
	}
}

function tell(error: unknown, report: Report): void {
	if (!(error instanceof CsvFault)) throw error
	report.add('error', error.row, null, error.code)
}

interface Reading {
	file: CsvFile
	columns: Columns
	report: Report
}

async function readRows(trx: Knex.Transaction, input: ImportInput, reading: Reading) {
	const { clinicId, now, dryRun } = input
	const { report } = reading
	const kind = KINDS[input.kind]
	const query = queryOf(trx)
	const today = fromDay(todayOf(now))
	const about = { ...input, region: regionOf(now.clinic.rows.clinic), today }
	const { actor } = input
	const settling = { query, clinicId, kind, report, today, actor, writes: !dryRun }
	let drafts: Draft[] = []
	try {
		for await (const draft of draftsIn(reading, kind, about)) {
			drafts.push(draft)
			if (drafts.length < ROWS_AT_ONCE) continue
			await settle(settling, drafts)
			drafts = []
		}
	} catch (error) {
		tell(error, report)
	}
	await settle(settling, drafts)
}

async function* draftsIn({ file, columns, report }: Reading, kind: Kind, about: About) {
	const seen = new Map<string, number>()
	let rows = 0
	for await (const csvRow of file.rows) {
		if (++rows > MOST_ROWS) {
			report.add('error', csvRow.number, null, 'too_many_rows')
			return
		}
		report.count('rows')
		const row = new Row(csvRow, { columns, about, report })
		const draft = kind.read(row)
		const first = seen.get(draft.externalId)
		if (first !== undefined) row.refuse('external_id', 'duplicate_external_id', String(first))
		else if (draft.externalId !== null) seen.set(draft.externalId, row.number)
		yield draft
	}
}

function refused(report: ImportReport): Problem {
	const { errors } = report
	const detail = `Nothing was imported: ${errors} ${errors === 1 ? 'error has' : 'errors have'} to be mended first.`
	return new Problem('import_refused', { detail, report })
}
