/**
 * Minutes that this device's clock is ahead of the clinic's, whose offset the instant carries.
 *
 * @example minutesAhead('2026-11-05T10:40:00+00:00', 60) // 60
 */
export function minutesAhead(at: string, device = -new Date(at).getTimezoneOffset()): number {
	const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(at) ?? []
	const clinic = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0
	return device - clinic
}

/** "New York" out of "America/New_York". */
export const cityOf = (zone: string): string => (zone.split('/').pop() ?? zone).replaceAll('_', ' ')
