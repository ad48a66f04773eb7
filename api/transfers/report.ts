import type { ImportProblem, ImportReport } from '../contract/transfers.ts'
import { words } from './words.ts'

/** The rest is counted: nobody reads more, and the report has to stay small. */
const MOST_LISTED = 1000

export type Code = keyof typeof words
type Level = ImportProblem['level']
type Outcome = 'created' | 'updated' | 'unchanged'
export type Counts = Record<Outcome | 'rows' | 'refused' | 'errors' | 'warnings', number>

/** What is found out about a file, a row after the other. */
export class Report {
	readonly #counts: Counts = {
		rows: 0,
		created: 0,
		updated: 0,
		unchanged: 0,
		refused: 0,
		errors: 0,
		warnings: 0,
	}
	readonly #listed: Record<Level, ImportProblem[]> = { error: [], warning: [] }

	add(level: Level, row: number, column: string | null, code: Code, more = ''): void {
		this.#counts[level === 'error' ? 'errors' : 'warnings']++
		const listed = this.#listed[level]
		if (listed.length >= MOST_LISTED) return
		listed.push({ row, column, level, code, message: `${words[code]}${more}` })
	}

	count(outcome: Outcome | 'rows' | 'refused'): void {
		this.#counts[outcome]++
	}

	/** Whether the file may be imported, as far as is known. */
	get isFine(): boolean {
		return this.#counts.errors === 0
	}

	get counts(): Counts {
		return { ...this.#counts }
	}

	about(
		file: Pick<ImportReport, 'kind' | 'dryRun' | 'delimiter' | 'columns' | 'fields'>,
	): ImportReport {
		const { error, warning } = this.#listed
		const byRow = (a: ImportProblem, b: ImportProblem) => a.row - b.row
		const problems = [...error.sort(byRow), ...warning.sort(byRow)].slice(0, MOST_LISTED)
		return { ...file, ...this.#counts, problems }
	}
}
