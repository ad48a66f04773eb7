/** Why a diary could not be read, for programs; kept with the feed and shown to the clinic. */
export type FeedErrorCode =
	| 'not_https'
	| 'refused_address'
	| 'not_found'
	| 'unreachable'
	| 'too_slow'
	| 'too_large'
	| 'too_many_redirects'
	| `http_${number}`
	| 'not_a_calendar'
	| 'too_complex'
	| 'unreadable_address'

/** A diary that can't be read. Nothing of its address is in here. */
export class FeedError extends Error {
	override name = 'FeedError'
	code: FeedErrorCode

	constructor(code: FeedErrorCode, options?: ErrorOptions) {
		super(code, options)
		this.code = code
	}
}

const words: Readonly<Record<string, string>> = {
	not_https: 'The address leads to one without encryption. Ask for an https address.',
	refused_address: 'The address leads into a private network. Ask for a public address.',
	not_found: 'There is no such server. Check the address.',
	unreachable: 'The server can’t be reached.',
	too_slow: 'The server took longer than ten seconds.',
	too_large: 'The calendar is larger than 5 MB. Share fewer or newer events.',
	too_many_redirects: 'The address leads on too often.',
	not_a_calendar: 'The address has no iCalendar file. Use the secret address in iCal format.',
	unreadable_address: 'The address was kept under another key of the server. Enter it again.',
	too_complex: 'The calendar has more events than can be read.',
}

/** The same for people. */
export function feedErrorWords(code: string): string {
	const status = /^http_(\d+)$/.exec(code)?.[1]
	if (status === '401' || status === '403') {
		return 'The server lets nobody read this. Share the calendar again and use its new address.'
	}
	if (status === '404' || status === '410') return 'The calendar is no longer there.'
	if (status) return `The server answered with ${status}.`
	return words[code] ?? 'The calendar can’t be read.'
}
