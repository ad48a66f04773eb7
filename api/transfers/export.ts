import type { Knex } from 'knex'
import { type ReadRows, readSnapshot } from '../database/snapshot.ts'
import { EXPORTED, LEFT_OUT } from './exported.ts'
import { csvHeader, csvLines } from './write-csv.ts'
import { type Write, ZipWriter } from './zip.ts'

type Row = Record<string, string | number | boolean | object | null>

/**
 * Writes everything of a clinic as a ZIP of CSV files, a table each, as it was at one moment; at the
 * end `export.json` tells how many rows each has. In parts, so that its size does not matter.
 */
export function exportClinic(db: Knex, clinicId: string, at: Date, write: Write): Promise<void> {
	return readSnapshot(db, clinicId, async (read) => {
		const zip = new ZipWriter(write, at)
		const rows: Record<string, number> = {}
		const count = (table: string, more: number) => {
			rows[table] = (rows[table] ?? 0) + more
		}
		for (const [table, list] of Object.entries(EXPORTED)) {
			const columns = list.split(/\s+/)
			await zip.add(`${table}.csv`, linesOf(read, clinicId, table, columns, count))
		}
		await zip.add('export.json', about({ clinicId, takenAt: at, rows, leftOut: LEFT_OUT }))
		await zip.end()
	})
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

async function* about(facts: object): AsyncGenerator<string> {
	yield `${JSON.stringify(facts, null, '\t')}\n`
}
