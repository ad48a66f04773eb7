import { firstError } from '../fields.ts'
import { enter, go, type Next, type Rows, reduce, stay, toTime } from '../machine.ts'
import { type State, type Step, visitOf } from '../state.ts'
import { type Chain, chainAt } from './chain.ts'
import { fitted, untold } from './fit.ts'
import { petsNow, withOwner } from './part.ts'

/** The next pet's visit, or the first one's again. */
const pickLegs = (state: State, legs: NonNullable<State['owner']>['legs']): Next => {
	const none = {
		...untold(state),
		signs: [],
		noSigns: false,
		triagedAt: undefined,
		picked: undefined,
	}
	const at = withOwner(state, { legs, chain: undefined, chains: [] })
	return go(fitted({ ...at, entry: enter(at, { ...none, typeId: undefined }) }), { step: 'types' })
}

/** What can't wait is a visit of its own, for the pet that has it. */
function alone([state, effects]: Next, before: State): Next {
	const picked = petsNow(before).map((pet) => pet.id)
	const at = withOwner(state, { picked, apart: false, legs: [] })
	return [{ ...at, entry: enter(at, { petIds: picked }) }, effects]
}

/** After the questions about one visit: the next pet's, or the times. */
export function chainStep(before: State, next: Next): Next {
	const [after] = next
	const { entry, owner } = after
	if (after.step !== 'time' || !['types', 'triage', 'questions'].includes(before.step)) return next
	if (entry.wantedId) return alone(next, before)
	const [pet] = petsNow(before)
	const { signs, triagedAt, typeId } = entry
	const leg = { petId: pet!.id, typeId: typeId!, visit: visitOf(after), signs, triagedAt }
	const legs = [...owner!.legs, leg]
	if (legs.length < owner!.picked.length) return pickLegs(after, legs)
	const both = fitted(withOwner(after, { legs, chains: [] }))
	return toTime({ ...both, diary: undefined, next: undefined })
}

/** Nothing to type: to the review. */
function take(state: State, chain: Chain | undefined): Next {
	if (!chain) return stay(state)
	const [first] = chain.visits
	const picked = { start: chain.start, veterinarianId: first!.veterinarianId }
	const at = withOwner({ ...state, lost: undefined }, { chain })
	const step = firstError(at) ? 'details' : 'review'
	return go(
		{ ...at, entry: enter(at, { picked }) },
		{ step, key: crypto.randomUUID(), editing: false },
	)
}

const again: Rows = {
	CHANGE: (state) => pickLegs(state, []),
	BACK: (state) => pickLegs(state, state.owner!.legs.slice(0, -1)),
	PICK_FIRST: (state, { time }) => take(state, chainAt(state, time.start)),
	CONTINUE: (state) => take(state, chainAt(state, state.entry.picked?.start)),
	CHAINS: (state, { of, answer, chains }) => {
		const known = state.owner!.chains.filter(
			(one) => !chains.some(({ start }) => start === one.start),
		)
		const at = withOwner(state, { chains: [...known, ...chains] })
		return reduce(at, { type: 'TIMES', of, answer })
	},
}

const whileBooking: Rows = {
	CHAIN_BOOKED: (state, { appointments }) => {
		const [first] = appointments
		const pending = appointments.some((one) => one.status === 'pending')
		const at = withOwner(state, { booked: appointments })
		return go(at, { step: pending ? 'pending' : 'booked', booked: first }, { do: 'clear' })
	},
	CHAIN_LOST: (state, { index, near }) =>
		go(withOwner(state, { lost: { index, near }, chain: undefined }), {
			step: 'time_lost',
			lost: { time: state.owner!.chain!.visits[index]!, reason: 'taken', near: [] },
		}),
	TIMEOUT: (state) => go(state, { step: 'checking' }, { do: 'book-chain' }),
}

const rows: Partial<Record<Step, Rows>> = {
	types: { FIRST_LEG: (state) => pickLegs(state, []) },
	time: again,
	none_free: again,
	details: {
		SUBMIT: (state) => {
			const sent = { ...state, sent: true, refused: {} }
			return firstError(sent) ? stay(sent) : go(sent, { step: 'review', editing: false })
		},
	},
	review: {
		EDIT: (state, { section }) => {
			if (section === 'owner') return go(state, { step: 'details', editing: true })
			return section === 'time' ? toTime(state) : pickLegs(state, [])
		},
		CONFIRM: (state) =>
			state.offline
				? stay(state)
				: go(state, { step: 'booking', under: 'review' }, { do: 'book-chain' }),
	},
	booking: whileBooking,
	checking: whileBooking,
	time_lost: {
		PICK_CHAIN: (state, { chain }) => take(state, chain),
		BACK: (state) => toTime(state),
	},
}

/** What a step does otherwise for visits one after another; no time is held for them. */
export const chainRows = (step: Step): Rows => rows[step] ?? {}
