import { type Said, stepSaid } from './announce.ts'
import type { EventName } from './happenings.ts'
import { isFullNow, timesOf } from './offered.ts'
import { screenOf } from './state.ts'
import { noticeOf } from './steps/earlier-visit.ts'
import { lostTitle } from './steps/lost.ts'
import { firstOf } from './steps/time.ts'
import type { View } from './view.ts'
import { inWords, vetName } from './wording.ts'

function onStep(view: View): Said | undefined {
	const { state, words } = view
	const { t } = words
	const { booked, lost } = state
	switch (screenOf(state)) {
		case 'booked':
		case 'pending':
			return [t('reference-said', { reference: [...(booked?.reference ?? '')].join(' ') })]
		case 'time_lost':
			return lost?.near ? lostSaid(view) : undefined
		case 'none_free': {
			const time = firstOf(view)
			return time && [t('nothing-said', { day: words.longDay(time.start.slice(0, 10)) })]
		}
	}
	return stepSaid(view)
}

function lostSaid(view: View): Said {
	const { words, state } = view
	const count = state.lost?.near?.length ?? 0
	const number = inWords(words, count)
	const others = count ? words.t('others-said', { count, number }) : ''
	return [words.t('gone-said', { title: lostTitle(view), others }), true]
}

/** What a refresh changed among the times on screen: all of it in one breath. */
function changedSaid(before: View, { state, words }: View): Said | undefined {
	const known = new Set(before.state.gone.map((time) => time.start))
	const gone = state.gone.filter((time) => !known.has(time.start))
	const [first] = gone
	const said = []
	if (first) {
		const count = gone.length
		const time = words.time(first.start)
		said.push(words.t('just-taken', { count, time, number: inWords(words, count) }))
		if (isFullNow(state)) said.push(words.t('day-full-now'))
	}
	if (state.opened.length && !before.state.opened.length) said.push(words.t('more-opened-said'))
	return said.length ? [said.join('. ')] : undefined
}

/** How many times the picked day has. */
function dayText(view: View, key: 'times-free' | 'times-on'): string {
	const { state, words } = view
	const day = state.entry.day ?? state.from
	return words.t(key, { day: words.longDay(day), count: timesOf(state, day).length })
}

function held({ words, state, now }: View, again: boolean): Said | undefined {
	const { hold } = state
	if (!hold) return undefined
	const time = words.time(hold.start)
	if (again) return [words.t('got-back', { time })]
	const count = Math.round((Date.parse(hold.expiresAt) - now) / 60_000)
	return [words.t('held-said', { time, count })]
}

/** What is heard after the events of the steps from the free times on. */
export function sayLater(before: View, event: EventName, view: View): Said | undefined {
	const { state, words } = view
	const { t } = words
	const moved = screenOf(before.state) !== screenOf(state)
	switch (event) {
		case 'TIMES':
			if (moved) return onStep(view)
			if (before.state.diary) return changedSaid(before, view)
			return before.state.next && state.entry.vetId
				? [
						t('vet-next', {
							vet: vetName(state, state.entry.vetId),
							times: dayText(view, 'times-on'),
						}),
					]
				: [dayText(view, 'times-free')]
		case 'PICK_DAY':
		case 'SHOW_OPENED':
			return [dayText(view, 'times-on')]
		case 'OPEN_MONTH':
			return state.month ? [monthText(view, !before.state.month)] : undefined
		case 'PICK_TIME': {
			const { picked, vetId } = state.entry
			const time = words.time(picked?.start ?? '')
			const vet = vetName(state, picked?.veterinarianId)
			return [t('time-selected', { time: vetId ? time : t('time-with', { time, vet }) })]
		}
		case 'CONTINUE':
			if (state.step === 'holding') return [t('holding-time')]
			break
		case 'HELD':
			return held(view, before.state.step !== 'holding')
		case 'HOLD_LOW':
			return state.hold?.extensionsLeft
				? [t('low-said'), true]
				: [t('low-last', { time: words.time(state.hold?.start ?? '') }), true]
		case 'EXTENDED':
			return [t('held-to', { time: words.time(state.hold?.expiresAt ?? '') })]
		case 'NEAR':
			return lostSaid(view)
		case 'SET':
		case 'FIELD': {
			const notice = screenOf(state) === 'questions' && noticeOf(view)
			return notice && notice !== noticeOf(before) ? [notice] : undefined
		}
		case 'REFUSED':
			if (screenOf(state) === 'questions') return [t('answers-needed'), true]
			break
		case 'CONFIRM':
			return state.step === 'booking' ? [t('booking-said')] : undefined
	}
	return moved ? onStep(view) : undefined
}

function monthText({ state, words }: View, opened: boolean): string {
	const month = `${state.month}-01`
	if (opened) return words.monthYear(month)
	const free = Object.keys(state.diary?.days ?? {}).filter(
		(day) => day.startsWith(state.month ?? '') && timesOf(state, day).length,
	)
	return words.t('month-free', { month: words.monthYear(month), count: free.length })
}
