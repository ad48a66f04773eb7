import type { NextFree, OfferedTime } from '@vetslot/sdk'
import { addDays, addMonths } from '../controls/dates.ts'
import { firstError } from './fields.ts'
import type { Events } from './happenings.ts'
import {
	atVisit,
	enter,
	firstDay,
	go,
	type Next,
	type Rows,
	span,
	stay,
	todayOf,
	toTime,
	unswitched,
	withHold,
} from './machine.ts'
import { drawnTimes, holdsPick, timesOf } from './offered.ts'
import {
	diaryKey,
	type Effect,
	isSameDay,
	type State,
	type Step,
	screenOf,
	visitOf,
} from './state.ts'

function toHold(state: State, time: OfferedTime): Next {
	const picked = enter(state, { picked: time, day: time.start.slice(0, 10) })
	const at = { ...state, entry: picked }
	if (holdsPick(at)) return afterHold(at)
	return go(at, { step: 'holding', under: screenOf(state) }, { do: 'hold', time })
}

/** Nothing to type again: whoever has given all details goes on to the review. */
function afterHold(state: State, key = state.key): Next {
	const done = firstError(state) === undefined
	return go(state, { step: done ? 'review' : 'details', key, lost: undefined, editing: false })
}

function held(state: State, { hold, ahead, key, again }: Events['HELD']): Next {
	const picked = { start: hold.start, veterinarianId: hold.veterinarianId }
	const entry = enter(state, { picked })
	const heldFor = JSON.stringify(visitOf(state))
	const at = { ...state, hold, heldFor, ahead, entry, low: false, kept: false, failures: 0 }
	return again ? stay(at) : afterHold(at, key)
}

function lose(state: State, { reason }: Events['CONFLICT']): Next {
	const time = state.hold ?? state.entry.picked
	if (!time) return toTime(state)
	const lost = { time, reason, near: undefined }
	const effects: Effect[] = [{ do: 'nearest' }]
	// A hold on another time than the one that was lost is still ours, and not wanted any more.
	const change = {
		step: 'time_lost' as const,
		hold: undefined,
		lost,
		entry: enter(state, { picked: undefined }),
	}
	return [{ ...state, ...change }, effects]
}

function times(state: State, { of, answer }: Events['TIMES']): Next {
	if (of !== diaryKey(state)) return stay(state)
	const { pausedUntil } = answer
	// Heard while the times are on screen: nothing that could be chosen now could be kept.
	if (pausedUntil && state.clinic)
		return go(state, { step: 'paused', clinic: { ...state.clinic, paused: true, pausedUntil } })
	const old = state.diary?.of === of ? state.diary.days : {}
	const days = { ...old, ...Object.fromEntries(answer.days.map((day) => [day.date, day])) }
	const diary = {
		of,
		days,
		minutes: answer.durationMinutes,
		last: answer.lastBookableDay,
		until: answer.validUntil,
	}
	const after: State = { ...state, diary, failures: 0 }
	const { day, picked } = state.entry
	// What is drawn stays where it is: taken times are slashed, new ones wait to be asked for.
	const drawn = day && old[day] ? drawnTimes(state, day) : []
	const free = day ? timesOf(after, day) : []
	const gone = without(drawn, free)
	const opened = drawn.length ? without(free, drawn).map((time) => time.start) : []
	const lostPick = gone.some((time) => time.start === picked?.start)
	const entry = lostPick ? enter(state, { picked: undefined }) : state.entry
	return settle({ ...after, gone, opened, entry })
}

/** The times that are not among the others. */
function without(times: OfferedTime[], others: OfferedTime[]): OfferedTime[] {
	const starts = new Set(others.map((time) => time.start))
	return times.filter((time) => !starts.has(time.start))
}

/** Keeps the day if it still has times, else takes the next that has; none in a week: says so. */
function settle(state: State): Next {
	const days = Object.keys(state.diary?.days ?? {}).sort()
	if (!days.length) return stay(state)
	const free = (day: string) => timesOf(state, day).length > 0
	const { day, picked } = state.entry
	if (day && (free(day) || state.gone.length)) return go(state, { step: 'time' })
	const next = days.find((one) => one >= state.from && free(one))
	// The same-day visit is for today; else a week is what fits on the screen.
	const end = isSameDay(state) ? todayOf(state) : addDays(state.from, 6)
	if (!next || (next > end && !state.month))
		return go(state, { step: 'none_free', entry: enter(state, { picked: undefined }) })
	const keep = picked?.start.slice(0, 10) === next ? picked : undefined
	return go(state, { step: 'time', entry: enter(state, { day: next, picked: keep }) })
}

function pickVet(state: State, id: string | null): Next {
	const at = { ...state, entry: enter(state, { vetId: id, picked: undefined }), diary: undefined }
	return go(
		at,
		{ step: 'time', from: firstDay(at), month: undefined },
		span(firstDay(at), todayOf(at)),
	)
}

function seeDay(state: State, day: string): Next {
	const at = { ...state, step: 'time' as const, from: day, ...asNow, entry: enter(state, { day }) }
	return [at, state.diary?.days[day] ? [] : [span(day, todayOf(state))]]
}

function edit(state: State, { section }: Events['EDIT']): Next {
	const editing = state.step === 'review'
	if (section === 'pet' || section === 'owner') return go(state, { step: 'details', editing })
	if (section === 'visit') return go(state, { step: 'types', editing })
	return toTime(state, { editing })
}

function booked(state: State, { appointment }: Events['BOOKED']): Next {
	const step = appointment.status === 'pending' ? 'pending' : 'booked'
	return go(state, { step, booked: appointment, hold: undefined }, { do: 'clear' })
}

