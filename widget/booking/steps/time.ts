import { html, nothing } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { addDays, type Day, type NoReason } from '../../controls/calendar.ts'
import { dayStrip } from '../../controls/day-strip.ts'
import { monthGrid } from '../../controls/month-grid.ts'
import { firstCard, note } from '../../controls/notes.ts'
import { footer, subhead, title } from '../../controls/shell.ts'
import { diarySkeleton, timeSkeleton } from '../../controls/skeleton.ts'
import { choiceRow } from '../../controls/summary.ts'
import { type TimeOption, timeList } from '../../controls/times.ts'
import { avatar, type VetOption, vetChoice } from '../../controls/vets.ts'
import { when } from '../../controls/when.ts'
import { cityOf, minutesAhead } from '../../locales/zone.ts'
import { bolt, calendar, globe, phone } from '../../theme/icons.ts'
import { drawnTimes, isFullNow, timesOf } from '../offered.ts'
import { isSameDay, tickedLevel, typeOf, vetOf } from '../state.ts'
import { callNow, pet, type View, whoAnswers } from '../view.ts'
import {
	collectHours,
	dayWord,
	inWords,
	lengthOf,
	onText,
	petName,
	todayOf,
	vetName,
} from '../wording.ts'

const reasons: Record<string, NoReason> = {
	full: 'full',
	closed: 'closed',
	too_soon: 'soon',
	too_far: 'closed',
	not_this_vet: 'vet',
}

/** A day of the diary as strip and month draw it. */
export function dayOf({ state }: View, date: string): Day {
	const status = state.diary?.days[date]?.status ?? 'full'
	return { date, free: timesOf(state, date).length, reason: reasons[status] }
}

const daysKnown = (view: View): Day[] =>
	Object.keys(view.state.diary?.days ?? {})
		.sort()
		.map((date) => dayOf(view, date))

/** The days of the strip. */
const shownDays = (view: View): Day[] =>
	daysKnown(view)
		.filter((one) => one.date >= view.state.from)
		.slice(0, 21)

/** Vets as the machine has put them in order; any vet leads. */
function vetsOf(view: View): VetOption[] {
	const { state, words } = view
	const { next } = state
	const today = todayOf(view)
	const free = (start: string | null | undefined) => {
		const day = start?.slice(0, 10)
		if (day === undefined)
			return next ? { free: words.t('full'), freeLong: words.t('none-online') } : {}
		if (day === today) return { free: words.t('today-short'), freeLong: words.t('free-today') }
		const near = day < addDays(today, 7)
		const long = near ? words.weekday(day) : words.shortDay(day)
		const short = near
			? words.shortWeekday(day)
			: `${words.dayNumber(day)} ${words.shortMonth(day)}`
		return { free: short, freeLong: words.t('free-on', { day: long }) }
	}
	const ids =
		next?.veterinarians ?? typeOf(state)?.veterinarianIds.map((id) => ({ id, start: undefined }))
	return [
		{ id: 'any', name: words.t('any-vet'), ...free(next?.first?.start ?? undefined) },
		...(ids ?? []).flatMap(({ id, start }) => {
			const vet = vetOf(state, id)
			return vet
				? [
						{
							id,
							name: vet.shortName,
							initials: vet.initials,
							photo: vet.photoUrl ?? undefined,
							...free(start),
						},
					]
				: []
		}),
	]
}

/** The soonest start with the chosen vet, or with any. */
export function firstOf({ state }: View) {
	const { vetId } = state.entry
	if (!vetId) return state.next?.first ?? undefined
	const start = state.next?.veterinarians.find((vet) => vet.id === vetId)?.start
	return start ? { start, veterinarianId: vetId } : undefined
}

function first(view: View) {
	const { state, words, send } = view
	const time = firstOf(view)
	if (!time || time.start === state.entry.picked?.start || (state.month && !view.wide))
		return nothing
	const text = words.t('on-with', {
		day: dayWord(view, time.start.slice(0, 10)),
		time: words.time(time.start),
		vet: vetName(state, time.veterinarianId),
	})
	return firstCard({
		glyph: bolt,
		label: words.t('first-available'),
		text,
		onPick: () => send({ type: 'PICK_FIRST', time }),
	})
}

function vets(view: View) {
	const { state, words, send, wide } = view
	const options = vetsOf(view)
	if (options.length < 3) return nothing
	const selected = state.entry.vetId ?? 'any'
	if (state.month && !wide) {
		const vet = options.find((option) => option.id === selected) ?? options[0]!
		const note =
			selected === 'any'
				? words.t('soonest-of-all', { count: inWords(words, options.length - 1).toLowerCase() })
				: vet.freeLong
		return choiceRow(words, {
			lead: avatar(vet, options.indexOf(vet) - 1),
			title: vet.name,
			text: note,
			onChange: () => send({ type: 'OPEN_MONTH', month: undefined }),
		})
	}
	return html`<div><p class="label gap" id="who">${words.t('who-to-see')}</p>${vetChoice({
		labelledBy: 'who',
		vets: options,
		selected,
		onSelect: (id) => send({ type: 'PICK_VET', id: id === 'any' ? null : id }),
	})}</div>`
}

