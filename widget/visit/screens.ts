import type { Appointment } from '@vetslot/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { formatPhone } from '../booking/phone.ts'
import { action, button } from '../controls/buttons.ts'
import { note } from '../controls/notes.ts'
import { adviceList, chips, hero, visitCard } from '../controls/results.ts'
import { header, shell, subhead, title } from '../controls/shell.ts'
import {
	alert,
	calendar,
	calendarAdd,
	calendarOff,
	check,
	clipboard,
	cloudOff,
	hourglass,
	info,
	phone,
	refresh,
	route,
} from '../theme/icons.ts'
import type { CancelReason } from './state.ts'
import type { VetslotVisit, VisitWords } from './visit-element.ts'

const LEVEL = 1

/** The clinic's phone, as written and as dialled. */
export function phoneOf({ state }: VetslotVisit) {
	const dial = state.visit?.clinic.phone
	return dial ? { dial, text: formatPhone(dial, state.clinic?.region ?? '') } : undefined
}

/** "10:40 on Thursday 5 November" */
const whenOf = (words: VisitWords, at: string) =>
	`${words.longDay(words.dayOf(at))}, ${words.time(at)}`

/** Every screen but the choice of another time. */
export function drawScreen(page: VetslotVisit): TemplateResult {
	switch (page.state.screen) {
		case 'visit':
			return visitScreen(page)
		case 'moved':
		case 'cancelled':
			return resultScreen(page)
		case 'wrong-link':
			return plain(page, calendarOff, 'link-title', page.words.say('link-text'))
		case 'error':
			return errorScreen(page)
		default:
			return shell({
				header: header(page.words, { step: page.words.say('heading') }),
				body: html`<p class="quiet wait" role="status">${page.words.say('loading')}</p>`,
			})
	}
}

type TitleKey = 'link-title' | 'error-title' | 'offline-title'

function plain(
	page: VetslotVisit,
	glyph: typeof info,
	key: TitleKey,
	text: string,
	below: unknown = nothing,
): TemplateResult {
	const { words } = page
	return shell({
		header: header(words, { step: words.say('heading'), phone: phoneOf(page) }),
		body: html`${hero('quiet', glyph)}${title(LEVEL, words.say(key), text)}${below}`,
	})
}

function errorScreen(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const offline = !navigator.onLine
	const text = state.limited
		? words.say('limited')
		: offline
			? words.say('offline-text')
			: words.say(state.visit ? 'unsure-text' : 'error-text')
	const again = button('primary', {
		label: words.say('retry'),
		glyph: refresh,
		onClick: () => void page.load(),
	})
	return plain(page, cloudOff, offline ? 'offline-title' : 'error-title', text, again)
}

function card(page: VetslotVisit, visit: Appointment): TemplateResult {
	const { words } = page
	const at = { time: words.time(visit.start), vet: visit.veterinarian.shortName }
	const what = words.say('visit-for', {
		visit: visit.appointmentType.name,
		pets: words.list(visit.pets.map((pet) => pet.name)),
		minutes: visit.durationMinutes,
	})
	const pending = visit.status === 'pending'
	return visitCard(words, {
		date: words.dayOf(visit.start),
		title: words.say('with-vet', at),
		lines: [what],
		badge: pending ? { glyph: hourglass, text: words.say('pending') } : undefined,
	})
}

const over: Partial<
	Record<Appointment['status'], 'past' | 'was-cancelled' | 'missed' | 'under-way'>
> = {
	completed: 'past',
	cancelled: 'was-cancelled',
	no_show: 'missed',
	checked_in: 'under-way',
	in_progress: 'under-way',
}

function visitScreen(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const { visit, notice } = state
	if (!visit) return html``
	const ended = over[visit.status]
	const number = phoneOf(page)?.text ?? ''
	return shell({
		header: header(words, {
			step: words.say('heading'),
			note: visit.reference,
			phone: phoneOf(page),
		}),
		body: html`${title(LEVEL, visit.clinic.name)}${
			notice ? note(notice.kind, { glyph: info, text: notice.text }) : nothing
		}${card(page, visit)}${ended ? note('info', { glyph: info, text: words.say(ended) }) : nothing}${
			visit.status === 'pending' && visit.answerBy
				? html`<p>${words.say('pending-text', { when: whenOf(words, visit.answerBy) })}</p>`
				: nothing
		}${
			visit.canMove
				? html`<div class="part-of">${button('primary', {
						label: words.say('move'),
						glyph: calendar,
						onClick: () => void page.startMove(),
					})}<p class="sm quiet">${words.say('move-until', { when: whenOf(words, visit.freeUntil) })}</p></div>`
				: visit.canCancel
					? note('warm', { glyph: phone, text: words.say('move-closed', { phone: number }) })
					: nothing
		}${ended ? nothing : links(page, visit)}${visit.canCancel ? cancelPart(page, visit) : nothing}`,
	})
}

