import { html, type TemplateResult } from 'lit'
import { button } from '../../../widget/controls/buttons.ts'
import { textField } from '../../../widget/controls/fields.ts'
import { holdBar } from '../../../widget/controls/hold-bar.ts'
import { type MonthCursor, monthGrid } from '../../../widget/controls/month-grid.ts'
import { firstCard, note } from '../../../widget/controls/notes.ts'
import { header, subhead } from '../../../widget/controls/shell.ts'
import { aside, type Row, summaryStrip } from '../../../widget/controls/summary.ts'
import { timeList } from '../../../widget/controls/times.ts'
import { vetChoice } from '../../../widget/controls/vets.ts'
import type { Words } from '../../../widget/locales/localize.ts'
import * as icons from '../../../widget/theme/icons.ts'
import { at, dayMap, lastDay, phone, times, today, vets } from './sample.ts'

/** What a scene draws with: words, and a month's cursor that belongs to the element. */
export interface Stage {
	words: Words
	cursor: MonthCursor
}

export type Scene = (stage: Stage) => TemplateResult

export const nothing = () => {}
export const tel = `tel:${phone.dial}`

export const urgent = note('danger', {
	glyph: icons.pulse,
	title: 'Need help right now?',
	text: 'Don’t book online. Call 020 7946 0112.',
	href: tel,
})

export const head = (words: Words, step: string, number: number, back = true) =>
	header(words, { step, number, phone, onBack: back ? nothing : undefined })

export const strip = (words: Words) =>
	summaryStrip(words, {
		glyph: icons.dog,
		title: 'Booster vaccination',
		detail: '20 min · £58',
		onChange: nothing,
	})

export const first = (words: Words) =>
	firstCard({
		glyph: icons.bolt,
		label: words.t('first-available'),
		text: 'Today, 16:20 with Dr Osei',
		onPick: nothing,
	})

export const vetPart = html`<div class="stack tight"><p class="label" id="vets-label">Who would you like to see?</p>${vetChoice(
	{ labelledBy: 'vets-label', vets, selected: 'any', onSelect: nothing },
)}</div>`

export const zone = note('info', {
	glyph: icons.globe,
	title: 'Times are in clinic time (London).',
	text: 'Your phone is on Madrid time, one hour ahead.',
})

export const timesPart = (words: Words) =>
	html`<div class="stack">${subhead(3, words.longDay('2026-11-05'))}${timeList(words, {
		label: words.longDay('2026-11-05'),
		times,
		selected: at('10:40'),
		onSelect: nothing,
	})}${zone}</div>`

export const continueButton = button('primary', { label: 'Continue', onClick: nothing })

export const month = ({ words, cursor }: Stage, selected: string) =>
	monthGrid(words, {
		cursor,
		days: dayMap,
		selected,
		today,
		last: lastDay,
		onSelect: nothing,
		onClose: nothing,
	})

export const hold = (words: Words, left: number, low = false) =>
	holdBar(words, {
		start: at('10:40'),
		until: at('12:06'),
		left: left * 1000,
		length: 600_000,
		note: low ? 'Held for one more minute' : 'Held for you with Dr Lind',
		low,
		onKeep: nothing,
	})

export const reviewRows: Row[] = [
	{
		glyph: icons.calendar,
		title: 'Thu 5 November, 10:40',
		lines: ['Until about 11:10'],
		onEdit: nothing,
		section: 'time',
	},
	{
		glyph: icons.syringe,
		title: 'Booster vaccination',
		lines: ['2 pets, 30 min'],
		onEdit: nothing,
		section: 'visit',
	},
	{
		glyph: icons.stethoscope,
		title: 'Dr Tomas Lind',
		lines: ['Small animals'],
		onEdit: nothing,
		section: 'vet',
	},
	{
		glyph: icons.paw,
		title: 'Biscuit and Mo',
		lines: ['A dog and a cat'],
		onEdit: nothing,
		section: 'pets',
	},
	{
		glyph: icons.user,
		title: 'Sam Rivera',
		lines: ['07700 900142', 'sam@example.com'],
		onEdit: nothing,
		section: 'you',
	},
	{ glyph: icons.pin, title: '14 Harbour Lane', lines: ['Riverside, London'] },
]

export const sideSummary = aside({
	heading: 'Your visit',
	visit: { glyph: icons.dog, title: 'Booster vaccination', detail: 'For a dog' },
	rows: [
		{ glyph: icons.calendar, title: 'Thu 5 Nov, 10:40', lines: ['20 minutes'] },
		{ glyph: icons.stethoscope, title: 'Dr Tomas Lind', lines: ['Small animals'] },
		{ glyph: icons.pin, title: '14 Harbour Lane', lines: ['Riverside, London'] },
	],
	total: {
		label: 'Pay at the clinic',
		amount: '£58',
		detail: 'Move or cancel free until the day before.',
	},
	button: continueButton,
})

export const text = (words: Words, id: string, label: string, value: string, more: object = {}) =>
	textField(words, { id, label, value, onInput: nothing, ...more })

export const you = (words: Words, error = false) => html`
	${text(words, 'name', 'Full name', 'Sam Rivera', { autocomplete: 'name' })}
	${text(words, 'mobile', 'Mobile', error ? '07700 90014' : '07700 900142', {
		type: 'tel',
		hint: 'For a reminder the day before. No marketing.',
		error: error ? 'This number is one digit short. UK mobiles have 11 digits.' : undefined,
	})}
	${text(words, 'email', 'Email', 'sam@example.com', { type: 'email' })}`

export const call = html`<a class="link" href=${tel}><bdi dir="ltr">020 7946 0112</bdi></a>`
