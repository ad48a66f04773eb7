import type { AvailabilityDay } from '@vetslot/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../controls/buttons.ts'
import { addDays, type Day, type NoReason } from '../controls/calendar.ts'
import { dayStrip } from '../controls/day-strip.ts'
import { linkRow } from '../controls/notes.ts'
import { dateBlock } from '../controls/results.ts'
import { footer, subhead, title } from '../controls/shell.ts'
import { type TimeOption, timeList } from '../controls/times.ts'
import { vetChoice } from '../controls/vets.ts'
import { back, icon, next, refresh } from '../theme/icons.ts'
import { collectHours, noticeNote, troubleNote, zoneNote } from './parts.ts'
import { move } from './send.ts'
import { PAGE_DAYS, timesOf } from './state.ts'
import type { VisitPage } from './visit-page.ts'

const LEVEL = 2
const LOW_WINDOW = 480

const reasons: Record<Exclude<AvailabilityDay['status'], 'free'>, NoReason> = {
	full: 'full',
	closed: 'closed',
	too_soon: 'soon',
	too_far: 'closed',
	not_this_vet: 'vet',
}

/** Choosing another time for a visit: who, which day, when. */
export function drawMove(page: VisitPage): TemplateResult {
	const { words, state } = page
	const { visit } = state
	if (!visit) return html``
	const now = words.say('now-at', {
		day: words.shortDay(words.dayOf(visit.start)),
		time: words.time(visit.start),
		vet: visit.veterinarian.shortName,
	})
	const hours = collectHours(page)
	const pets = words.list(visit.pets.map((pet) => pet.name))
	const heading = hours
		? title(
				LEVEL,
				words.say('bring-at', { pets }),
				html`${words.say('collect-same', hours)}<br />${now}`,
			)
		: title(LEVEL, words.say('when-suits'), now)
	return html`${heading}${noticeNote(page)}${vets(page)}<div
		class="stack diary" aria-busy=${state.asking}>${diary(page)}</div>`
}

function diary(page: VisitPage) {
	const { words, state } = page
	if (state.trouble?.by === 'times')
		return html`${troubleNote(page, 'times')}${button('secondary', {
			label: words.say('retry'),
			glyph: refresh,
			onClick: () => void page.diary.load(),
		})}`
	return state.days ? html`${days(page)}${times(page)}` : bones(page)
}

function vets(page: VisitPage) {
	const { words, state } = page
	const { clinic, visit } = state
	const type = clinic?.appointmentTypes.find((each) => each.id === visit?.appointmentType.id)
	const able = clinic?.veterinarians.filter((vet) => type?.veterinarianIds.includes(vet.id)) ?? []
	if (able.length < 2) return nothing
	const options = able.map(({ id, shortName, initials, photoUrl }) => ({
		id,
		name: shortName,
		initials,
		photo: photoUrl ?? undefined,
	}))
	return html`<div><p class="label gap" id="who">${words.say('who-to-see')}</p>${vetChoice({
		labelledBy: 'who',
		vets: [{ id: 'any', name: words.say('any-vet') }, ...options],
		selected: state.vetId ?? 'any',
		onSelect: (id) => page.diary.pickVet(id === 'any' ? null : id),
	})}</div>`
}

/** The name of the month, and arrows to other days. */
function daysHead(page: VisitPage, today: string) {
	const { words, state, diary } = page
	const arrow = (by: 1 | -1, on: boolean) => html`<button type="button" class="action"
		aria-label=${words.say(by < 0 ? 'earlier-days' : 'later-days')} aria-disabled=${!on}
		@click=${() => on && void diary.turn(by)}>${icon(by < 0 ? back : next)}</button>`
	const later = addDays(state.from, PAGE_DAYS) <= state.last
	return html`<div class="between"><p class="label">${words.month(state.day ?? state.from)}</p
		><div class="arrows">${arrow(-1, state.from > today)}${arrow(1, later)}</div></div>`
}

