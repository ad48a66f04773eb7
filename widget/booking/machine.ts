import type { OfferedTime } from '@vetslot/sdk'
import { addDays, addMonths } from '../controls/calendar.ts'
import { firstError } from './fields.ts'
import type { BookingEvent, EventName, Events } from './happenings.ts'
import {
	diaryKey,
	type Effect,
	type Entry,
	holdsPick,
	noEntry,
	type State,
	type Step,
	screenOf,
	start,
	tickedLevel,
	timesOf,
	typeOf,
	typesFor,
} from './state.ts'

/** The state after an event, and what has to be done about it. */
export type Next = readonly [state: State, effects: readonly Effect[]]

type Row<K extends EventName> = (state: State, event: Events[K]) => Next
type Rows = { [K in EventName]?: Row<K> }

const go = (state: State, change: Partial<State>, ...effects: Effect[]): Next => [
	{ ...state, ...change },
	effects,
]
const stay = (state: State): Next => [state, []]
const enter = (state: State, entry: Partial<Entry>): Entry => ({ ...state.entry, ...entry })
/** The first day that the clinic can be asked about. */
export const todayOf = (state: State): string => state.clinic?.serverTime.slice(0, 10) ?? ''

/** At least two weeks, and whole months, so that the month view has no holes. */
function span(from: string, today: string): Effect & { do: 'times' } {
	const lastOfMonth = addDays(addMonths(`${from.slice(0, 7)}-01`, 1), -1)
	const twoWeeks = addDays(from, 13)
	return {
		do: 'times',
		from: from < today ? today : from,
		to: lastOfMonth > twoWeeks ? lastOfMonth : twoWeeks,
	}
}

function toTime(state: State, change: Partial<State> = {}): Next {
	const at = { ...state, ...change, step: 'time' as const, month: undefined }
	const today = todayOf(at)
	const same = at.diary?.of === diaryKey(at)
	const from = at.entry.picked?.start.slice(0, 10) ?? today
	const strip = from > addDays(today, 13) ? from : today
	return [
		{ ...at, from: strip, ...(same ? {} : { diary: undefined, next: undefined }) },
		[span(strip, today), { do: 'next' }],
	]
}

/** After the visit is picked: what still has to be asked before its times. */
function afterType(state: State): Next {
	const type = typeOf(state)
	if (type?.mode === 'callback') return go(state, { step: 'callback' })
	if (type?.asks.length) return go(state, { step: 'questions' })
	return afterQuestions(state)
}

function afterQuestions(state: State): Next {
	if (typeOf(state)?.triage === 'none') return toTime(state)
	return go(state, { step: 'triage' })
}

function afterTriage(state: State, { now }: { now: string }): Next {
	const { signs, noSigns, species } = state.entry
	if (!signs.length && !noSigns) return stay(state)
	if (tickedLevel(state, 'red')) return go(state, { step: 'call_now' })
	const entry = enter(state, { triagedAt: now })
	if (!tickedLevel(state, 'amber')) return toTime({ ...state, entry })
	// Signs that can't wait open the same-day visit, which nothing else opens.
	const urgent = state.clinic?.appointmentTypes.find(
		(type) => type.mode === 'triage_only' && species && type.species.includes(species),
	)
	return toTime({
		...state,
		entry: { ...entry, typeId: urgent?.id ?? entry.typeId, wantedId: entry.typeId, vetId: null },
	})
}

