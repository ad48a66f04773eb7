import { addDays, addMonths } from '../controls/dates.ts'
import { arrived } from './code.ts'
import type { BookingEvent, EventName, Events } from './happenings.ts'
import {
	diaryKey,
	type Effect,
	type Entry,
	lastVisitOf,
	noEntry,
	type State,
	type Step,
	start,
	tickedLevel,
	typeOf,
	typesFor,
} from './state.ts'

/** The state after an event, and what has to be done about it. */
export type Next = readonly [state: State, effects: readonly Effect[]]

type Row<K extends EventName> = (state: State, event: Events[K]) => Next
/** What a state does with the events it knows. */
export type Rows = { [K in EventName]?: Row<K> }

export const go = (state: State, change: Partial<State>, ...effects: Effect[]): Next => [
	{ ...state, ...change },
	effects,
]
export const stay = (state: State): Next => [state, []]
export const enter = (state: State, entry: Partial<Entry>): Entry => ({ ...state.entry, ...entry })
/** The first day that the clinic can be asked about. */
export const todayOf = (state: State): string => state.clinic?.serverTime.slice(0, 10) ?? ''

/** At least two weeks, and whole months, so that the month view has no holes. */
export function span(from: string, today: string): Effect & { do: 'times' } {
	const lastOfMonth = addDays(addMonths(`${from.slice(0, 7)}-01`, 1), -1)
	const twoWeeks = addDays(from, 13)
	return {
		do: 'times',
		from: from < today ? today : from,
		to: lastOfMonth > twoWeeks ? lastOfMonth : twoWeeks,
	}
}

/** The first day that may have times: some days may have to pass after an earlier visit. */
export function firstDay(state: State): string {
	const today = todayOf(state)
	const last = lastVisitOf(state)
	const day = last ? addDays(last, typeOf(state)?.earlierVisit?.minDays ?? 0) : today
	return day > today ? day : today
}

export function toTime(state: State, change: Partial<State> = {}): Next {
	const fresh = { step: 'time' as const, month: undefined, gone: [], opened: [] }
	const at = { ...state, ...change, ...fresh }
	const today = todayOf(at)
	const same = at.diary?.of === diaryKey(at)
	const first = firstDay(at)
	const from = at.entry.picked?.start.slice(0, 10) ?? first
	const strip = from > addDays(today, 13) ? from : first
	return [
		{ ...at, from: strip, ...(same ? {} : { diary: undefined, next: undefined }) },
		[span(strip, today), { do: 'next' }],
	]
}

/** After the visit is picked: what still has to be asked before its times. */
function afterType(state: State): Next {
	const type = typeOf(state)
	if (type?.mode === 'callback') return go(state, { step: 'callback' })
	// Signs come before all else, so that whoever worries isn't kept by other questions.
	if (type?.triage !== 'none') return go(state, { step: 'triage' })
	return toQuestions(state)
}

const toQuestions = (state: State): Next =>
	typeOf(state)?.asks.length ? go(state, { step: 'questions' }) : toTime(state)

