import type { Knex } from 'knex'
import { type ReadRows, readSnapshot } from '../database/snapshot.ts'
import type { FileStore } from '../files/store.ts'
import { addFiles } from './export-files.ts'
import { EXPORTED, LEFT_OUT } from './exported.ts'
import { SummedZip } from './summed-zip.ts'
import { csvHeader, csvLines } from './write-csv.ts'
import type { Write } from './zip.ts'

type Row = Record<string, string | number | boolean | object | null>

interface Place {
	db: Knex
	snapshots: Knex
	files: FileStore
}

export interface Exporting {
	clinicId: string
	at: Date
	/** Gives the way to the reader for each part; the rows' is over when the files' is asked for. */
	begin: (part: 'rows' | 'files') => Write
}

/**
 * Writes everything of a clinic as a ZIP: a CSV file of each table as they all were at one moment,
 * then what its photos and documents hold; at the end `export.json` tells how much there is. In
 * parts, so that its size does not matter.
 */
export async function exportClinic(
	place: Place,
	{ clinicId, at, begin }: Exporting,
): Promise<void> {
	let write = begin('rows')
	const zip = new SummedZip((bytes) => write(bytes), at)
	const addRows = (read: ReadRows) => addTables(zip, clinicId, read)
	const rows = await readSnapshot(place.snapshots, clinicId, addRows)
	write = begin('files')
	const files = await addFiles(zip, place, clinicId, at)
	const about = { clinicId, takenAt: at, rows, files, leftOut: LEFT_OUT }
	await zip.addText('export.json', `${JSON.stringify(about, null, '\t')}\n`)
	await zip.end()
}

async function addTables(
	zip: SummedZip,
	clinicId: string,
	read: ReadRows,
): Promise<Record<string, number>> {
	const rows: Record<string, number> = {}
	const count = (table: string, more: number) => {
		rows[table] = (rows[table] ?? 0) + more
	}
	for (const [table, list] of Object.entries(EXPORTED)) {
		const columns = list.split(/\s+/)
		await zip.add(`${table}.csv`, linesOf(read, clinicId, table, columns, count))
	}
	return rows
}

async function* linesOf(
	read: ReadRows,
	clinicId: string,
	table: string,
	columns: string[],
	count: (table: string, rows: number) => void,
): AsyncGenerator<string> {
	const own = table === 'clinics' ? 'id' : 'clinic_id'
	// A cursor takes no parameters; the id was checked, and all else stands in this program.
	const sql = `select ${columns.join(', ')} from ${table} where ${own} = '${clinicId}' order by 1`
	yield csvHeader(columns)
	count(table, 0)
	for await (const rows of read<Row>(sql)) {
		count(table, rows.length)
		yield csvLines(columns, rows)
	}
}
