import type { Availability, VetslotError } from '@vetslot/sdk'
import { bookingCalls, type OwnerClient, owningBy } from '@vetslot/sdk/owner'
import type { World } from '../effects.ts'
import { BOOK_TIMEOUT, bookingOf } from '../effects-later.ts'
import { diaryKey, type Effect, type State } from '../state.ts'
import { daysBetween } from './ages.ts'
import { type Chain, legsOf } from './chain.ts'
import { isOwn } from './part.ts'
import { bodiesOf, ownerIn } from './pets-of-booking.ts'

type Booking = OwnerClient['booking']
type Days = Record<string, Chain[]>

/** The most days that one question may cover, and the most questions: a month's. */
const WEEK = 7
const WEEKS = 5
const DAY_MS = 86_400_000

const dayAfter = (day: string, days: number): string =>
	new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** With the session, or once that is over as a guest. */
const callsOf = ({ client, state }: World, owner: OwnerClient): Booking =>
	isOwn(state()) ? owner.booking : bookingCalls(client.options, owningBy(client.options))

/** Starts of the visits by day, for days from one to another. */
async function chainsOf(state: State, calls: Booking, from: string, to: string): Promise<Days> {
	const weeks = Math.min(WEEKS, Math.ceil((daysBetween(from, to) + 1) / WEEK))
	const visits = legsOf(state).map(({ typeId, visit }) => ({ appointmentTypeId: typeId, visit }))
	const asked = Array.from({ length: weeks }, (_, week) => {
		const first = dayAfter(from, week * WEEK)
		const last = dayAfter(first, WEEK - 1)
		const days = { from: first, to: last < to ? last : to }
		return calls.severalTimes(state.clinic!.id, { visits, ...days })
	})
	const days: Days = {}
	for (let day = from; day <= to; day = dayAfter(day, 1)) days[day] = []
	for (const { days: found } of await Promise.all(asked))
		for (const { date, chains } of found) days[date] = chains
	return days
}

/** The furthest day on which all can be booked. */
function lastDayOf(state: State): string {
	const horizons = legsOf(state).map(({ type }) => type.horizonDays)
	return dayAfter(state.clinic!.serverTime.slice(0, 10), Math.min(...horizons))
}

/** The free times of a chain, as those of one visit: at its start, with the vet of its first. */
function diaryOf(state: State, days: Days): Availability {
	const dates = Object.keys(days)
	return {
		clinicId: state.clinic!.id,
		timeZone: state.clinic!.timeZone,
		appointmentTypeId: state.entry.typeId!,
		durationMinutes: legsOf(state).reduce((sum, { type }) => sum + type.durationMinutes, 0),
		...{ from: dates[0]!, to: dates.at(-1)!, validUntil: null, pausedUntil: null },
		lastBookableDay: lastDayOf(state),
		days: Object.entries(days).map(([date, chains]) => ({
			date,
			status: chains.length ? ('free' as const) : ('full' as const),
			veterinarians: chains.map(({ start, visits }) => ({
				id: visits[0]!.veterinarianId,
				starts: [start],
			})),
		})),
	}
}

/** Answers questions about times for visits one after another; false for another effect. */
export async function chainTimes(world: World, effect: Effect, owner: OwnerClient) {
	// The soonest time comes with the first days, and there are no vets to choose from.
	if (effect.do === 'next') return true
	if (effect.do !== 'times') return false
	const state = world.state()
	const of = diaryKey(state)
	const days = await chainsOf(state, callsOf(world, owner), effect.from, effect.to)
	const chains = Object.values(days).flat()
	const answer = diaryOf(state, days)
	const { durationMinutes, lastBookableDay } = answer
	const [first] = chains
	const soonest = first && { start: first.start, veterinarianId: first.visits[0]!.veterinarianId }
	if (!state.next) {
		const next = { first: soonest ?? null, veterinarians: [], durationMinutes, lastBookableDay }
		world.send({ type: 'NEXT', of, answer: next })
	}
	world.send({ type: 'CHAINS', of, answer, chains })
	return true
}

const lostCodes = new Set<string>(['slot_taken', 'slot_not_offered', 'conflict'])
const NEAR = 3

/** Books all or none; says which one was lost, and what is near it. */
export async function bookChain(world: World, owner: OwnerClient): Promise<void> {
	const state = world.state()
	const calls = callsOf(world, owner)
	const retries = state.step === 'checking' ? 3 : 0
	const more = { idempotencyKey: state.key, timeout: BOOK_TIMEOUT, retries }
	try {
		const { appointments } = await calls.bookSeveral(chainBody(state, world.locale()), more)
		world.send({ type: 'CHAIN_BOOKED', appointments })
	} catch (error) {
		const { code, issues } = error as VetslotError
		if (!lostCodes.has(code)) throw error
		const index = Number(/^visits\.(\d)/.exec(issues[0]?.path ?? '')?.[1] ?? 0)
		world.send({ type: 'CHAIN_LOST', index, near: await nearChains(state, calls) })
	}
}

async function nearChains(state: State, calls: Booking): Promise<Chain[]> {
	const wanted = state.entry.picked!.start
	const from = wanted.slice(0, 10)
	const days = await chainsOf(state, calls, from, dayAfter(from, WEEK - 1)).catch((): Days => ({}))
	const gap = ({ start }: Chain) => Math.abs(Date.parse(start) - Date.parse(wanted))
	return Object.values(days)
		.flat()
		.sort((a, b) => gap(a) - gap(b))
		.slice(0, NEAR)
}

/** The visits as the contract wants them: what was asked about each goes to each. */
function chainBody(state: State, locale: string) {
	const { visits } = state.owner!.chain!
	const whole = bookingOf(state, locale)
	const legs = legsOf(state).map(({ typeId, visit, pet, signs, triagedAt }, i) => ({
		appointmentTypeId: typeId,
		visit,
		start: visits[i]!.start,
		veterinarianId: visits[i]!.veterinarianId,
		pets: bodiesOf(state, [pet]),
		...(whole.notes && { notes: whole.notes }),
		answers: answersFor(i, whole.answers),
		...(triagedAt && { triage: { questionIds: signs, answeredAt: triagedAt } }),
	}))
	return { visits: legs, ...ownerIn(state, whole), locale }
}

type Answers = ReturnType<typeof bookingOf>['answers']

/** The answers about one of the visits; see `fieldsOfAll` for their names. */
const answersFor = (leg: number, answers: Answers = []) =>
	answers.flatMap(({ fieldId, value }) => {
		const [of, id = ''] = fieldId.split('~')
		return of === String(leg) || of === 'all' ? [{ fieldId: id, value }] : []
	})
