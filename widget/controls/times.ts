import { html, nothing, type TemplateResult } from 'lit'
import type { Instant } from '../locales/format.ts'
import type { Words } from '../locales/localize.ts'
import { icon, moon, sun, sunrise } from '../theme/icons.ts'
import { radioKeys, tabStop } from './roving.ts'

export interface TimeOption {
	start: Instant
	/** Who it is with, said only where any vet is asked for: "Dr Lind". */
	vet?: string | undefined
	/** Taken while it was on the screen: stays in place, slashed. */
	gone?: boolean
	/** Held by this visitor. */
	held?: boolean
}

export type DayPart = 'morning' | 'afternoon' | 'evening'

export interface TimesProps {
	/** Names the group: "Thursday 5 November". */
	label: string
	times: readonly TimeOption[]
	selected: Instant | undefined
	onSelect: (time: TimeOption) => void
	/** Enter on a time. */
	onContinue?: () => void
	/** Parts of the day that are shown whole. */
	expanded?: ReadonlySet<DayPart>
	onMore?: (part: DayPart) => void
}

/** The part of the clinic's day an hour belongs to: the afternoon from 12, the evening from 17. */
export const partOf = (hour: number): DayPart =>
	hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening'

const LIMIT = 9
const glyphs = { morning: sunrise, afternoon: sun, evening: moon }
const parts = ['morning', 'afternoon', 'evening'] as const
const arrows = radioKeys()

function timeName(words: Words, { start, vet, gone, held }: TimeOption): string {
	const time = words.time(start)
	if (gone || held) return words.t(gone ? 'time-gone' : 'time-held', { time })
	return vet ? words.t('time-with', { time, vet }) : time
}

function button(words: Words, props: TimesProps, option: TimeOption, stop: TimeOption | undefined) {
	const { start, gone, held } = option
	const chosen = start === props.selected
	const onKey = (event: KeyboardEvent) => {
		if (event.key !== 'Enter' || gone) return
		event.preventDefault()
		if (!chosen) props.onSelect(option)
		props.onContinue?.()
	}
	return html`<button type="button" role="radio" class="time${chosen ? ' chosen' : ''}${gone ? ' gone' : ''}"
		aria-checked=${chosen} aria-disabled=${gone ? 'true' : nothing} aria-label=${timeName(words, option)}
		tabindex=${option === stop ? 0 : -1} @keydown=${onKey}
		@click=${() => gone || props.onSelect(option)}
		><bdi dir="ltr" class=${gone ? 'slash' : nothing}>${words.time(start)}</bdi>${
			held ? html`<small>${words.t('held-by-you')}</small>` : nothing
		}</button>`
}

function group(
	words: Words,
	props: TimesProps,
	part: DayPart,
	all: TimeOption[],
	stop: TimeOption | undefined,
) {
	if (!all.length) return nothing
	const open = all.length <= LIMIT || props.expanded?.has(part)
	const shown = open ? all : all.slice(0, LIMIT)
	return html`<div role="group" aria-labelledby="part-${part}">
		<div class="label quiet part" id="part-${part}">${icon(glyphs[part], 16)}${words.t(part)}</div>
		<div class="slots">${shown.map((option) => button(words, props, option, stop))}</div>
		${
			open
				? nothing
				: html`<button type="button" class="action" @click=${() => props.onMore?.(part)}
					>${words.t('show-more', { count: all.length - LIMIT })}</button>`
		}</div>`
}

/** A day's times as one radio group; picking one holds nothing yet. */
export function timeList(words: Words, props: TimesProps): TemplateResult {
	const { times, selected, label } = props
	const stop = tabStop(
		times,
		(time) => time.start === selected,
		(time) => !time.gone,
	)
	return html`<div class="times" role="radiogroup" aria-label=${label} @keydown=${arrows}>${parts.map(
		(part) =>
			group(
				words,
				props,
				part,
				times.filter((time) => partOf(words.hour(time.start)) === part),
				stop,
			),
	)}</div>`
}
