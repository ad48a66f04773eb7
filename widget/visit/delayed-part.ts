import type { Appointment } from '@vetslot/sdk'
import { html, type TemplateResult } from 'lit'
import { button } from '../controls/buttons.ts'
import { note } from '../controls/notes.ts'
import { calendar, check, clock } from '../theme/icons.ts'
import { troubleNote } from './parts.ts'
import { accept } from './send.ts'
import type { VisitPage } from './visit-page.ts'
import type { VisitWords } from './words.ts'

/** Whether the clinic has put the visit off and its owner has not said yet that the time suits. */
export const isAsked = ({ delayedFrom, attendanceConfirmedAt }: Appointment): boolean =>
	!!delayedFrom && !attendanceConfirmedAt

/** The clinic asks for another time than was agreed; the owner has the last word. */
export function delayedPart(page: VisitPage, visit: Appointment): TemplateResult {
	const { words, state } = page
	const label = state.offline ? 'wait-connection' : state.working ? 'accepting' : 'accept'
	return html`${note('warm', { glyph: clock, text: whyText(words, visit) })}<div class="stack tight">${troubleNote(page, 'accept')}${button(
		'primary',
		{
			label: words.say(label),
			glyph: check,
			busy: state.working,
			off: state.offline,
			onClick: () => void accept(page),
		},
	)}${button('soft', {
		label: words.say('choose-another'),
		glyph: calendar,
		onClick: () => void page.diary.open(),
	})}</div>`
}

function whyText(words: VisitWords, { delayedFrom, start, veterinarian }: Appointment): string {
	const [time, before] = [words.time(start), words.time(delayedFrom ?? start)]
	if (Date.parse(delayedFrom ?? start) === Date.parse(start))
		return words.say('other-vet', { time, vet: veterinarian.shortName })
	return words.say('delayed', { time, before })
}
