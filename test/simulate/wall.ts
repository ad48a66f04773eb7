const HOUR = 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone)
	if (!format) {
		const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
		const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
		format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts, ...time })
		formats.set(zone, format)
	}
	return format
}

/** The wall's day and time, by other means than the product's. */
export function dayAndTime(zone: string, instant: number): [day: string, time: string] {
	const parts = formatOf(zone).formatToParts(instant)
	const get = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
	return [`${get('year')}-${get('month')}-${get('day')}`, `${get('hour')}:${get('minute')}`]
}

/** Whether a stretch lies within one day on which no clock is changed. */
export function isPlain(zone: string, from: number, to: number): boolean {
	const offset = (at: number) => {
		const [day, time] = dayAndTime(zone, at)
		return Date.parse(`${day}T${time}Z`) - Math.floor(at / 60_000) * 60_000
	}
	const [day] = dayAndTime(zone, from)
	const sameOffset = [-26, 0, 26].every((hours) => offset(from + hours * HOUR) === offset(from))
	return sameOffset && dayAndTime(zone, to - 1)[0] === day
}
