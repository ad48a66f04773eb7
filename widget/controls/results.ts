import { html, nothing, type TemplateResult } from 'lit'
import type { LocalDate } from '../locales/format.ts'
import type { Words } from '../locales/localize.ts'
import { check, copy, type Glyph, icon } from '../theme/icons.ts'

export * from './hero.ts'

/** Weekday, day and month in a tinted block; read out as the whole date. */
export function dateBlock(words: Words, date: LocalDate): TemplateResult {
	return html`<div class="date" role="img" aria-label=${words.longDay(date)}><span class="xs">${words.shortWeekday(date)}</span
		><b class="num">${words.dayNumber(date)}</b><span class="xs">${words.shortMonth(date)}</span></div>`
}

export interface VisitCardProps {
	date: LocalDate
	/** A line above the title, which is then smaller: "Next free day with Dr Osei". */
	eyebrow?: unknown
	/** "10:40, 30 min" */
	title: unknown
	lines?: readonly unknown[]
	/** "Waiting for the vet", with its icon. */
	badge?: { glyph: Glyph; text: string } | undefined
	/** In groups that can be read aloud: "HLV 7Q4K". */
	reference?: { label: string; text: string; onCopy: () => void } | undefined
	/** A button inside the card. */
	button?: unknown
}

/** A visit: its day, its time, what and with whom, and the reference. */
export function visitCard(words: Words, props: VisitCardProps): TemplateResult {
	const { date, eyebrow, title, lines = [], badge, reference, button } = props
	return html`<div class="box"><div class="visit-card">${dateBlock(words, date)}<div class="grow">${
		badge
			? html`<div><span class="badge warm">${icon(badge.glyph, 16)}${badge.text}</span></div>`
			: nothing
	}${
		eyebrow ? html`<span class="sm quiet">${eyebrow}</span>` : nothing
	}<b class=${eyebrow ? 'num' : 'big num'}>${title}</b>${lines.map((line) => html`<span class="sm quiet">${line}</span>`)}</div>${
		button ? html`<div class="full">${button}</div>` : nothing
	}</div>${
		reference
			? html`<div class="reference between"><span class="sm quiet">${reference.label}</span><span class="between"
				><bdi dir="ltr"><strong>${reference.text}</strong></bdi><button type="button" class="action"
				aria-label=${words.t('copy')} @click=${reference.onCopy}>${icon(copy)}</button></span></div>`
			: nothing
	}</div>`
}

export interface Stage {
	title: string
	text: unknown
	state: 'done' | 'now' | 'next'
}

/** What has happened and what comes, in order. */
export const timeline = (stages: readonly Stage[]) =>
	html`<ol class="stages">${stages.map(
		({
			title,
			text,
			state,
		}) => html`<li class=${state} aria-current=${state === 'now' ? 'step' : nothing}
			><span class="dot">${state === 'done' ? icon(check, 16) : nothing}</span
			><div class="grow"><b>${title}</b><span class="sm quiet">${text}</span></div></li>`,
	)}</ol>`

/** A reference in groups that can be read aloud: "HLV 7Q4K". */
export const spaced = (reference: string): string => reference.replace(/^(.{3})(.{3,})$/, '$1 $2')
