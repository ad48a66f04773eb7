const MOST = 120

// Marks that turn text around or can't be seen make `fdp.exe` read as `exe.pdf`.
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu
const SEPARATORS = /[/\\:*?"<>|]/g

/**
 * A file's name as it may stand in a list, a header and somebody's folder: its last part only, at
 * most 120 characters, with the ending of what the file is.
 */
export function cleanName(given: string, ending: string): string {
	const last = given.normalize('NFC').replace(UNFIT, '').split(/[/\\]/).at(-1) ?? ''
	const stem = last
		.replace(/\.[A-Za-z0-9]{1,5}$/, '')
		.replace(SEPARATORS, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[. ]+|[. ]+$/g, '')
	const most = MOST - ending.length - 1
	return `${[...stem].slice(0, most).join('').trim() || 'document'}.${ending}`
}

/** As RFC 6266 and RFC 8187 write it: the name for old programs, and the true one. */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
	const plain = name.replace(/[^\x20-\x7E]|["\\%]/g, '_')
	const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => {
		return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	})
	return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