/** Shown where it was asked; what the clinic has begun to ask since the page was opened is asked now. */
function refuse(state: State, { fields: refused, asks }: Events['REFUSED']): Next {
	const step = state.under === 'callback' ? 'callback' : 'details'
	if (!asks.length || !state.clinic) return go(state, { step, refused, sent: true })
	const appointmentTypes = state.clinic.appointmentTypes.map((type) =>
		type.id === state.entry.typeId
			? { ...type, asks: [...new Set([...type.asks, ...asks])] }
			: type,
	)
	return go(state, { step: 'questions', refused, clinic: { ...state.clinic, appointmentTypes } })
}

/** Vets by who is free first, and then in that order for good: nobody trades places on the screen. */
function inOrder(answer: NextFree, before: NextFree | undefined): NextFree {
	const places = before?.veterinarians.map((vet) => vet.id)
	type Vet = NextFree['veterinarians'][number]
	const when = ({ start }: Vet) => (start ? Date.parse(start) : Infinity)
	const place = (vet: Vet) => (places ? places.indexOf(vet.id) : when(vet))
	const veterinarians = [...answer.veterinarians].sort((a, b) => place(a) - place(b) || 0)
	return { ...answer, veterinarians }
}

/** Draws a day as it is now. */
const asNow = { gone: [], opened: [] }

const atTime: Rows = {
	PICK_VET: (state, { id }) => pickVet(state, id),
	PICK_DAY: (state, { day }) =>
		go(state, { ...asNow, entry: enter(state, { day, picked: undefined }) }),
	SHOW_OPENED: (state) => go(state, asNow),
	OPEN_MONTH: (state, { month }) => {
		const wanted = month && `${month}-01`
		const known = !wanted || state.diary?.days[addDays(addMonths(wanted, 1), -1)]
		const ask: Effect[] = known ? [] : [span(wanted, todayOf(state))]
		return go(state, { month }, ...ask)
	},
	PICK_TIME: (state, { time }) => go(state, { entry: enter(state, { picked: time }) }),
	PICK_FIRST: (state, { time }) => toHold(state, time),
	CONTINUE: (state) => (state.entry.picked ? toHold(state, state.entry.picked) : stay(state)),
	TIMES: times,
	NEXT: (state, { of, answer }) =>
		of === diaryKey({ ...state, entry: enter(state, { vetId: null }) })
			? go(state, { next: inOrder(answer, state.next) })
			: stay(state),
	REFRESH: (state) => {
		const asked = span(state.month ? `${state.month}-01` : state.from, todayOf(state))
		return go(state, {}, { ...asked, quiet: true }, { do: 'next' })
	},
	SEE_NEXT_DAY: (state, { day }) => seeDay(state, day),
	SEE_WANTED: (state) => {
		const from = addDays(todayOf(state), 1)
		const entry = { ...unswitched(state), day: undefined, picked: undefined }
		const [at, effects] = toTime(state, { entry })
		return [{ ...at, from }, effects]
	},
	ANY_VET: (state) => pickVet(state, null),
	CHANGE: (state) => go(state, { step: 'types', entry: unswitched(state) }),
}

const whileHeld: Rows = {
	HOLD_LOW: (state) => go(state, { low: true, kept: false }),
	EXTEND: (state) => go(state, {}, { do: 'extend' }),
	EXTENDED: (state, { hold, ahead }) =>
		go(state, { hold: { ...state.hold!, ...hold }, ahead, low: false, kept: true }),
	HOLD_END: (state) =>
		state.hold ? go(state, {}, { do: 'hold', time: state.hold, again: true }) : stay(state),
	HELD: held,
	CONFLICT: lose,
	RECHECKED: withHold.RECHECKED!,
}

const whileBooking: Rows = {
	BOOKED: booked,
	PROMISED: (state, { promise }) => go(state, { step: 'called', promise, sent: false }),
	CONFLICT: lose,
	REFUSED: refuse,
}

/** The flow from the free times on; the steps before it are in the first file. */
export const rows: Partial<Record<Step, Rows>> = {
	time: { ...atTime, ...withHold },
	none_free: atTime,
	holding: { HELD: held, CONFLICT: lose, REFUSED: refuse },
	details: {
		...whileHeld,
		PICK_TYPE: atVisit.PICK_TYPE!,
		SUBMIT: (state, { key }) => {
			const sent = { ...state, sent: true, refused: {} }
			if (firstError(sent)) return stay(sent)
			// Details can be edited while no time is held any more: there is nothing to review yet.
			if (!state.hold) return state.lost ? go(sent, { step: 'time_lost' }) : toTime(sent)
			return go(sent, { step: 'review', key, editing: false })
		},
	},
	callback: {
		SUBMIT: (state, { key }) => {
			const sent = { ...state, sent: true, refused: {} }
			if (firstError(sent)) return stay(sent)
			return go(sent, { step: 'booking', under: 'callback', key }, { do: 'callback' })
		},
	},
	review: {
		...whileHeld,
		EDIT: edit,
		CONFIRM: (state) =>
			state.offline ? stay(state) : go(state, { step: 'booking', under: 'review' }, { do: 'book' }),
	},
	booking: { ...whileBooking, TIMEOUT: (state) => go(state, { step: 'checking' }, { do: 'book' }) },
	checking: whileBooking,
	time_lost: {
		NEAR: (state, { times: near }) => go(state, { lost: { ...state.lost!, near } }),
		PICK_NEAR: (state, { time }) => toHold(state, time),
		EDIT: edit,
	},
}