function begin(state: State, { clinic, ahead, saved }: Events['CONFIG_OK']): Next {
	const only = clinic.species.length === 1 ? clinic.species[0] : undefined
	const entry = { ...noEntry, ...saved?.entry, species: saved?.entry.species ?? only }
	const base: State = { ...state, clinic, ahead, entry, from: clinic.serverTime.slice(0, 10) }
	if (clinic.paused) return go(base, { step: 'paused' })
	const type = typeOf(base)
	if (saved?.hold && type?.triage === 'none')
		return go(base, { step: 'details', hold: saved.hold }, { do: 'recheck' })
	if (saved?.hold && type) return go(base, { step: 'triage', hold: saved.hold }, { do: 'recheck' })
	return go(base, { step: base.entry.species ? 'types' : 'species' })
}

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
	const old = state.hold
	const let_go: Effect[] = old && old.id !== hold.id && !again ? [{ do: 'release', hold: old }] : []
	const picked = { start: hold.start, veterinarianId: hold.veterinarianId }
	const entry = enter(state, { picked })
	const at = { ...state, hold, ahead, entry, low: false, kept: false, failures: 0 }
	const [next] = again ? stay(at) : afterHold(at, key)
	return [next, let_go]
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
	const old = state.diary?.of === of ? state.diary.days : {}
	const days = { ...old, ...Object.fromEntries(answer.days.map((day) => [day.date, day])) }
	const diary = { of, days, minutes: answer.durationMinutes, last: answer.lastBookableDay }
	const after: State = { ...state, diary, failures: 0 }
	const { day, picked } = state.entry
	const still = new Set(day ? timesOf(after, day).map((time) => time.start) : [])
	const gone = day && old[day] ? timesOf(state, day).filter((time) => !still.has(time.start)) : []
	const lostPick = gone.some((time) => time.start === picked?.start)
	const entry = lostPick ? enter(state, { picked: undefined }) : state.entry
	return settle({ ...after, gone, entry })
}

/** Keeps the day if it still has times, else takes the next that has; none in a week: says so. */
function settle(state: State): Next {
	const days = Object.keys(state.diary?.days ?? {}).sort()
	if (!days.length) return stay(state)
	const free = (day: string) => timesOf(state, day).length > 0
	const { day, picked } = state.entry
	if (day && (free(day) || state.gone.length)) return go(state, { step: 'time' })
	const next = days.find((one) => one >= state.from && free(one))
	// An amber sign is for today; else a week is what fits on the screen.
	const end = tickedLevel(state, 'amber') ? todayOf(state) : addDays(state.from, 6)
	if (!next || (next > end && !state.month))
		return go(state, { step: 'none_free', entry: enter(state, { picked: undefined }) })
	const keep = picked?.start.slice(0, 10) === next ? picked : undefined
	return go(state, { step: 'time', entry: enter(state, { day: next, picked: keep }) })
}

function pickVet(state: State, id: string | null): Next {
	const at = { ...state, entry: enter(state, { vetId: id, picked: undefined }), diary: undefined }
	return go(
		at,
		{ step: 'time', from: todayOf(at), month: undefined },
		span(todayOf(at), todayOf(at)),
	)
}

