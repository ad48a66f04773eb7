import * as assert from 'uvu/assert'
import { fetchLater } from '../../../widget/booking/code.ts'
import type { BookingEvent } from '../../../widget/booking/happenings.ts'
import { reduce } from '../../../widget/booking/machine.ts'
import { drawnTimes } from '../../../widget/booking/offered.ts'
import {
	diaryKey,
	type Entry,
	type State,
	type Step,
	start,
	visitOf,
} from '../../../widget/booking/state.ts'
import { availability, next, profile, signs, types, vets } from '../fixture.ts'
import { describe, it } from '../mocha.ts'

await fetchLater()

const clinic = profile()
/** A visit that has both signs and questions. */
const both = {
	...clinic,
	appointmentTypes: clinic.appointmentTypes.map((type) =>
		type.id === types.puppy ? { ...type, triage: 'required' as const } : type,
	),
}
const time = { start: '2026-11-05T10:40:00+00:00', veterinarianId: vets.lind }
const hold = {
	id: 'h',
	token: 't'.repeat(22),
	appointmentTypeId: types.booster,
	veterinarianId: vets.lind,
	start: time.start,
	end: '2026-11-05T11:00:00+00:00',
	expiresAt: '2026-11-03T12:06:00+00:00',
	extensionsLeft: 2,
	serverTime: '2026-11-03T11:56:00+00:00',
}
const fields = {
	pet: 'Biscuit',
	age: '1_to_7',
	name: 'Sam Rivera',
	phone: '07700 900142',
	email: 'sam@example.com',
}

const entry = (more: Partial<Entry> = {}): Entry => ({
	...start.entry,
	species: 'dog',
	typeId: types.booster,
	...more,
})
const at = (step: Step, more: Partial<State> = {}): State => ({
	...start,
	clinic,
	entry: entry(),
	from: '2026-11-03',
	step,
	...more,
})
const full = entry({ picked: time, fields })
const answersOf = (of: Entry): string => JSON.stringify(visitOf({ ...start, clinic, entry: of }))
const triage = (more: Partial<Entry>) =>
	at('triage', { entry: entry({ typeId: types.problem, ...more }) })
const failure = {
	code: 'unavailable' as const,
	requestId: null,
	from: 'time' as Step,
	effect: { do: 'next' as const },
	wait: null,
}
const loaded = (state: State): BookingEvent => ({
	type: 'TIMES',
	of: diaryKey(state),
	answer: availability('2026-11-03', '2026-11-30', null),
})
const empty = (state: State): BookingEvent => ({
	type: 'TIMES',
	of: diaryKey(state),
	answer: {
		...availability('2026-11-03', '2026-11-03', null),
		days: [{ date: '2026-11-03', status: 'full', veterinarians: [] }],
	},
})
const stopped = (state: State): BookingEvent => ({
	type: 'TIMES',
	of: diaryKey(state),
	answer: { ...availability('2026-11-03', '2026-11-30', null), pausedUntil: hold.expiresAt },
})
const held: BookingEvent = { type: 'HELD', hold, ahead: 0, key: 'k', again: false }
const now = '2026-11-03T11:56:00Z'
const config = (of = clinic): BookingEvent => ({
	type: 'CONFIG_OK',
	clinic: of,
	ahead: 0,
	saved: undefined,
})
const booked = (status: 'confirmed' | 'pending') =>
	({ type: 'BOOKED', appointment: { status } }) as unknown as BookingEvent

