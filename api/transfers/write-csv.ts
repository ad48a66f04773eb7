type Cell = string | number | boolean | Date | object | null

/** The first line, after the mark by which spreadsheets know UTF-8. */
export function csvHeader(columns: readonly string[]): string {
	return `\uFEFF${columns.join(',')}\r\n`
}

/** Rows as RFC 4180 writes them. */
export function csvLines(
	columns: readonly string[],
	rows: readonly Record<string, Cell>[],
): string {
	return rows
		.map((row) => `${columns.map((column) => written(row[column] ?? null)).join(',')}\r\n`)
		.join('')
}

function written(value: Cell): string {
	const text = textOf(value)
	return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function textOf(value: Cell): string {
	if (value === null) return ''
	if (value instanceof Date) return value.toISOString()
	if (typeof value === 'object') return jsonOf(value)
	return typeof value === 'string' ? disarmed(value) : String(value)
}

/**
 * A spreadsheet takes a text that begins so for a formula, and an owner may have written it. Where
 * semicolons or tabs part cells it takes a file of ours apart at those too. The apostrophe is how one
 * types such a text there; an import takes it off again, one of them, so that a text of its own that
 * begins with one is what it was.
 */
function disarmed(text: string): string {
	return text.replaceAll(/^(?='*[=+\-@\t\r])|(?<=[;\t\r\n])(?='*[=+\-@])/g, "'")
}

/** The same to whoever reads JSON, and no start of a formula in it. */
function jsonOf(value: object): string {
	const escaped = (sign: string) => `;\\u00${sign.charCodeAt(1).toString(16)}`
	return JSON.stringify(value).replaceAll(/;[=+\-@]/g, escaped)
}