function days(page: VisitPage) {
	const { words, state, diary } = page
	const today = words.dayOf(state.visit?.serverTime ?? '')
	const asDay = ({ date, status }: AvailabilityDay): Day => ({
		date,
		free: timesOf(state, date).length,
		reason: status === 'free' ? undefined : reasons[status],
	})
	return html`<div class="stack tight">${daysHead(page, today)}${dayStrip(words, {
		days: state.days!.map(asDay),
		selected: state.day,
		today,
		onSelect: diary.pickDay,
	})}</div>`
}

function times(page: VisitPage) {
	const { words, state } = page
	const { day } = state
	if (!day) return noTimes(page)
	const gone = state.gone && words.dayOf(state.gone.start) === day ? state.gone : undefined
	const free = timesOf(state, day)
	const shown = gone && !free.some(({ start }) => start === gone.start) ? [...free, gone] : free
	const label = words.longDay(day)
	return html`<div class="stack">${subhead(LEVEL + 1, label)}${timeList(words, {
		label,
		times: shown
			.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
			.map(
				(time): TimeOption => ({
					start: time.start,
					vet: state.vetId ? undefined : page.vetName(time.veterinarianId),
					gone: time === gone,
				}),
			),
		selected: state.picked?.start,
		onSelect: ({ start }) => {
			const found = free.find((time) => time.start === start)
			if (found) page.diary.pickTime(found)
		},
		onContinue: () => void move(page),
		expanded: new Set(['morning', 'afternoon', 'evening'] as const),
	})}${zoneNote(page, shown[0]?.start ?? '')}</div>`
}

function noTimes(page: VisitPage) {
	const { words, state, diary } = page
	const found = state.next
	if (!found) return html`<p>${diary.noneText}</p>`
	const day = words.dayOf(found.start)
	return html`<div class="stack tight"><p>${diary.noneText}</p>${linkRow({
		lead: dateBlock(words, day),
		title: `${words.longDay(day)}, ${words.time(found.start)}`,
		text: `${words.say('next-free')} ${words.say('vet', { vet: page.vetName(found.veterinarianId) })}`,
		onPick: () => void diary.from(day),
	})}</div>`
}

const some = (count: number, kind: string) =>
	Array.from({ length: count }, () => html`<i class="bone ${kind}"></i>`)

/** The shape of days and times, so that nothing jumps when they come. */
const bones = ({ words }: VisitPage) => html`<div class="stack bones"><div class="stack tight"
	aria-hidden="true"><div class="between"><i class="bone text-bone"></i></div><div class="strip">${some(PAGE_DAYS, 'day-bone')}</div></div
	><div class="stack" aria-hidden="true"><i class="bone text-bone"></i><div class="slots">${some(9, 'slot-bone')}</div></div
	><p class="sm quiet centre">${words.say('loading')}</p></div>`

/** Whether the picked time is inside the cut-off already, so that this is the last move. */
function isTight({ state }: VisitPage): boolean {
	const { visit, clinic, picked } = state
	const type = clinic?.appointmentTypes.find((each) => each.id === visit?.appointmentType.id)
	if (!visit || !picked || !type) return false
	const cutoff = Date.parse(picked.start) - type.cancellationCutoffHours * 3_600_000
	return cutoff < Date.parse(visit.serverTime)
}

/** What was picked, and the button that moves the visit there. */
export function moveFooter(page: VisitPage) {
	const { words, state } = page
	const { picked, working, offline, trouble } = state
	if (!picked) return nothing
	const label = offline ? 'wait-connection' : working ? 'moving' : 'move-to'
	return footer({
		summary: [
			words.say('on', {
				day: words.shortDay(words.dayOf(picked.start)),
				time: words.time(picked.start),
			}),
			words.say('vet', { vet: page.vetName(picked.veterinarianId) }),
		],
		button: button('primary', {
			label: words.say(label),
			busy: working,
			off: offline,
			onClick: () => void move(page),
		}),
		below: trouble?.by === 'move' ? trouble.text : isTight(page) && words.say('move-tight'),
		sticky: (visualViewport?.height ?? innerHeight) >= LOW_WINDOW,
	})
}
