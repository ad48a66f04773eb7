import { html, nothing } from 'lit'
import type { LocalDate } from '../locales/format.ts'
import type { Key, Words } from '../locales/localize.ts'
import { type Day, dotsFor, type NoReason } from './calendar.ts'

const names = {
	full: ['day-full', 'full'],
	closed: ['day-closed', 'closed'],
	soon: ['day-soon', 'too-soon'],
	vet: ['day-vet', 'not-this-vet'],
	past: ['day-past', 'past'],
} as const satisfies Record<NoReason, [Key, Key]>

/** "Thursday 5 November, 11 times free": what a day is called by screen readers. */
export function dayName(words: Words, { date, free, reason = 'full' }: Day): string {
	const day = words.longDay(date)
	return free ? words.t('day-free', { day, count: free }) : words.t(names[reason][0], { day })
}

/** "Full", "Closed": the reason in one or two words. */
export const reasonWord = (words: Words, { reason = 'full' }: Day) => words.t(names[reason][1])

/** One to three dots, drawn from `data-dots` by the style sheet. */
export const dots = (free: number) =>
	free ? html`<i class="dots" data-dots=${dotsFor(free)} aria-hidden="true"></i>` : nothing

/** What a day in the strip and in the month have in common. */
export function dayClasses(
	day: Day | undefined,
	selected: LocalDate | undefined,
	today: LocalDate,
) {
	const chosen = day && day.date === selected
	return `day${day?.free ? '' : ' none'}${day?.reason === 'past' ? ' past' : ''}${
		chosen ? ' chosen' : ''
	}${day?.date === today ? ' today' : ''}`
}
