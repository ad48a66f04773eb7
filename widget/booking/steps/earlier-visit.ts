import type { AppointmentType } from '@vetslot/sdk'
import { html, nothing } from 'lit'
import { button } from '../../controls/buttons.ts'
import { addDays } from '../../controls/dates.ts'
import { checkField, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { info } from '../../theme/icons.ts'
import { isLastUnknown, obstacleOf } from '../answers.ts'
import { lastField, lastVisitOf, typeOf, typesFor, unknownField } from '../state.ts'
import type { View } from '../view.ts'
import { petName, todayOf } from '../wording.ts'
import { callClinic } from './call.ts'

/** The visits of which one has to come first; none where it may be any. */
function earlierTypes({ state, clinic }: View): AppointmentType[] {
	const ids = typeOf(state)?.earlierVisit?.appointmentTypeIds ?? []
	return clinic.appointmentTypes.filter((type) => ids.includes(type.id))
}

/** "“Pre-op check” or “X-ray”" */
const namesOf = (view: View): string =>
	new Intl.ListFormat(view.words.locale, { type: 'disjunction' }).format(
		earlierTypes(view).map(({ name }) => view.words.t('quoted', { visit: name })),
	)

/** "6 weeks", "3 months", "16 days": the largest unit that fits, as the language writes it. */
export function daysText(locale: string, days: number): string {
	const fits = ([size]: readonly [number, string]) => days >= size && days % size === 0
	const [size, unit] = (
		[
			[365, 'year'],
			[30, 'month'],
			[7, 'week'],
		] as const
	).find(fits) ?? [1, 'day']
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
		days / size,
	)
}

function limits({ state, words }: View): string | undefined {
	const { minDays = 0, maxDays = 0 } = typeOf(state)?.earlierVisit ?? {}
	const [min, max] = [minDays, maxDays].map((days) => daysText(words.locale, days))
	if (!maxDays) return undefined
	return words.t(minDays ? 'last-between' : 'last-within', { min: min ?? '', max: max ?? '' })
}

/** The day of an earlier visit, or that nobody can tell it. */
export function lastVisitField(view: View, error: string | undefined) {
	const { words, state, send } = view
	const { t } = words
	const name = lastField(state)
	const value = state.entry.fields[name]
	const unknown = unknownField(state)
	const doubt = (value: boolean) => send({ type: 'FIELD', name: unknown, value })
	const visit = namesOf(view)
	const pet = petName(view)
	return html`<div class="stack tight">${textField(words, {
		id: 'last',
		type: 'date',
		label: visit ? t('ask-last-of', { pet, visit }) : t('ask-last', { pet }),
		hint: limits(view),
		error,
		value: typeof value === 'string' ? value : '',
		max: todayOf(view),
		onInput: (value) => {
			doubt(false)
			send({ type: 'FIELD', name, value })
		},
	})}${checkField({
		id: 'last-unknown',
		label: t('last-unknown'),
		checked: isLastUnknown(state),
		onToggle: doubt,
	})}</div>`
}

/** What the answers mean for the visit: that it can't be booked with them, or not so soon. */
export function noticeOf(view: View): string | undefined {
	const { state, words } = view
	const { t } = words
	const obstacle = obstacleOf(state, todayOf(view))
	const { minDays = 0, maxDays = 0 } = typeOf(state)?.earlierVisit ?? {}
	const visit = namesOf(view)
	if (obstacle === 'last-old') return t(obstacle, { length: daysText(words.locale, maxDays) })
	if (obstacle === 'last-unknown') return visit ? t('last-first', { visit }) : t('last-look')
	if (obstacle) return t(obstacle)
	const last = lastVisitOf(state)
	const from = last && addDays(last, minDays)
	if (!from || from <= todayOf(view)) return undefined
	return t('last-soon', { day: words.longDay(from), length: daysText(words.locale, minDays) })
}

/** Visits to book first, because one of them is what is missing. */
export function firstVisits(view: View): AppointmentType[] {
	const { state } = view
	if (!obstacleOf(state, todayOf(view))?.startsWith('last')) return []
	const offered = typesFor(state, state.entry.species)
	return earlierTypes(view).filter((type) => offered.includes(type))
}

export const bookFirst = (
	{ words, send }: View,
	kind: 'primary' | 'secondary',
	{ id, name }: AppointmentType,
) =>
	button(kind, {
		label: words.t('book-first', { visit: name }),
		onClick: () => send({ type: 'PICK_TYPE', id }),
	})

/** The notice, and where an answer rules the visit out, the phone and further visits to book first. */
export function notice(view: View) {
	const text = noticeOf(view)
	const obstacle = obstacleOf(view.state, todayOf(view))
	if (!text) return nothing
	const about = note(obstacle ? 'warm' : 'info', { glyph: info, text })
	if (!obstacle) return about
	const [, ...others] = firstVisits(view)
	return html`${about}<div class="stack tight">${others.map((type) => bookFirst(view, 'secondary', type))}${callClinic(view, 'secondary')}</div>`
}
