import { asUtc } from '../controls/dates.ts'
import type { LocalDate } from '../locales/format.ts'
import type { PortalContext } from './context.ts'

const ageMessages = {
	years: { one: '{count} year', other: '{count} years' },
	months: { one: '{count} month', other: '{count} months' },
	weeks: { one: '{count} week', other: '{count} weeks' },
	about: 'about {age}',
} as const
const DAY_MS = 86_400_000

/** Days on the calendar from one day to another. */
export const daysTo = (from: LocalDate, to: LocalDate): number =>
	Math.round((asUtc(to) - asUtc(from)) / DAY_MS)

interface Born {
	bornOn: LocalDate | null
	birthEstimated: boolean
}

/** "about 4 years" of a pet whose day of birth is a guess; nothing of one where it is unknown. */
export function ageText(portal: PortalContext, { bornOn, birthEstimated }: Born, today: LocalDate) {
	if (bornOn === null) return ''
	const age = spanText(portal, bornOn, today)
	return birthEstimated ? portal.speak(ageMessages)('about', { age }) : age
}

/** In years from two on, in months from two on, else in weeks. */
export function spanText(portal: PortalContext, bornOn: LocalDate, today: LocalDate): string {
	const say = portal.speak(ageMessages)
	const [year = 0, month = 0, day = 0] = bornOn.split('-').map(Number)
	const [nowYear = 0, nowMonth = 0, nowDay = 0] = today.split('-').map(Number)
	const months = (nowYear - year) * 12 + nowMonth - month - (nowDay < day ? 1 : 0)
	if (months >= 24) return say('years', { count: Math.floor(months / 12) })
	if (months >= 2) return say('months', { count: months })
	return say('weeks', { count: Math.max(0, Math.floor(daysTo(bornOn, today) / 7)) })
}
