import type { Appointment } from '@vetslot/sdk'
import { html, nothing } from 'lit'
import { action, button } from '../controls/buttons.ts'
import { mapOf } from '../controls/directions.ts'
import { note } from '../controls/notes.ts'
import { adviceList } from '../controls/results.ts'
import { subhead } from '../controls/shell.ts'
import { wallTime } from '../locales/wall.ts'
import {
	alert,
	calendarAdd,
	carrier,
	clipboard,
	clock,
	globe,
	print,
	route,
} from '../theme/icons.ts'
import { type State, stayOf } from './state.ts'
import type { VisitPage } from './visit-page.ts'
import { zoneText } from './words.ts'

/** "Booster vaccination for Biscuit and Mo, 30 min" */
export function whatFor({ words, state }: VisitPage, visit: Appointment): string {
	return words.say(stayOf(state) ? 'visit-stay' : 'visit-for', {
		visit: visit.appointmentType.name,
		pets: words.list(visit.pets.map((pet) => pet.name)),
		minutes: visit.durationMinutes,
	})
}

/** "Bring at 08:25, collect between 15:30 and 18:00"; undefined where the animal isn't left. */
export function stayText(page: VisitPage, { start }: Appointment) {
	const hours = collectHours(page)
	return hours && page.words.say('bring-collect', { time: page.words.time(start), ...hours })
}

/** When an animal that is left with the clinic goes home. */
export function collectHours({ words: { locale }, state }: VisitPage) {
	const stay = stayOf(state)
	return stay
		? { from: wallTime(locale, stay.collectFrom), until: wallTime(locale, stay.collectUntil) }
		: undefined
}

/** Add to calendar, directions. */
export function links(page: VisitPage, visit: Appointment) {
	const { words } = page
	return html`<div class="pair">${button('soft', {
		label: words.say('calendar'),
		glyph: calendarAdd,
		onClick: () => void page.download(),
	})}${button('soft', {
		label: words.say('directions'),
		glyph: route,
		href: mapOf(visit.clinic.address),
		external: true,
	})}</div>${troubleNote(page, 'calendar')}`
}

export function bring({ words }: VisitPage, { preparation }: Appointment) {
	const glyphs = [clipboard, carrier]
	if (!preparation.length) return nothing
	const notes = preparation.map(({ text }, index) => ({ glyph: glyphs[index % 2]!, text }))
	return html`<div class="stack">${subhead(3, words.say('what-to-bring'))}${adviceList(notes)}</div>`
}

/** The end of a page: print, beside whatever else. */
export const lastRow = ({ words }: VisitPage, first: unknown) =>
	html`<hr class="rule" /><div class="between">${first}${action({
		label: words.say('print'),
		glyph: print,
		onClick: () => window.print(),
	})}</div>`

/** Why the last press did nothing, where it was pressed. */
export function troubleNote({ state }: VisitPage, by: NonNullable<State['trouble']>['by']) {
	if (state.trouble?.by !== by) return nothing
	return note('warm', { glyph: alert, text: state.trouble.text })
}

export const noticeNote = ({ state: { notice } }: VisitPage) =>
	notice ? note(notice.kind, { glyph: clock, text: notice.text }) : nothing

/** Names the clinic's zone where the device shows another time. */
export function zoneNote({ words, state }: VisitPage, at: string) {
	const zone = state.clinic && zoneText(words, at, state.clinic.timeZone)
	return zone ? note('info', { glyph: globe, ...zone }) : nothing
}
