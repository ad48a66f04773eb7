import { pipeline, Readable } from 'node:stream'
import { CsvError, type Parser, parse } from 'csv-parse'
import type { Upload } from '../http/upload.ts'

export type Delimiter = ',' | ';' | '\t'

/** A file that can't be read on. */
export class CsvFault extends Error {
	readonly code: 'not_text' | 'malformed_csv' | 'row_too_long' | 'empty_file'
	/** As a spreadsheet counts. */
	readonly row: number

	constructor(code: CsvFault['code'], row: number, cause?: unknown) {
		super(code, { cause })
		this.code = code
		this.row = row
	}
}

export interface CsvRow {
	/** As a spreadsheet counts: the header is row 1. */
	number: number
	cells: string[]
}

export interface CsvFile {
	delimiter: Delimiter
	header: string[]
	/** Those that are not empty; throws a `CsvFault`. */
	rows: AsyncIterable<CsvRow>
}

/** A row of ours is a few hundred; a quote that is never closed would swallow the file. */
const LONGEST_ROW = 32_000
const LONGEST_HEADER = 16_000

/**
 * Opens a CSV file and reads its header, with or without a byte order mark; the rest is read as it is
 * asked for, so that a file of any size takes the memory of some rows.
 *
 * @throws CsvFault
 */
export async function openCsv(upload: Pick<Upload, 'read' | 'charset'>): Promise<CsvFile> {
	const text = decode(upload.read(), upload.charset)
	const start = await firstOf(text)
	const delimiter = delimiterOf(start)
	const parser = parse({
		delimiter,
		max_record_size: LONGEST_ROW,
		relax_column_count: true,
		// Cells are cut to what they mean below, quoted or not.
		encoding: 'utf8',
	})
	pipeline(Readable.from(from(start, text)), parser, () => {})
	const rows = readRows(parser)
	const first = await rows.next()
	if (first.done) throw new CsvFault('empty_file', 1)
	return { delimiter, header: first.value.cells, rows }
}

/** As much as holds the header. */
async function firstOf(text: AsyncGenerator<string, void>): Promise<string> {
	let start = ''
	try {
		while (!/[\r\n]/.test(start) && start.length < LONGEST_HEADER) {
			const { value, done } = await text.next()
			if (done) break
			start += value
		}
	} catch (error) {
		throw faultOf(error, 1)
	}
	return start
}

async function* decode(bytes: Readable, charset: string): AsyncGenerator<string, void> {
	const decoder = new TextDecoder(charset, { fatal: true })
	for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
	yield decoder.decode()
}

async function* from(start: string, rest: AsyncGenerator<string, void>) {
	yield start
	yield* rest
}

/** Names of columns hold neither; cells do. Whatever stands between quotes is a name. */
function delimiterOf(start: string): Delimiter {
	const [header = ''] = start.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1)
	const count = (delimiter: Delimiter) => header.split(delimiter).length
	const candidates: Delimiter[] = [',', ';', '\t']
	return candidates.reduce((best, next) => (count(next) > count(best) ? next : best))
}

async function* readRows(parser: Parser): AsyncGenerator<CsvRow, void> {
	let number = 0
	try {
		for await (const record of parser as AsyncIterable<string[]>) {
			number++
			const cells = record.map(cellOf)
			if (cells.some((cell) => cell !== '')) yield { number, cells }
		}
	} catch (error) {
		throw faultOf(error, parser.info.records + 1)
	}
}

/**
 * Spreadsheets are kept from taking text for a formula by an apostrophe, at its start and wherever they
 * might part it (see `disarmed`); it is no part of the text.
 */
function cellOf(text: string): string {
	return text.trim().replaceAll(/^'(?='*[=+\-@\t\r])|(?<=[;\t\r\n])'(?='*[=+\-@])/g, '')
}

function faultOf(error: unknown, row: number): unknown {
	if (error instanceof CsvError) {
		const isLong = error.code === 'CSV_MAX_RECORD_SIZE'
		return new CsvFault(isLong ? 'row_too_long' : 'malformed_csv', row, error)
	}
	const isText = (error as { code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA'
	return isText ? error : new CsvFault('not_text', row, error)
}
