/** Of which country a language tag is: as it says, else where most people speak that; null when unknown. */
export function regionOfLocale(tag: string): string | null {
	return isLocale(tag) ? (new Intl.Locale(tag).maximize().region ?? null) : null
}

/** Whether dates, lists and numbers can be written by a tag: many that look like one can not. */
export function isLocale(tag: string): boolean {
	try {
		return new Intl.DateTimeFormat(new Intl.Locale(tag)) !== null
	} catch {
		return false
	}
}
