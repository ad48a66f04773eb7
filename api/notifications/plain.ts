// Line ends would add headers to a mail, marks of direction can make a name read as another one.
const unfit = /[\p{Cc}\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]+/gu

/**
 * A stored text as it may stand in a subject, a header or a calendar entry: one line, without
 * control characters or marks that turn the direction of text around.
 *
 * @example
 * oneLine('Rex\r\nBcc: all@example.com') // 'Rex Bcc: all@example.com'
 */
export function oneLine(text: string): string {
	return text.replace(unfit, ' ').replace(/ {2,}/g, ' ').trim()
}
