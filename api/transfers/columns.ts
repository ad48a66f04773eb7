import type { ImportReport } from '../contract/transfers.ts'
import type { Report } from './report.ts'

/** One thing that a column may hold. */
export interface Field {
	name: string
	/** As other programs call it, in lower case without spaces and marks. */
	also?: readonly string[]
	isRequired?: boolean
}

export type Mapping = Readonly<Record<string, string | null>>

export interface Columns {
	/** What each column was taken for, in the order of the file. */
	list: ImportReport['columns']
	/** Where a field stands, by its name. */
	places: ReadonlyMap<string, number>
}

/**
 * Finds out which column is which field: as the mapping says, else by the header's name. What is not
 * recognised is left out, and so is a second column for a field.
 */
export function matchColumns(
	header: readonly string[],
	fields: readonly Field[],
	mapping: Mapping,
	report: Report,
): Columns {
	const places = new Map<string, number>()
	checkMapping(header, fields, mapping, report)
	for (const [place, title] of header.entries()) {
		const field = mapping[title]
		if (!field || !fields.some(({ name }) => name === field)) continue
		if (places.has(field)) report.add('error', 1, title, 'duplicate_mapping')
		else places.set(field, place)
	}
	for (const [place, title] of header.entries()) {
		if (Object.hasOwn(mapping, title)) continue
		const field = recognise(title, fields)
		if (field === undefined) continue
		if (places.has(field)) report.add('warning', 1, title, 'duplicate_column')
		else places.set(field, place)
	}
	for (const { name, isRequired } of fields) {
		if (isRequired && !places.has(name)) report.add('error', 1, null, 'missing_column', name)
	}
	const byPlace = new Map([...places].map(([field, place]) => [place, field]))
	const list = header.map((title, place) => ({ header: title, field: byPlace.get(place) ?? null }))
	return { list, places }
}

function checkMapping(
	header: readonly string[],
	fields: readonly Field[],
	mapping: Mapping,
	report: Report,
): void {
	for (const [title, field] of Object.entries(mapping)) {
		if (!header.includes(title)) report.add('error', 1, title, 'unknown_header')
		if (field !== null && !fields.some(({ name }) => name === field)) {
			report.add('error', 1, title, 'unknown_field')
		}
	}
}

function recognise(title: string, fields: readonly Field[]): string | undefined {
	const plain = plainly(title)
	return fields.find(({ name, also = [] }) => plainly(name) === plain || also.includes(plain))?.name
}

/** `Owner's e-mail` and `owners_email` are one. */
function plainly(title: string): string {
	return title
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]/gu, '')
}