/** Name, state, event, step after it, effects after it. */
const rows: [string, State, BookingEvent, Step, string[]?][] = [
	['several species: asks which', start, config(), 'species'],
	['one species: shows its visits', start, config({ ...clinic, species: ['cat'] }), 'types'],
	['a paused clinic takes nothing', start, config({ ...clinic, paused: true }), 'paused'],
	['a failed load is an error', start, { type: 'FAIL', failure }, 'error'],
	['species picked', at('species'), { type: 'PICK_SPECIES', species: 'dog' }, 'types'],
	['another species picked', at('types'), { type: 'PICK_SPECIES', species: 'cat' }, 'types'],
	['a visit with triage', at('types'), { type: 'PICK_TYPE', id: types.problem }, 'triage'],
	[
		'a visit without triage',
		at('types'),
		{ type: 'PICK_TYPE', id: types.booster },
		'time',
		['times', 'next'],
	],
	['a visit that asks first', at('types'), { type: 'PICK_TYPE', id: types.puppy }, 'questions'],
	['a visit to talk about', at('types'), { type: 'PICK_TYPE', id: types.goodbye }, 'callback'],
	['a visit for staff only', at('types'), { type: 'PICK_TYPE', id: types.surgery }, 'types'],
	['a visit behind amber only', at('types'), { type: 'PICK_TYPE', id: types.urgent }, 'types'],
	['questions answered', at('questions'), { type: 'CONTINUE', now }, 'time', ['times', 'next']],
	[
		'signs before questions',
		{ ...at('types'), clinic: both },
		{ type: 'PICK_TYPE', id: types.puppy },
		'triage',
	],
	[
		'no signs, then questions',
		{ ...triage({ noSigns: true, typeId: types.puppy }), clinic: both },
		{ type: 'CONTINUE', now },
		'questions',
	],
	[
		'back from questions to the signs',
		{ ...at('questions', { entry: entry({ typeId: types.puppy }) }), clinic: both },
		{ type: 'BACK' },
		'triage',
	],
	[
		'back from times to questions',
		{ ...at('time', { entry: entry({ typeId: types.puppy }) }), clinic: both },
		{ type: 'BACK' },
		'questions',
	],
	[
		'no time today: the wanted visit',
		at('none_free', { entry: entry({ typeId: types.urgent, wantedId: types.problem }) }),
		{ type: 'SEE_WANTED' },
		'time',
		['times', 'next'],
	],
	[
		'back from too many tries to the times',
		at('limited', { under: 'time', failure: { ...failure, from: 'holding' } }),
		{ type: 'BACK' },
		'time',
		['times', 'next'],
	],
	['nothing ticked', triage({}), { type: 'CONTINUE', now }, 'triage'],
	['a red sign', triage({ signs: [signs.breath] }), { type: 'CONTINUE', now }, 'call_now'],
	[
		'red wins over amber',
		triage({ signs: [signs.vomit, signs.breath] }),
		{ type: 'CONTINUE', now },
		'call_now',
	],
	[
		'an amber sign',
		triage({ signs: [signs.vomit] }),
		{ type: 'CONTINUE', now },
		'time',
		['times', 'next'],
	],
	[
		'none of these',
		triage({ noSigns: true }),
		{ type: 'CONTINUE', now },
		'time',
		['times', 'next'],
	],
	['answered by mistake', at('call_now'), { type: 'UNDO' }, 'triage'],
	['no booking from call now', at('call_now'), { type: 'CONTINUE', now }, 'call_now'],
	['vet picked', at('time'), { type: 'PICK_VET', id: vets.osei }, 'time', ['times']],
	['time picked', at('time'), { type: 'PICK_TIME', time }, 'time'],
	['first available', at('time'), { type: 'PICK_FIRST', time }, 'holding', ['hold']],
	['continue without a time', at('time'), { type: 'CONTINUE', now }, 'time'],
	[
		'continue with a time',
		at('time', { entry: full }),
		{ type: 'CONTINUE', now },
		'holding',
		['hold'],
	],
	[
		'continue with the held time',
		at('time', { entry: full, hold, heldFor: answersOf(full) }),
		{ type: 'CONTINUE', now },
		'review',
	],
	[
		'continue with the held time after another answer',
		at('time', { entry: { ...full, problems: 2 }, hold, heldFor: answersOf(full) }),
		{ type: 'CONTINUE', now },
		'holding',
		['hold'],
	],
	['times free', at('time'), loaded(at('time')), 'time'],
	['nothing free', at('time'), empty(at('time')), 'none_free'],
	[
		'a late answer to an older question',
		at('time', { entry: entry({ vetId: vets.osei }) }),
		empty(at('time')),
		'time',
	],
	[
		'next free day',
		at('none_free'),
		{ type: 'SEE_NEXT_DAY', day: '2026-11-10' },
		'time',
		['times'],
	],
	[
		'any vet instead',
		at('none_free', { entry: entry({ vetId: vets.osei }) }),
		{ type: 'ANY_VET' },
		'time',
		['times'],
	],
	['held', at('holding', { entry: entry({ picked: time }) }), held, 'details'],
	['held with all details given', at('holding', { entry: full }), held, 'review'],
	[
		'held another time: the server lets go of the old one',
		at('holding', { entry: full, hold: { ...hold, id: 'old' } }),
		held,
		'review',
	],
	[
		'the server asks more before it holds a time',
		at('holding', { entry: entry({ picked: time }) }),
		{ type: 'REFUSED', fields: { age: '' }, asks: ['age'] },
		'questions',
	],
	[
		'the server asks more before it books',
		at('booking', { entry: full, hold }),
		{ type: 'REFUSED', fields: { weight: '' }, asks: ['weight'] },
		'questions',
	],
	[
		'taken while holding',
		at('holding', { entry: full }),
		{ type: 'CONFLICT', reason: 'taken' },
		'time_lost',
		['nearest'],
	],
	['back is ignored while holding', at('holding', { entry: full }), { type: 'BACK' }, 'holding'],
	[
		'details complete',
		at('details', { entry: full, hold }),
		{ type: 'SUBMIT', key: 'k' },
		'review',
	],
	[
		'details without a held time',
		at('details', { entry: full }),
		{ type: 'SUBMIT', key: 'k' },
		'time',
		['times', 'next'],
	],
	[
		'details edited after a lost time',
		at('details', { entry: full, lost: { time, reason: 'taken', near: [] } }),
		{ type: 'SUBMIT', key: 'k' },
		'time_lost',
	],
	[
		'details incomplete',
		at('details', { entry: entry({ picked: time }), hold }),
		{ type: 'SUBMIT', key: 'k' },
		'details',
	],
	['last minute', at('details', { hold }), { type: 'HOLD_LOW' }, 'details'],
	['keep it', at('review', { hold }), { type: 'EXTEND' }, 'review', ['extend']],
	[
		'kept too often',
		at('review', { hold, entry: full }),
		{ type: 'CONFLICT', reason: 'expired' },
		'time_lost',
		['nearest'],
	],
	[
		'hold ran out: one silent try',
		at('details', { hold, entry: full }),
		{ type: 'HOLD_END' },
		'details',
		['hold'],
	],
	[
		'edit the time',
		at('review', { entry: full, hold }),
		{ type: 'EDIT', section: 'time' },
		'time',
		['times', 'next'],
	],
	[
		'edit the visit',
		at('review', { entry: full, hold }),
		{ type: 'EDIT', section: 'visit' },
		'types',
	],
	[
		'edit the pet',
		at('review', { entry: full, hold }),
		{ type: 'EDIT', section: 'pet' },
		'details',
	],
	['confirm', at('review', { entry: full, hold }), { type: 'CONFIRM' }, 'booking', ['book']],
	[
		'confirm offline',
		at('review', { entry: full, hold, offline: true }),
		{ type: 'CONFIRM' },
		'review',
	],
	['confirm twice', at('booking', { entry: full, hold }), { type: 'CONFIRM' }, 'booking'],
	['booked', at('booking', { entry: full, hold }), booked('confirmed'), 'booked', ['clear']],
	['requested', at('booking', { entry: full, hold }), booked('pending'), 'pending', ['clear']],
	[
		'taken at the last moment',
		at('booking', { entry: full, hold }),
		{ type: 'CONFLICT', reason: 'taken' },
		'time_lost',
		['nearest'],
	],
	[
		'no answer in time',
		at('booking', { entry: full, hold }),
		{ type: 'TIMEOUT' },
		'checking',
		['book'],
	],
	[
		'it had gone through',
		at('checking', { entry: full, hold }),
		booked('confirmed'),
		'booked',
		['clear'],
	],
	[
		'the server refuses a field',
		at('booking', { entry: full, hold }),
		{ type: 'REFUSED', fields: { phone: 'No' }, asks: [] },
		'details',
	],
	[
		'a near time, details given',
		at('time_lost', { entry: full }),
		{ type: 'PICK_NEAR', time },
		'holding',
		['hold'],
	],
	[
		'online again: the hold is checked',
		at('details', { hold, offline: true }),
		{ type: 'ONLINE' },
		'details',
		['recheck'],
	],
	['server fails', at('time'), { type: 'FAIL', failure }, 'error'],
	[
		'too many calls',
		at('time'),
		{ type: 'FAIL', failure: { ...failure, code: 'rate_limited' } },
		'limited',
	],
	[
		'retry returns to the same state',
		at('error', { failure }),
		{ type: 'RETRY' },
		'time',
		['next'],
	],
	['paused meanwhile', at('holding'), { type: 'PAUSED' }, 'paused'],
	['paused while times are on screen', at('time'), stopped(at('time')), 'paused'],
	['back from times without triage', at('time'), { type: 'BACK' }, 'types'],
	[
		'back from times with triage',
		at('time', { entry: entry({ typeId: types.problem }) }),
		{ type: 'BACK' },
		'triage',
	],
	['back from questions', at('questions'), { type: 'BACK' }, 'types'],
	[
		'back from details',
		at('details', { hold, entry: full }),
		{ type: 'BACK' },
		'time',
		['times', 'next'],
	],
	['back from review', at('review', { hold, entry: full }), { type: 'BACK' }, 'details'],
	['no way back from a booked visit', at('booked'), { type: 'BACK' }, 'booked'],
	[
		'leaving lets the time go',
		at('details', { hold, entry: full }),
		{ type: 'LEAVE' },
		'types',
		['release'],
	],
]

