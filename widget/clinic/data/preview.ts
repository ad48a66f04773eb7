/** Enough for some rows of any file. */
const FIRST_BYTES = 65_536

export interface Preview {
	text: string
	charset: 'utf-8' | 'windows-1252'
}

/** The beginning of a file as text; what is no UTF-8 is taken for the old encoding of Windows. */
export async function beginningOf(file: Blob): Promise<Preview> {
	const bytes = await file.slice(0, FIRST_BYTES).arrayBuffer()
	try {
		// It may be cut in the middle of a letter.
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
		return { text, charset: 'utf-8' }
	} catch {
		return { text: new TextDecoder('windows-1252').decode(bytes), charset: 'windows-1252' }
	}
}

/** The first rows below the header, to be looked at; what they mean the server says. */
export function firstRows(text: string, delimiter: string, count: number): string[][] {
	const rows: string[][] = []
	let row: string[] = []
	const cell = new RegExp(
		`("(?:[^"]|"")*"|[^${delimiter}\\r\\n]*)(${delimiter}|\\r?\\n|\\r|$)`,
		'gy',
	)
	for (let found = cell.exec(text); found; found = cell.exec(text)) {
		const [, content = '', end] = found
		row.push(
			content
				.replace(/^"([\s\S]*)"$/, '$1')
				.replaceAll('""', '"')
				.trim(),
		)
		if (end === delimiter) continue
		if (row.some((one) => one !== '')) rows.push(row)
		row = []
		if (rows.length > count || end === '') break
	}
	return rows.slice(1)
}
