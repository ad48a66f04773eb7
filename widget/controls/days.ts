import { css, html, nothing } from 'lit'
import { classMap } from 'lit/directives/class-map.js'
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
	return classMap({
		day: true,
		none: !day?.free,
		past: day?.reason === 'past',
		chosen: !!day && day.date === selected,
		today: day?.date === today,
	})
}

export const daysStyles = css`
.day {
	position: relative;
	display: grid;
	justify-items: center;
	align-content: center;
	line-height: 1.3;
	text-align: center;
	transition: background-color var(--vetslot-dur-2);
}
.day b {
	position: relative;
	font-weight: 650;
	font-variant-numeric: tabular-nums;
}
.day:hover {
	background: var(--vetslot-surface-2);
}
.day.chosen {
	border-color: var(--vetslot-accent-mark);
	background: var(--vetslot-accent-fill);
	color: var(--vetslot-on-accent);
}
.day.none {
	color: var(--vetslot-text-3);
	cursor: default;
}
.day.past {
	opacity: 0.65;
}
.day.none b {
	font-weight: 400;
}
.day.none:not(.past) b::after,
.slash::after {
	content: '';
	position: absolute;
	inset-block-start: calc(50% - 1px);
	inset-inline-start: calc(50% - 15px);
	inline-size: 30px;
	border-block-start: 1.5px solid currentColor;
	transform: rotate(-32deg);
}
.today b {
	text-decoration: underline 1.5px;
	text-underline-offset: 0.25em;
}
.dots {
	--dot: 4px;
	--step: 6px;
	block-size: var(--dot);
	inline-size: var(--dot);
	border-radius: var(--dot);
	color: var(--vetslot-accent-mark);
	background: currentColor;
	forced-color-adjust: none;
}
.chosen .dots {
	color: inherit;
}
.dots[data-dots='2'] {
	margin-inline-end: var(--step);
	box-shadow: var(--step) 0 currentColor;
}
.dots[data-dots='3'] {
	box-shadow:
		calc(-1 * var(--step)) 0 currentColor,
		var(--step) 0 currentColor;
}
.dots[data-dots='2']:dir(rtl) {
	box-shadow: calc(-1 * var(--step)) 0 currentColor;
}
`
