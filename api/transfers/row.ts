import type { Columns } from './columns.ts'
import type { CsvRow } from './read-csv.ts'
import type { Code, Report } from './report.ts'

/** What a cell says, or why it says nothing. */
export type Finding<T> = { value: T; warning?: Code } | { error: Code }
/** Reads a cell that is not empty. */
export type Reader<T> = (text: string, about: About) => Finding<T>

/** What a cell's meaning depends on. */
export interface About {
	/** Of the clinic, for phone numbers: ISO 3166. */
	region: string
	/** At the clinic, `YYYY-MM-DD`. */
	today: string
	dateFormat: 'iso' | 'dmy' | 'mdy'
	weightUnit: 'kg' | 'lb'
}

interface RowContext {
	columns: Columns
	about: About
	report: Report
}

/** One row of a file; tells the report what is wrong with it. */
export class Row {
	readonly number: number
	readonly #cells: readonly string[]
	readonly #context: RowContext
	#isRefused = false

	constructor({ number, cells }: CsvRow, context: RowContext) {
		this.number = number
		this.#cells = cells
		this.#context = context
		if (cells.length > context.columns.list.length) this.refuse(null, 'wrong_cell_count')
	}

	get isRefused(): boolean {
		return this.#isRefused
	}

	/** Null where the file says nothing. */
	read<T>(field: string, reader: Reader<T>): T | null {
		const text = this.#cell(field)
		if (text === '') return null
		const finding = reader(text, this.#context.about)
		if ('error' in finding) {
			this.refuse(field, finding.error)
			return null
		}
		if (finding.warning) this.warn(field, finding.warning)
		return finding.value
	}

	/** A row without it is refused; what is given back then is of no use. */
	require<T>(field: string, reader: Reader<T>): T {
		if (this.#cell(field) === '') this.refuse(field, 'required')
		return this.read(field, reader) as T
	}

	/** @param field null: the whole row */
	refuse(field: string | null, code: Code, more = ''): void {
		const { report } = this.#context
		if (!this.#isRefused) report.count('refused')
		this.#isRefused = true
		report.add('error', this.number, this.#header(field), code, more)
	}

	warn(field: string | null, code: Code): void {
		this.#context.report.add('warning', this.number, this.#header(field), code)
	}

	#cell(field: string): string {
		const place = this.#context.columns.places.get(field)
		return place === undefined ? '' : (this.#cells[place] ?? '')
	}

	#header(field: string | null): string | null {
		const place = field === null ? undefined : this.#context.columns.places.get(field)
		return place === undefined ? field : (this.#context.columns.list[place]?.header ?? null)
	}
}
