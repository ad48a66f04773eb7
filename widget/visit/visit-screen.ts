import type { Appointment } from '@vetslot/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../controls/buttons.ts'
import { chips } from '../controls/chips.ts'
import { note } from '../controls/notes.ts'
import { dateBlock } from '../controls/results.ts'
import { subhead, title } from '../controls/shell.ts'
import { calendar, copy, hourglass, icon, info, phone } from '../theme/icons.ts'
import { delayedPart, isAsked } from './delayed-part.ts'
import {
	bring,
	collectHours,
	lastRow,
	links,
	noticeNote,
	stayText,
	troubleNote,
	whatFor,
	zoneNote,
} from './parts.ts'
import { cancel } from './send.ts'
import { type CancelReason, phaseOf, stayOf } from './state.ts'
import type { VetslotVisit } from './visit-element.ts'
import type { VisitPage } from './visit-page.ts'
import { phoneOf, replyOf, type VisitWords, whenOf } from './words.ts'

const LEVEL = 2
const HOLE = '\u0000'

/** The visit, and below it what its owner can do about it. */
export function drawVisit(page: VetslotVisit): TemplateResult {
	const { visit } = page.state
	if (!visit) return html``
	const phase = phaseOf(visit, stayOf(page.state))
	return html`${top(page, visit)}${noticeNote(page)}${
		phase === 'ahead'
			? ahead(page, visit)
			: html`${note('info', { glyph: info, text: page.words.say(phase) })}${another(page)}`
	}${visit.canCancel ? cancelPart(page, visit) : nothing}${lastRow(page, copyReference(page))}${
		visit.accountUrl
			? action({ label: page.words.say('account'), href: visit.accountUrl })
			: nothing
	}`
}

/** Day and time as the heading, what for below it. */
function top(page: VetslotVisit, visit: Appointment): TemplateResult {
	const { words } = page
	const day = words.dayOf(visit.start)
	const time = words.time(visit.start)
	const heading = html`<span class="sr">${words.longDay(day)}, </span>${words.say('with-vet', {
		time,
		vet: visit.veterinarian.shortName,
	})}`
	const pending = visit.status === 'pending'
	const hours = collectHours(page)
	// Who has brought the animal need not hear when to bring it.
	const stay =
		hours && phaseOf(visit, stayOf(page.state)) === 'under-way'
			? words.say('collect', hours)
			: stayText(page, visit)
	return html`<div class="top"><div aria-hidden="true">${dateBlock(words, day)}</div><div class="what">${
		pending
			? html`<span class="badge warm">${icon(hourglass, 16)}${words.say('pending')}</span>`
			: nothing
	}${title(LEVEL, heading)}${stay ? html`<p class="sm quiet">${stay}</p>` : nothing}<p class="sm quiet">${whatFor(page, visit)}</p></div></div>${
		pending
			? html`<p class="quiet reply">${words.say('pending-text', { reply: replyOf(words, visit) })}</p>`
			: nothing
	}`
}

function ahead(page: VetslotVisit, visit: Appointment) {
	const { words, state } = page
	const call = phoneOf(state)
	const when = whenOf(words, visit.freeUntil, visit.serverTime)
	return html`${
		isAsked(visit) && visit.canMove
			? delayedPart(page, visit)
			: visit.canMove
				? html`<div class="part-of">${button('primary', {
						label: words.say('move'),
						glyph: calendar,
						onClick: () => void page.diary.open(),
					})}<p class="sm quiet">${words.say('move-until', { when })}</p></div>`
				: note('warm', {
						glyph: phone,
						text: words.say('move-closed', { phone: call?.text ?? '' }),
						href: call && `tel:${call.dial}`,
					})
	}<div class="part-of">${links(page, visit)}</div>${bring(page, visit)}${zoneNote(page, visit.start)}`
}

/** The clinic's own page takes the next booking. */
export function another({ words, state }: VetslotVisit) {
	const href = state.clinic?.website
	if (!href) return nothing
	return button('primary', { label: words.say('book-another'), glyph: calendar, href })
}

const copyReference = (page: VetslotVisit) =>
	action({ label: page.words.say('copy'), glyph: copy, onClick: () => void page.copy() })

const reasons: readonly CancelReason[] = [
	'feeling_better',
	'cannot_make_it',
	'found_another_time',
	'other',
]

export function cancelPart(page: VisitPage, visit: Appointment): TemplateResult {
	const { words, state } = page
	const pending = visit.status === 'pending'
	const label = pending
		? state.working
			? 'withdrawing'
			: 'withdraw'
		: state.working
			? 'cancelling'
			: 'cancel'
	return html`<hr class="rule" /><div class="part-of">${subhead(
		LEVEL + 1,
		words.say(pending ? 'withdraw-heading' : 'cancel-heading'),
		undefined,
		true,
	)}<p class="quiet">${cost(words, visit)}</p></div><div class="stack tight"><div class="between sm"><span class="label" id="why">${words.say('why')}</span
	><span class="quiet">${words.t('optional')}</span></div>${chips({
		labelledBy: 'why',
		chips: reasons.map((id) => ({ id, label: words.say(id) })),
		value: new Set(state.reason ? [state.reason] : []),
		onToggle: (id) => page.toggleReason(id as CancelReason),
	})}</div><div class="stack tight">${troubleNote(page, 'cancel')}${button('danger', {
		label: words.say(state.offline ? 'wait-connection' : label),
		busy: state.working,
		off: state.offline,
		onClick: () => void cancel(page),
	})}${button('quiet', { label: words.say('keep'), onClick: page.keep })}</div>`
}

/** What cancelling costs, before the press: free until when, and the clinic's policy after that. */
function cost(words: VisitWords, visit: Appointment) {
	const late = Date.parse(visit.serverTime) > Date.parse(visit.freeUntil)
	const when = whenOf(words, visit.freeUntil, visit.serverTime)
	const [before, after] = words
		.say(late ? 'cancel-late' : 'cancel-free', { when: HOLE })
		.split(HOLE)
	return html`${before}<strong>${when}</strong>${after} ${late ? visit.cancellationPolicy : nothing}`
}