function afterTriage(state: State, { now }: { now: string }): Next {
	const { signs, noSigns, species } = state.entry
	if (!signs.length && !noSigns) return stay(state)
	if (tickedLevel(state, 'red')) return go(state, { step: 'call_now' })
	const entry = enter(state, { triagedAt: now })
	if (!tickedLevel(state, 'amber')) return toQuestions({ ...state, entry })
	// Signs that can't wait open the same-day visit, which nothing else opens.
	const urgent = state.clinic?.appointmentTypes.find(
		(type) => type.mode === 'triage_only' && species && type.species.includes(species),
	)
	return toQuestions({
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
	if (saved?.hold && type) {
		const step = type.triage === 'none' ? 'details' : 'triage'
		return go(base, { step, hold: saved.hold }, { do: 'recheck' })
	}
	return go(base, { step: base.entry.species ? 'types' : 'species' })
}

export const atVisit: Rows = {
	SIGN_IN: (state, event) => go(state, {}, { ...event, do: 'sign-in' }),
	PICK_SPECIES: (state, { species }) => {
		const entry = enter(state, { species, signs: [], noSigns: false, triagedAt: undefined })
		return go(state, { step: 'types', entry })
	},
	PICK_TYPE: (state, { id }) => {
		const known = typesFor(state, state.entry.species).some((type) => type.id === id)
		if (!known) return stay(state)
		const picked = state.entry.typeId === id ? state.entry.picked : undefined
		return afterType({ ...state, entry: enter(state, { typeId: id, wantedId: undefined, picked }) })
	},
}

/** A hold that came back with a reload, before its visit's signs are asked about again. */
export const withHold: Rows = {
	RECHECKED: (state, { hold, ahead }) => go(state, { hold: { ...state.hold!, ...hold }, ahead }),
	CONFLICT: (state) => go(state, { hold: undefined }),
}

const afterFailure: Rows = {
	RETRY: (state) => {
		const { from, effect } = state.failure!
		// The soonest times were asked for with the first, and nobody says when they fail.
		const more: Effect[] = effect.do === 'times' && !state.next ? [{ do: 'next' }] : []
		return go(state, { step: from }, effect, ...more)
	},
}

/** The flow, state by state: an event that a state does not list is ignored there. */
const rows: Partial<Record<Step, Rows>> = {
	boot: { CONFIG_OK: begin },
	species: atVisit,
	types: atVisit,
	questions: {
		CONTINUE: (state) => toTime(state),
		PICK_TYPE: atVisit.PICK_TYPE!,
		...withHold,
	},
	triage: { CONTINUE: afterTriage, ...withHold },
	call_now: { UNDO: (state) => go(state, { step: 'triage' }) },
	error: afterFailure,
	limited: afterFailure,
}

/** Where Back leads; a step that is not listed has none. */
export function backOf(state: State): Step | undefined {
	const type = typeOf(state)
	const { failure, entry } = state
	const beforeQuestions = entry.wantedId || type?.triage !== 'none' ? 'triage' : 'types'
	switch (state.step) {
		case 'triage':
		case 'callback':
			return 'types'
		case 'questions':
			return beforeQuestions
		case 'call_now':
			return 'triage'
		case 'time':
		case 'none_free':
			return type?.asks.length ? 'questions' : beforeQuestions
		case 'details':
		case 'time_lost':
			return 'time'
		case 'review':
			return 'details'
		case 'error':
		case 'limited':
			if (failure?.from === 'holding' || failure?.from === 'booking') return state.under
			return failure && backOf({ ...state, step: failure.from })
		default:
			return undefined
	}
}

/** The same-day visit is only there for its answer: before the signs it is the wanted visit again. */
export const unswitched = (state: State): Entry =>
	enter(state, { typeId: state.entry.wantedId ?? state.entry.typeId, wantedId: undefined })

function back(state: State): Next {
	const to = backOf(state)
	if (!to) return stay(state)
	if (to === 'time') return toTime(state)
	const entry = to === 'questions' ? state.entry : unswitched(state)
	return go(state, { step: to, entry, editing: false })
}

const anywhere: Rows = {
	SET: (state, { entry }) => go(state, { entry: enter(state, entry), refused: {} }),
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
		const { clinic, ahead, offline, entry, hold, from } = state
		const effects: Effect[] = hold ? [{ do: 'release', hold }] : []
		const kept = { ...entry, picked: undefined, signs: [], noSigns: false }
		const step = clinic?.paused ? 'paused' : entry.species ? 'types' : 'species'
		const done = state.booked
		return go(
			{ ...start, clinic, ahead, offline, from },
			{ entry: done ? noEntry : kept, step: done ? 'species' : step },
			...effects,
		)
	},
}

/** The one place where the flow is decided. Pure: the same state and event give the same answer. */
export function reduce(state: State, event: BookingEvent): Next {
	const known = rows[state.step] ?? arrived()?.rows[state.step]
	const row = (known?.[event.type] ?? anywhere[event.type]) as
		| ((state: State, event: BookingEvent) => Next)
		| undefined
	return row ? row(state, event) : stay(state)
}
