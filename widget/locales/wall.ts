/**
 * A time of day on the clinic's wall, as the visitor's language writes it: "15:30", "3:30 PM".
 *
 * @param at `15:30`
 */
export const wallTime = (locale: string, at: string): string =>
	new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
		new Date(`2000-01-01T${at}Z`),
	)
