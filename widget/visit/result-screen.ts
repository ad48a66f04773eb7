import type { Appointment } from '@vetslot/sdk'
import { html, type TemplateResult } from 'lit'
import { action } from '../controls/buttons.ts'
import { hero, spaced, visitCard } from '../controls/results.ts'
import { title } from '../controls/shell.ts'
import { calendarOff, check, edit, hourglass } from '../theme/icons.ts'
import { bring, lastRow, links, stayText, whatFor, zoneNote } from './parts.ts'
import type { VetslotVisit } from './visit-element.ts'
import { another } from './visit-screen.ts'
import { replyOf, type VisitWords } from './words.ts'

const LEVEL = 2

/** The new time, and everything that was said about the old one. */
export function movedScreen(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const { visit } = state
	if (!visit) return html``
	const pending = visit.status === 'pending'
	const again = action({ label: words.say('change-again'), glyph: edit, onClick: page.back })
	return html`${pending ? hero('warm', hourglass) : hero('done', check)}${title(
		LEVEL,
		words.say(pending ? 'asked-title' : 'moved-title'),
		movedText(words, visit),
	)}<div class="stack tight card-and">${visitCard(words, {
		date: words.dayOf(visit.start),
		title: words.say('with-vet', {
			time: words.time(visit.start),
			vet: visit.veterinarian.shortName,
		}),
		lines: [stayText(page, visit), whatFor(page, visit)].filter(Boolean),
		badge: pending ? { glyph: hourglass, text: words.say('pending') } : undefined,
		reference: {
			label: words.say('reference'),
			text: spaced(visit.reference),
			onCopy: () => void page.copy(),
		},
	})}${links(page, visit)}</div>${zoneNote(page, visit.start)}${bring(page, visit)}${lastRow(page, again)}`
}

function movedText(words: VisitWords, visit: Appointment): string {
	const { email } = visit.owner
	if (visit.status === 'pending')
		return words.say('asked-text', { email, reply: replyOf(words, visit) })
	return words.say('moved-text', { email, day: words.longDay(words.dayOf(visit.start)) })
}

export function cancelledScreen(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const { visit, wasRequest } = state
	if (!visit) return html``
	const vet = visit.veterinarian.shortName
	const text = wasRequest
		? words.say('withdrawn-text')
		: words.say(visit.cancelledLate ? 'cancelled-late-text' : 'cancelled-text', { vet })
	return html`${hero('quiet', calendarOff)}${title(
		LEVEL,
		words.say(wasRequest ? 'withdrawn-title' : 'cancelled-title'),
		text,
	)}${another(page)}`
}
