import type { AvailabilityDay } from '@vetslot/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../controls/buttons.ts'
import { addDays, type Day, type NoReason } from '../controls/calendar.ts'
import { dayStrip } from '../controls/day-strip.ts'
import { note } from '../controls/notes.ts'
import { footer, header, shell, subhead, title } from '../controls/shell.ts'
import { timeList } from '../controls/times.ts'
import { vetChoice } from '../controls/vets.ts'
import { calendarOff, clock, globe } from '../theme/icons.ts'
import { phoneOf } from './screens.ts'
import { PAGE_DAYS, timesOf } from './state.ts'
import type { VetslotVisit } from './visit-element.ts'

const reasons: Record<Exclude<AvailabilityDay['status'], 'free'>, NoReason> = {
	full: 'full',
	closed: 'closed',
	too_soon: 'soon',
	too_far: 'full',
	not_this_vet: 'vet',
}

const asDay = ({ date, status, veterinarians }: AvailabilityDay): Day => ({
	date,
	free: new Set(veterinarians.flatMap((vet) => vet.starts)).size,
	reason: status === 'free' ? undefined : reasons[status],
})

/** Choosing another time for a visit: who, which day, when. */
export function drawMove(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const { visit, notice } = state
	if (!visit) return html``
	const now = words.say('now-at', {
		day: words.shortDay(words.dayOf(visit.start)),
		time: words.time(visit.start),
		vet: visit.veterinarian.shortName,
	})
	return shell({
		header: header(words, {
			step: words.say('heading'),
			note: visit.reference,
			onBack: () => page.set({ screen: 'visit', notice: undefined }),
			phone: phoneOf(page),
		}),
		body: html`${title(2, words.say('when-suits'), now)}${
			notice ? note(notice.kind, { glyph: clock, text: notice.text }) : nothing
		}${vets(page)}${days(page)}${times(page)}${note('info', {
			glyph: globe,
			text: words.say('clinic-time', { zone: zoneCity(visit.timeZone) }),
		})}`,
		footer: state.picked && confirm(page),
	})
}

/** "London" out of "Europe/London". */
const zoneCity = (zone: string) => (zone.split('/').pop() ?? zone).replaceAll('_', ' ')

function vets(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const type = state.clinic?.appointmentTypes.find(
		(each) => each.id === state.visit?.appointmentType.id,
	)
	const able = state.clinic?.veterinarians.filter((vet) => type?.veterinarianIds.includes(vet.id))
	const options = (able ?? []).map(({ id, shortName, initials, photoUrl }) => ({
		id,
		name: shortName,
		initials,
		photo: photoUrl ?? undefined,
	}))
	return html`<div class="part-of">${subhead(3, words.say('who-to-see'), 'who')}${vetChoice({
		labelledBy: 'who',
		vets: [{ id: 'any', name: words.say('any-vet') }, ...options],
		selected: state.vetId ?? 'any',
		onSelect: (id) => {
			void page.set({ vetId: id === 'any' ? null : id, notice: undefined }).then(page.loadTimes)
		},
	})}</div>`
}

function days(page: VetslotVisit): TemplateResult {
	const { words, state } = page
	const today = words.dayOf(state.visit?.serverTime ?? new Date().toISOString())
	const turn = (by: number) => () =>
		void page.set({ from: addDays(state.from, by * PAGE_DAYS) }).then(page.loadTimes)
	const later = !state.last || addDays(state.from, PAGE_DAYS) <= state.last
	return html`<div class="part-of"><div class="between">${subhead(3, words.monthYear(state.from))}<span class="between"
		>${state.from > today ? action({ label: words.say('earlier-days'), onClick: turn(-1) }) : nothing}${
			later ? action({ label: words.say('later-days'), onClick: turn(1) }) : nothing
		}</span></div>${
			state.days
				? dayStrip(words, {
						days: state.days.map(asDay),
						selected: state.day,
						today,
						onSelect: page.pickDay,
					})
				: html`<p class="quiet wait">${words.say('loading')}</p>`
		}</div>`
}

function times(page: VetslotVisit): TemplateResult | typeof nothing {
	const { words, state } = page
	if (!state.days) return nothing
	if (!state.day)
		return note('warm', {
			glyph: calendarOff,
			text: words.say('no-times', { phone: phoneOf(page)?.text ?? '' }),
		})
	const label = words.longDay(state.day)
	return html`<div class="part-of">${subhead(3, label)}${timeList(words, {
		label,
		times: timesOf(state.days, state.day).map(({ start, veterinarianId }) => ({
			start,
			vet: state.vetId ? undefined : page.vetName(veterinarianId),
		})),
		selected: state.picked?.start,
		onSelect: ({ start }) => {
			const found = timesOf(state.days, state.day).find((time) => time.start === start)
			if (found) page.pickTime(found)
		},
		onContinue: page.move,
		expanded: new Set(['morning', 'afternoon', 'evening'] as const),
	})}</div>`
}

function confirm(page: VetslotVisit) {
	const { words, state } = page
	const { picked, working } = state
	if (!picked) return undefined
	const { start, veterinarianId } = picked
	return footer({
		summary: [
			`${words.shortDay(words.dayOf(start))}, ${words.time(start)}`,
			words.say('with-vet', { time: '', vet: page.vetName(veterinarianId) }).trim(),
		],
		button: button('primary', {
			label: words.say(working ? 'working' : 'move-to'),
			busy: working,
			onClick: page.move,
		}),
	})
}