function seeDay(state: State, day: string): Next {
	const at = { ...state, step: 'time' as const, from: day, entry: enter(state, { day }) }
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

const atTime: Rows = {
	PICK_VET: (state, { id }) => pickVet(state, id),
	PICK_DAY: (state, { day }) =>
		go(state, { gone: [], entry: enter(state, { day, picked: undefined }) }),
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
			? go(state, { next: answer })
			: stay(state),
	REFRESH: (state) => {
		const asked = span(state.month ? `${state.month}-01` : state.from, todayOf(state))
		return go(state, {}, { ...asked, quiet: true }, { do: 'next' })
	},
	SEE_NEXT_DAY: (state, { day }) => seeDay(state, day),
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
	RECHECKED: (state, { hold, ahead }) => go(state, { hold: { ...state.hold!, ...hold }, ahead }),
}

const atVisit: Rows = {
	PICK_SPECIES: (state, { species }) => {
		const entry = { ...enter(state, { species, signs: [], noSigns: false, triagedAt: undefined }) }
		return go(state, { step: 'types', entry })
	},
	PICK_TYPE: (state, { id }) => {
		const known = typesFor(state, state.entry.species).some((type) => type.id === id)
		if (!known) return stay(state)
		const picked = state.entry.typeId === id ? state.entry.picked : undefined
		return afterType({ ...state, entry: enter(state, { typeId: id, wantedId: undefined, picked }) })
	},
}

const whileBooking: Rows = {
	BOOKED: booked,
	CONFLICT: lose,
	REFUSED: (state, { fields }) => go(state, { step: 'details', refused: fields, sent: true }),
}

/** The flow, state by state: an event that a state does not list is ignored there. */
const rows: Record<Step, Rows> = {
	boot: { CONFIG_OK: begin },
	species: atVisit,
	types: { ...atVisit },
	questions: { CONTINUE: afterQuestions },
	triage: {
		CONTINUE: afterTriage,
		RECHECKED: whileHeld.RECHECKED!,
		CONFLICT: (state) => go(state, { hold: undefined }),
	},
	call_now: { UNDO: (state) => go(state, { step: 'triage' }) },
	callback: {},
	time: {
		...atTime,
		RECHECKED: whileHeld.RECHECKED!,
		CONFLICT: (state) => go(state, { hold: undefined }),
	},
	none_free: atTime,
	holding: { HELD: held, CONFLICT: lose },
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
	review: {
		...whileHeld,
		EDIT: edit,
		CONFIRM: (state) =>
			state.offline ? stay(state) : go(state, { step: 'booking', under: 'review' }, { do: 'book' }),
	},
	booking: { ...whileBooking, TIMEOUT: (state) => go(state, { step: 'checking' }, { do: 'book' }) },
	checking: whileBooking,
	booked: {},
	pending: {},
	time_lost: {
		NEAR: (state, { times: near }) => go(state, { lost: { ...state.lost!, near } }),
		PICK_NEAR: (state, { time }) => toHold(state, time),
		EDIT: edit,
	},
	error: {
		RETRY: (state) => go(state, { step: state.failure!.from }, state.failure!.effect),
	},
	limited: {
		RETRY: (state) => go(state, { step: state.failure!.from }, state.failure!.effect),
	},
	paused: {},
}

/** Where Back leads; a step that is not listed has none. */
export function backOf(state: State): Step | undefined {
	const type = typeOf(state)
	const beforeTriage = type?.asks.length ? 'questions' : 'types'
	switch (state.step) {
		case 'questions':
		case 'callback':
			return 'types'
		case 'triage':
			return beforeTriage
		case 'call_now':
			return 'triage'
		case 'time':
		case 'none_free':
			return state.entry.wantedId || type?.triage !== 'none' ? 'triage' : beforeTriage
		case 'details':
		case 'time_lost':
			return 'time'
		case 'review':
			return 'details'
		case 'error':
		case 'limited':
			return state.failure && backOf({ ...state, step: state.failure.from })
		default:
			return undefined
	}
}

/** The same-day visit is only there for its answer: before the signs it is the wanted visit again. */
const unswitched = (state: State): Entry =>
	enter(state, { typeId: state.entry.wantedId ?? state.entry.typeId, wantedId: undefined })

function back(state: State): Next {
	const to = backOf(state)
	if (!to) return stay(state)
	if (to === 'time') return toTime(state)
	return go(state, { step: to, entry: unswitched(state), editing: false })
}

const anywhere: Rows = {
	SET: (state, { entry }) => go(state, { entry: enter(state, entry) }),
	FIELD: (state, { name, value }) => {
		const { [name]: _, ...refused } = state.refused
		const fields = { ...state.entry.fields, [name]: value }
		return go(state, { entry: enter(state, { fields }), refused })
	},
	OFFLINE: (state) => go(state, { offline: true }),
	ONLINE: (state) => {
		const waits = state.step === 'error' && state.failure?.code === 'network_error'
		const effects: Effect[] = state.hold ? [{ do: 'recheck' }] : []
		if (waits)
			return go(state, { offline: false, step: state.failure!.from }, state.failure!.effect)
		return go(state, { offline: false }, ...effects)
	},
	FAIL: (state, { failure }) => {
		const step = failure.code === 'rate_limited' ? 'limited' : 'error'
		return go(state, { step, failure, failures: state.failures + 1 })
	},
	PAUSED: (state) => go(state, { step: 'paused' }),
	BACK: back,
	LEAVE: (state) => {
		const effects: Effect[] = state.hold ? [{ do: 'release', hold: state.hold }] : []
		const { clinic, ahead, offline, entry } = state
		const kept = { ...entry, picked: undefined, signs: [], noSigns: false }
		const step = clinic?.paused ? 'paused' : entry.species ? 'types' : 'species'
		const done = state.step === 'booked' || state.step === 'pending'
		return go(
			{ ...start, clinic, ahead, offline, from: state.from },
			{ entry: done ? noEntry : kept, step: done ? 'species' : step },
			...effects,
		)
	},
}

/** The one place where the flow is decided. Pure: the same state and event give the same answer. */
export function reduce(state: State, event: BookingEvent): Next {
	const row = (rows[state.step][event.type] ?? anywhere[event.type]) as
		| ((state: State, event: BookingEvent) => Next)
		| undefined
	return row ? row(state, event) : stay(state)
}
