const DAY_MS = 86_400_000

export const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** Completed months: on the day before the month is full it is one less. */
export function monthsBetween(from: string, to: string): number {
	const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
	const [year = 0, month = 0, day = 0] = to.split('-').map(Number)
	return (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0)
}
