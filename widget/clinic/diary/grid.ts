import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '../../theme/icons.ts'
import { sliders } from '../glyphs.ts'
import { head, weekdayHead } from './column-head.ts'
import type { DiaryView } from './diary-view.ts'
import { columnsInView, px } from './geometry.ts'
import { lookOf } from './looks.ts'
import { type Block, type Column, type Stretch, shut, wallText } from './model.ts'

// Positions are set through the DOM (`.style=`): a style attribute would be refused by the page's
// Content-Security-Policy.

/** The calendar: time down, columns across. Only the columns on screen are in the document. */
export function drawGrid(view: DiaryView): TemplateResult {
	const { columns, hours, say, size, each } = view
	const { first, last } = columnsInView(view.scrolled, size, { count: columns.length, each })
	const shown = columns.slice(first, last + 1).map((column, i) => ({ column, index: first + i }))
	const sheet = `inline-size:${size.gutter + each * columns.length}px`
	const body = `block-size:${px(hours.to - hours.from)}px`
	return html`<div class="scroll" tabindex="-1" @scroll=${view.onScroll}>
		<div class="sheet" .style=${sheet} role="grid" aria-label=${view.heading} aria-readonly="true"
			aria-colcount=${columns.length} aria-describedby="keys" @keydown=${view.keys} @pointerdown=${view.onPress}
			@click=${view.onClick}>
		<div class="heads" role="row">${corner(view)}${repeat(
			shown,
			({ column }) => column.key,
			({ column, index }) => head(view, column, index),
		)}${weekdayHead(view, first, last)}</div>
		<div class="body" role="row" .style=${body}>${times(view)}${nowLine(view)}${repeat(
			shown,
			({ column }) => column.key,
			({ column, index }) => cell(view, column, index),
		)}${view.drag.draw()}${view.sweep.draw()}</div></div>
		<p class="sr" id="keys">${say('keys')}</p></div>`
}

function corner({ say, chooser, mode }: DiaryView) {
	return html`<div class="corner" role="columnheader"><span class="sr">${say('time')}</span>${
		mode === 'day'
			? html`<button class="round" type="button" aria-label=${say('columns')} aria-haspopup="dialog"
				@click=${chooser.open}>${icon(sliders, 20)}</button>`
			: nothing
	}</div>`
}

function times({ hours }: DiaryView) {
	const marks: number[] = []
	for (let at = hours.from + 30; at < hours.to; at += 30) marks.push(at)
	return html`<div class="times num" aria-hidden="true">${marks.map(
		(at) =>
			html`<span .style=${`inset-block-start:${px(at - hours.from)}px`}>${wallText(at)}</span>`,
	)}</div>`
}

function nowLine(view: DiaryView) {
	const { hours, nowAt, dates, perDay, each, size } = view
	const at = nowAt.minute
	const day = dates.indexOf(nowAt.day)
	if (day < 0 || at < hours.from || at > hours.to) return nothing
	const top = `inset-block-start:${px(at - hours.from)}px`
	const from = size.gutter + day * perDay * each
	const line = `${top};inset-inline-start:${from}px;inline-size:${perDay * each}px`
	return html`<div class="now" .style=${line} aria-hidden="true"></div>
		<div class="now-badge num" .style=${top} aria-hidden="true">${wallText(at)}</div>`
}

function cell(view: DiaryView, column: Column, index: number) {
	const { each, size, hours, chosen, focusKey } = view
	const place = `inset-inline-start:${size.gutter + index * each}px;inline-size:${each}px`
	const mine = column.blocks.some(({ key }) => key === focusKey) ? focusKey : ''
	const opened = column.blocks.some(({ visit }) => visit.id === chosen) ? chosen : ''
	const of = [column, mine, opened, hours.from, hours.to, view.heldKey]
	return html`<div class="cell" role="gridcell" aria-colindex=${index + 1}
		.style=${place} data-index=${index}>${guard(of, () => inside(view, column))}</div>`
}

function inside(view: DiaryView, column: Column) {
	const { hours, say } = view
	const at = ({ from, to }: Stretch) =>
		`inset-block-start:${px(Math.max(from, hours.from) - hours.from)}px;block-size:${px(
			Math.min(to, hours.to) - Math.max(from, hours.from),
		)}px`
	const seen = (one: Stretch) => one.to > hours.from && one.from < hours.to
	const shutTimes = shut(column, hours.from, hours.to)
	return html`${shutTimes.map((one) => html`<div class="shut" .style=${at(one)}></div>`)}${column.kept
		.filter(seen)
		.map(
			(one) => html`<div class="kept" .style=${at(one)}><span>${say('kept-time')}</span></div>`,
		)}${column.closed
		.filter(seen)
		.map(
			(one) =>
				html`<div class="closed" .style=${at(one)}><span>${closedWord(view, one.label)}</span></div>`,
		)}${column.holds
		.filter(seen)
		.map(
			(one) => html`<div class="held" .style=${at(one)}><span>${say('held')}</span></div>`,
		)}${column.blocks.filter(seen).map((one) => block(view, column, one, at(one)))}`
}

const WORDS = ['surgery', 'admin', 'theatre_support'] as const

function closedWord({ say }: DiaryView, label: string | null): string {
	const kind = WORDS.find((word) => word === label)
	return kind ? say(kind) : (label ?? '')
}

function block(view: DiaryView, column: Column, one: Block, place: string) {
	const { visit, lane, lanes, from, to, key } = one
	const look = lookOf(visit)
	const width = `inset-inline-start:calc(4px + (100% - 8px) * ${lane / lanes});inline-size:calc((100% - 8px) / ${lanes} - ${lanes > 1 ? 2 : 0}px)`
	const height = px(to - from)
	const kind = height < 30 ? ' short' : height < 42 ? ' low' : ''
	const chosen = visit.id === view.chosen ? ' chosen' : ''
	const names = view.names(visit)
	const glyphs = look.marks.map(({ glyph }) => glyph).filter((one) => one !== undefined)
	return html`<button type="button" class="block ${look.name}${kind}${chosen}" .style=${`${place};${width}`}
		tabindex=${key === view.focusKey ? 0 : -1} data-key=${key} data-visit=${visit.id} ?data-dragged=${key === view.heldKey}>
		<span class="line"><b><span class="num">${wallText(from)}</span> <span class="names">${names}</span></b>${
			glyphs.length
				? html`<span class="marks">${glyphs.map((one) => icon(one, 15))}</span>`
				: nothing
		}</span> <span class="what">${visit.reason ?? visit.typeName}</span><span class="sr">${view.aside(visit)}</span>${
			column.resource.kind === 'room' || column.resource.kind === 'equipment'
				? nothing
				: html`<i class="stretch"></i>`
		}</button>`
}