function links(page: VetslotVisit, visit: Appointment): TemplateResult {
	const { words } = page
	const place = encodeURIComponent([visit.clinic.name, ...visit.clinic.address].join(', '))
	return html`<div class="pair">${button('soft', {
		label: words.say('calendar'),
		glyph: calendarAdd,
		onClick: () => void page.download(),
	})}${button('soft', {
		label: words.say('directions'),
		glyph: route,
		href: `https://www.openstreetmap.org/search?query=${place}`,
		external: true,
	})}</div>${
		visit.preparation.length
			? html`<div class="part-of">${subhead(LEVEL + 1, words.say('what-to-bring'))}${adviceList(
					visit.preparation.map(({ text }) => ({ glyph: clipboard, text })),
				)}</div>`
			: nothing
	}`
}

const cancelReasons: readonly CancelReason[] = [
	'feeling_better',
	'cannot_make_it',
	'found_another_time',
	'other',
]

function cancelPart(page: VetslotVisit, visit: Appointment): TemplateResult {
	const { words, state } = page
	const pending = visit.status === 'pending'
	const late = Date.parse(visit.serverTime) > Date.parse(visit.freeUntil)
	const when = whenOf(words, visit.freeUntil)
	return html`<hr class="rule" /><div class="part-of">${subhead(
		LEVEL + 1,
		words.say(pending ? 'withdraw-heading' : 'cancel-heading'),
	)}<p>${words.say(late ? 'cancel-late' : 'cancel-free', { when })} ${
		late ? visit.cancellationPolicy : nothing
	}</p></div><div class="part-of"><div class="between label" id="why"><span>${words.say('why')}</span
	><span class="quiet">${words.t('optional')}</span></div>${chips({
		labelledBy: 'why',
		chips: cancelReasons.map((id) => ({ id, label: words.say(id) })),
		value: new Set(state.reason ? [state.reason] : []),
		onToggle: (id) => page.toggleReason(id as CancelReason),
	})}</div><div class="part-of">${button('danger', {
		label: words.say(state.working ? 'working' : pending ? 'withdraw' : 'cancel'),
		busy: state.working,
		onClick: () => void page.cancel(),
	})}${button('quiet', { label: words.say('keep'), onClick: page.keep })}</div>`
}

function resultScreen(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const { visit, clinic } = state
	if (!visit) return html``
	const cancelled = state.screen === 'cancelled'
	return shell({
		header: header(words, {
			step: words.say('heading'),
			note: visit.reference,
			phone: phoneOf(page),
		}),
		body: html`${hero(cancelled ? 'quiet' : 'done', cancelled ? calendarOff : check)}${
			cancelled
				? title(LEVEL, words.say('cancelled-title'), cancelledText(words, visit))
				: html`${title(LEVEL, words.say('moved-title'), movedText(words, visit))}${card(page, visit)}`
		}${cancelled ? nothing : links(page, visit)}${
			clinic?.website ? action({ label: words.say('see-clinic'), href: clinic.website }) : nothing
		}${cancelled && visit.cancelledLate ? note('warm', { glyph: alert, text: visit.cancellationPolicy }) : nothing}`,
	})
}

function cancelledText(words: VisitWords, visit: Appointment): string {
	const vet = visit.veterinarian.shortName
	if (!visit.cancelledLate) return words.say('cancelled-text', { vet })
	return words.say('cancelled-late-text', { vet, policy: '' }).trim()
}

function movedText(words: VisitWords, visit: Appointment): string {
	const { email } = visit.owner
	if (visit.status === 'pending') return words.say('request-text', { email })
	return words.say('moved-text', { email, day: words.longDay(words.dayOf(visit.start)) })
}