function days(view: View) {
	const { state, words, send, month, act } = view
	const { day } = state.entry
	const today = todayOf(view)
	const known = daysKnown(view)
	const onSelect = (date: string) => send({ type: 'PICK_DAY', day: date })
	const open = () => {
		const at = day ?? state.from
		send({ type: 'OPEN_MONTH', month: at.slice(0, 7) })
		month.show(at, true)
	}
	const line = html`<div class="between"><p class="label">${words.month(day ?? state.from)}</p>${action({ label: words.t('month'), glyph: calendar, onClick: open })}</div>`
	const shown = shownDays(view)
	return when({
		strip: html`${line}${dayStrip(words, { days: shown, selected: day, today, onSelect })}`,
		month: monthGrid(words, {
			cursor: month,
			days: new Map(known.map((one) => [one.date, one])),
			selected: day,
			today,
			last: state.diary?.last ?? today,
			onSelect,
			onMonth: (next) => send({ type: 'OPEN_MONTH', month: next }),
			...(view.wide ? {} : { onClose: () => act('strip') }),
		}),
		times: slots(view),
		open: !!state.month,
	})
}

function slots(view: View) {
	const { state, words, send, level, expanded, act } = view
	const { day, picked, vetId } = state.entry
	if (!day) return nothing
	const held = state.hold?.start
	const gone = new Set(state.gone.map((time) => time.start))
	const vet = (id: string) => (vetId ? undefined : vetName(state, id))
	const all = drawnTimes(state, day)
	const option = ({ start, veterinarianId }: (typeof all)[number]): TimeOption => ({
		start,
		vet: vet(veterinarianId),
		gone: gone.has(start),
		held: start === held,
	})
	return html`${subhead(level + 1, words.longDay(day))}${timeList(words, {
		label: words.longDay(day),
		times: all.map(option),
		selected: picked?.start,
		onSelect: ({ start }) => {
			const time = all.find((one) => one.start === start)
			if (time) send({ type: 'PICK_TIME', time })
		},
		onContinue: () => send({ type: 'CONTINUE', now: '' }),
		expanded,
		onMore: (part) => {
			expanded.add(part)
			act('redraw')
		},
	})}${moreNote(view)}${zoneNote(view, all[0]?.start)}`
}

/** Below all times, and not above a button that someone is about to press: what else there is. */
function moreNote(view: View) {
	const {
		state,
		words: { t },
		send,
	} = view
	const { day, picked } = state.entry
	if (isFullNow(state)) {
		const next = shownDays(view).find(({ date, free }) => free && date > day!)
		const onClick = () => send({ type: 'PICK_DAY', day: next!.date })
		// Another day is no way out for an animal that has to be seen today.
		const on = next && !isSameDay(state)
		return html`<div>${t('day-full-now')}${on ? action({ label: t('next-day'), onClick }) : nothing}</div>`
	}
	if (!state.opened.length || picked) return nothing
	const onClick = () => send({ type: 'SHOW_OPENED' })
	return html`<div>${action({ label: t('more-opened'), onClick })}</div>`
}

function zoneNote({ clinic, words }: View, start: string | undefined) {
	const gap = start ? minutesAhead(start) : 0
	if (!gap) return nothing
	const hours = Math.abs(gap) / 60
	const number = inWords(words, hours).toLowerCase()
	const difference = words.t(gap > 0 ? 'ahead' : 'behind', { count: hours, number })
	const zone = cityOf(Intl.DateTimeFormat().resolvedOptions().timeZone)
	return note('info', {
		glyph: globe,
		title: words.t('zone-title', { city: cityOf(clinic.timeZone) }),
		text: words.t('zone-text', { zone, difference }),
	})
}

const checking = ({ words, slow }: View) => words.t(slow ? 'still-checking' : 'checking-diary')

const loading = (view: View) => timeSkeleton(checking(view))

/** Who answers now stays above whatever times an amber sign leads to. */
export function amberCall(view: View) {
	if (!tickedLevel(view.state, 'amber')) return nothing
	const { text, name, night, href } = callNow(view)
	const label = view.words.t('call-number', { phone: night ? `${name}, ${text}` : text })
	return button('secondary', { label, glyph: phone, href })
}

/** The same-day times behind an amber answer, with the phone above them. */
function amberStep(view: View) {
	const { words, level, state } = view
	const text = `${words.t('see-today-text')} ${whoAnswers(view)}`
	return html`${title(level, words.t('see-today', { pet: pet(view) }), text)}${amberCall(view)}${state.diary ? slots(view) : loading(view)}`
}

/** Vet, day and time. */
export function timeStep(view: View) {
	const { words, level, state } = view
	if (isSameDay(state)) return amberStep(view)
	const hours = collectHours(view)
	const heading = html`${
		hours
			? title(level, words.t('bring-at', { pet: petName(view) }), words.t('collect-between', hours))
			: title(level, words.t('when-suits'))
	}${amberCall(view)}`
	if (!state.diary && !state.next) return html`${heading}${loading(view)}`
	// While another vet's times load the choice of vets stays in place, since it has the focus.
	return html`${heading}${first(view)}${vets(view)}${state.diary ? days(view) : diarySkeleton(checking(view))}`
}

/** "with Dr Lind", and its length where there is room. */
const withText = (view: View, id: string): string => {
	const { words, state, wide } = view
	const vet = words.t('with', { vet: vetName(state, id) })
	// "Stays for the day", inside a sentence.
	const length = lengthOf(view).replace(/^./u, (first) => first.toLocaleLowerCase(words.locale))
	return wide ? `${vet}, ${length}` : vet
}

export function timeButton(view: View) {
	const { words, send, state } = view
	const busy = state.step === 'holding'
	const label = busy ? 'holding-time' : state.editing ? 'back-to-review' : 'continue'
	return button('primary', {
		label: words.t(label),
		busy,
		off: state.offline,
		onClick: () => send({ type: 'CONTINUE', now: '' }),
	})
}

export function timeFooter(view: View) {
	const time = view.state.entry.picked
	if (!time) return nothing
	const summary: [unknown, unknown] = [onText(view, time), withText(view, time.veterinarianId)]
	return footer({ summary, button: timeButton(view), sticky: view.tall })
}