describe('the step machine', () => {
	for (const [name, state, event, step, effects = []] of rows)
		it(name, () => {
			const [after, done] = reduce(state, event)
			assert.is(after.step, step)
			assert.equal(
				done.map((effect) => effect.do),
				effects,
			)
		})

	it('keeps what was typed through a lost time', () => {
		const [after] = reduce(at('booking', { entry: full, hold }), {
			type: 'CONFLICT',
			reason: 'taken',
		})
		assert.equal(after.entry.fields, fields)
	})

	it('keeps the hold when going back to the times', () => {
		const [after] = reduce(at('details', { entry: full, hold }), { type: 'BACK' })
		assert.is(after.hold, hold)
	})

	it('turns to the same-day visit on an amber sign, and back again before it', () => {
		const [amber] = reduce(triage({ signs: [signs.vomit] }), { type: 'CONTINUE', now })
		assert.is(amber.entry.typeId, types.urgent)
		const [back] = reduce(amber, { type: 'BACK' })
		assert.is(back.step, 'triage')
		assert.is(back.entry.typeId, types.problem)
	})

	it('keeps the day if the vet has times then, else takes the next', () => {
		const chosen = at('time', { entry: entry({ day: '2026-11-06' }) })
		assert.is(reduce(chosen, loaded(chosen))[0].entry.day, '2026-11-06')
		const full = at('time', { entry: entry({ day: '2026-11-04' }) })
		assert.is(reduce(full, loaded(full))[0].entry.day, '2026-11-03')
	})

	it('leaves a time that vanished in its place', () => {
		const [before] = reduce(at('time', { entry: entry({ day: '2026-11-03' }) }), loaded(at('time')))
		const answer = availability('2026-11-03', '2026-11-30', null)
		answer.days[0] = { date: '2026-11-03', status: 'full', veterinarians: [] }
		const [after] = reduce(before, { type: 'TIMES', of: diaryKey(before), answer })
		assert.is(after.step, 'time')
		assert.equal(
			after.gone.map((one) => one.start),
			['2026-11-03T16:20:00+00:00'],
		)
	})

	/** After a refresh that found these times of Thursday. */
	const refreshed = (before: State, times: string[]) => {
		const answer = availability('2026-11-05', '2026-11-05', null)
		const starts = times.map((one) => `2026-11-05T${one}:00+00:00`)
		answer.days[0]!.veterinarians = [{ id: vets.lind, starts }]
		return reduce(before, { type: 'TIMES', of: diaryKey(before), answer })[0]
	}
	const drawn = (state: State) =>
		drawnTimes(state, '2026-11-05').map((one) => one.start.slice(11, 16))
	const slashed = (state: State) => state.gone.map((one) => one.start.slice(11, 16))
	const thursday = () => at('time', { entry: entry({ day: '2026-11-05' }) })

	it('moves nothing on the screen, however often the times change', () => {
		const first = refreshed(thursday(), ['09:00', '10:00', '11:00'])
		const second = refreshed(first, ['09:00', '11:00', '11:30'])
		const third = refreshed(second, ['08:00', '09:00', '11:30'])
		assert.equal(slashed(third), ['10:00', '11:00'])
		for (const state of [first, second, third])
			assert.equal(drawn(state), ['09:00', '10:00', '11:00'])
		const back = refreshed(third, ['09:00', '10:00'])
		assert.equal(slashed(back), ['11:00'])
		assert.equal(drawn(back), ['09:00', '10:00', '11:00'])
	})

	it('draws what has opened when that is asked for, or the day is entered anew', () => {
		const before = refreshed(refreshed(thursday(), ['09:00', '10:00']), ['08:00', '10:00', '12:00'])
		assert.equal(
			before.opened.map((one) => one.slice(11, 16)),
			['08:00', '12:00'],
		)
		const asked = reduce(before, { type: 'SHOW_OPENED' })[0]
		assert.equal(drawn(asked), ['08:00', '10:00', '12:00'])
		assert.equal([...asked.gone, ...asked.opened], [])
		const again = reduce(before, { type: 'PICK_DAY', day: '2026-11-05' })[0]
		assert.equal(drawn(again), ['08:00', '10:00', '12:00'])
		const returned = reduce({ ...before, step: 'details' }, { type: 'BACK' })[0]
		assert.equal(drawn(returned), ['08:00', '10:00', '12:00'])
	})

	it('lets go of a picked time that was taken', () => {
		const picked = { start: '2026-11-05T10:00:00+00:00', veterinarianId: vets.lind }
		const first = refreshed(thursday(), ['09:00', '10:00'])
		const chosen = reduce(first, { type: 'PICK_TIME', time: picked })[0]
		assert.is(refreshed(chosen, ['09:00', '10:00']).entry.picked?.start, picked.start)
		assert.is(refreshed(chosen, ['09:00']).entry.picked, undefined)
	})

	it('orders vets by who is free first, and leaves them there', () => {
		const of = diaryKey(at('time'))
		const asked = (state: State, ...starts: (string | null)[]) => {
			const veterinarians = starts.map((start, i) => ({ id: Object.values(vets)[i]!, start }))
			return reduce(state, { type: 'NEXT', of, answer: { ...next(), veterinarians } })[0]
		}
		const [later, soon] = ['2026-11-05T10:00:00+00:00', '2026-11-03T10:00:00+00:00']
		const order = (state: State) => state.next?.veterinarians.map((vet) => vet.id)
		const first = asked(at('time'), null, later, soon)
		assert.equal(order(first), [vets.nair, vets.lind, vets.osei])
		assert.equal(order(asked(first, soon, later, null)), [vets.nair, vets.lind, vets.osei])
	})

	it('tells vets apart by the answer of any vet alone', () => {
		const chosen = at('time', { entry: entry({ vetId: vets.osei }) })
		const [after] = reduce(chosen, { type: 'NEXT', of: diaryKey(at('time')), answer: next() })
		assert.is(after.next?.veterinarians.length, 3)
	})
})
