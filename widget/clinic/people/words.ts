import type { ConsoleContext } from '../context.ts'
import { peopleMessages } from './messages.ts'

export const speak = (desk: ConsoleContext) => desk.speak(peopleMessages)
export type Say = ReturnType<typeof speak>

/** "5 Nov 2026": with the year, since records go back. */
export function dayText(desk: ConsoleContext, day: string): string {
	const format = { dateStyle: 'medium', timeZone: 'UTC' } as const
	return new Intl.DateTimeFormat(desk.words.locale, format).format(new Date(`${day}T12:00:00Z`))
}

/** "5 Nov 2026, 10:40" */
export function momentText(desk: ConsoleContext, at: string): string {
	return `${dayText(desk, desk.words.dayOf(at))}, ${desk.words.time(at)}`
}

const SPECIES = ['dog', 'cat', 'rabbit', 'guinea_pig', 'bird', 'reptile', 'other'] as const

export const speciesChoices = (say: Say) =>
	SPECIES.map((value) => ({ value, label: say(`species-${value}`) }))

/** "3 years", "5 months" of somebody born that day. */
export function ageText(say: Say, bornOn: string, today: string): string {
	const [years = 0, months = 0] = bornOn.split('-').map(Number)
	const [nowYears = 0, nowMonths = 0] = today.split('-').map(Number)
	const whole = (nowYears - years) * 12 + nowMonths - months
	const count = Math.max(0, whole - (today.slice(8) < bornOn.slice(8) ? 1 : 0))
	return count < 24 ? say('months', { count }) : say('years', { count: Math.floor(count / 12) })
}
