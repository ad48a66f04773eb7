import type { OwnerVisit } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { dateBlock } from '../../controls/results.ts'
import { subhead } from '../../controls/shell.ts'
import { calendar, check, clipboard, hourglass, icon, info, phone } from '../../theme/icons.ts'
import { delayedPart, isAsked } from '../../visit/delayed-part.ts'
import { drawMove, moveFooter } from '../../visit/move-screen.ts'
import { bring, links, noticeNote, stayText, whatFor, zoneNote } from '../../visit/parts.ts'
import { phaseOf, stayOf } from '../../visit/state.ts'
import { cancelPart } from '../../visit/visit-screen.ts'
import { phoneOf, replyOf, whenOf } from '../../visit/words.ts'
import { places } from '../places.ts'
import { onTheWay } from './on-the-way.ts'
import type { OwnPage } from './own-page.ts'
import type { VisitsView } from './visits-view.ts'

/** Choosing another time, as on the page behind a mail's link. */
export const drawMoving = (page: OwnPage): TemplateResult =>
	html`<div class="own">${drawMove(page)}${moveFooter(page)}</div>`

/** The visit, and what its owner can do about it. */
export function drawOwn(view: VisitsView, page: OwnPage): TemplateResult {
	const { own } = page
	if (!own) return page.error === undefined ? bones() : lost(view, page)
	const phase = phaseOf(own, stayOf(page.state))
	const isHere = own.status === 'checked_in'
	return html`<div class="own">${top(view, page, own)}${noticeNote(page)}${
		own.isShared ? sharedNote(view, own) : nothing
	}${phase === 'ahead' || isHere ? nothing : over(view, page, phase)}${onTheWay(view, page, own)}${
		phase === 'ahead' ? ahead(view, page, own) : nothing
	}${written(view, own)}${own.canCancel ? cancelPart(page, own) : nothing}</div>`
}

function top({ say }: VisitsView, page: OwnPage, own: OwnerVisit): TemplateResult {
	const { words } = page
	const isPending = own.status === 'pending'
	const vet = own.veterinarian.shortName
	const stay = stayText(page, own)
	return html`<div class="top">${dateBlock(words, words.dayOf(own.start))}<div class="what">${
		isPending
			? html`<span class="badge warm">${icon(hourglass, 16)}${words.say('pending')}</span>`
			: own.status === 'checked_in'
				? html`<span class="badge ok">${icon(check, 16)}${say('checked_in')}</span>`
				: nothing
	}<p class="title num">${words.say('with-vet', { time: words.time(own.start), vet })}</p>${
		stay ? html`<p class="sm quiet">${stay}</p>` : nothing
	}<p class="sm quiet">${whatFor(page, own)}</p></div></div>${
		isPending
			? html`<p class="quiet">${words.say('pending-text', { reply: replyOf(words, own) })}</p>`
			: nothing
	}`
}

const sharedNote = ({ say }: VisitsView, { owner }: OwnerVisit) =>
	note('info', { glyph: info, text: say('shared', { name: owner.name }) })

/** What is left to do once a visit is over: to have it again. */
function over(
	view: VisitsView,
	page: OwnPage,
	phase: Exclude<ReturnType<typeof phaseOf>, 'ahead'>,
) {
	const { own } = page
	const [pet] = own?.pets ?? []
	const preset = {
		...(own ? { appointmentTypeId: own.appointmentType.id } : {}),
		...(pet ? { petId: pet.id } : {}),
	}
	return html`${note('info', { glyph: info, text: page.words.say(phase) })}${
		phase === 'under-way'
			? nothing
			: button('primary', {
					label: page.words.say('book-another'),
					glyph: calendar,
					onClick: () => view.portal.book(preset),
				})
	}`
}

function ahead(view: VisitsView, page: OwnPage, own: OwnerVisit): TemplateResult {
	return html`${questions(view, own)}${own.isShared ? nothing : moving(page, own)}<div class="part-of">${links(page, own)}</div>${ways(view, own)}${bring(page, own)}${zoneNote(page, own.start)}`
}

function questions(view: VisitsView, { id, form }: OwnerVisit) {
	if (!form.canAnswer) return nothing
	const { say } = view
	const text = form.missing ? say('questions', { count: form.missing }) : say('questions-done')
	const open = () => view.show(id, 'answers')
	const label = say(form.missing ? 'answer' : 'see-answers')
	return html`<div class="part-of">${note(form.missing ? 'warm' : 'plain', { glyph: clipboard, text })}${
		form.missing ? button('secondary', { label, onClick: open }) : action({ label, onClick: open })
	}</div>`
}

/** One filled button a screen: it is checking in while that is open. */
function moving(page: OwnPage, own: OwnerVisit): TemplateResult {
	const { words, state } = page
	if (own.canMove && isAsked(own)) return delayedPart(page, own)
	const when = whenOf(words, own.freeUntil, own.serverTime)
	if (own.canMove)
		return html`<div class="part-of">${button(own.checkIn?.isOpen ? 'secondary' : 'primary', {
			label: words.say('move'),
			glyph: calendar,
			onClick: () => void page.diary.open(),
		})}<p class="sm quiet">${words.say('move-until', { when })}</p></div>`
	const call = phoneOf(state)
	const text = words.say('move-closed', { phone: call?.text ?? '' })
	return note('warm', { glyph: phone, text, href: call && `tel:${call.dial}` })
}

function ways({ say, level }: VisitsView, { directions: { parking, access } }: OwnerVisit) {
	const lines = [parking, access].filter((line) => line !== null)
	if (!lines.length) return nothing
	return html`<div class="part-of">${subhead(level, say('getting-there'))}${lines.map((line) => html`<p class="quiet">${line}</p>`)}</div>`
}

/** What was written: by the clinic for the owner, and the other way round. */
function written({ say, level }: VisitsView, { notes, clinicNotes }: OwnerVisit) {
	const part = (name: 'from-clinic' | 'your-note', text: string | null) =>
		text
			? html`<div class="part-of">${subhead(level, say(name))}<p class="quiet written">${text}</p></div>`
			: nothing
	return html`${part('from-clinic', clinicNotes)}${part('your-note', notes)}`
}

const bones =
	() => html`<div class="own" aria-hidden="true"><div class="top"><i class="bone date-bone"></i
	><i class="bone text-bone"></i></div><i class="bone button-bone"></i><i class="bone button-bone"></i></div>`

function lost({ say, portal }: VisitsView, page: OwnPage): TemplateResult {
	const isGone = (page.error as { code?: string }).code === 'appointment_not_found'
	const text = isGone ? say('not-found-text') : portal.failure(page.error)
	return html`<div class="own" role="alert">${note('warm', { glyph: info, text })}${button(
		'secondary',
		{
			label: isGone ? say('all-visits') : portal.t('retry'),
			onClick: () => (isGone ? portal.go(places.visits, true) : void page.load()),
		},
	)}</div>`
}
