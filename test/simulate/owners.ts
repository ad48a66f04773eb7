import { callUntilClear, type Outcome } from './caller.ts'
import type { SimClinic } from './clinics.ts'
import type { Step } from './plan.ts'
import type { Booking, Call, Held } from './told.ts'
import type { World } from './world.ts'

/** One who books, and what they have. */
export interface Actor {
	holds: Held[]
	bookings: Booking[]
}

export type Act = (world: World, actor: Actor, step: Step) => Promise<void>

const HALF_HOUR = 1_800_000
const VISIT = { species: 'dog', pets: 1, problems: 1, amber: false }

/** Idempotency keys are drawn with the plan, so that a replayed run sends the same. */
export const intentOf = (world: World, step: Step, part = '') =>
	`${world.plan.seed}-${step.name}-${part}`.padEnd(32, '.')

export function clinicOf(world: World, step: Step): SimClinic {
	return world.clinics[step.clinic % world.clinics.length] as SimClinic
}

export const at = <T>(list: readonly T[], fraction = 0): T | undefined =>
	list[Math.floor(fraction * list.length)]

/** A start within a day and a half, on the grid of half hours: so few that many meet. */
export function wishedStart(world: World, fraction = 0): string {
	const first = Math.ceil(world.now / HALF_HOUR) + 1
	return new Date((first + Math.floor(fraction * 70)) * HALF_HOUR).toISOString()
}

function typeOf(clinic: SimClinic, fraction = 0): string {
	if (fraction < 0.55) return clinic.types.check
	return fraction < 0.8 ? clinic.types.request : clinic.scanType
}

function vetOf(clinic: SimClinic, fraction = 0): string | null {
	return fraction < 0.5 ? null : (at(clinic.vets, (fraction - 0.5) * 2) ?? null)
}

export function ownerOf({ name, email }: Booking) {
	return {
		pets: [{ name: 'Pickle', species: 'dog' }],
		owner: { name: `Owner ${name}`, phone: '020 7946 0142', email },
	}
}

/** Remembers an acknowledged call, to be repeated later. */
function keep(world: World, call: Call, { status, body }: Outcome): void {
	world.told.done.push({ call, status, body, at: world.now })
}

export const hold: Act = async (world, actor, step) => {
	const clinic = clinicOf(world, step)
	const [a, b, c] = step.draws
	const start = wishedStart(world, a)
	await holdAt(world, actor, step, {
		clinic,
		start,
		typeId: typeOf(clinic, b),
		vet: vetOf(clinic, c),
	})
}

interface Wish {
	clinic: SimClinic
	start: string
	typeId: string
	vet: string | null
}

export async function holdAt(
	world: World,
	actor: Actor,
	step: Step,
	{ clinic, start, typeId, vet }: Wish,
): Promise<Outcome> {
	const body = { appointmentTypeId: typeId, visit: VISIT, start, veterinarianId: vet }
	const path = '/api/customer/holds'
	const call: Call = { clinic, method: 'POST', path, body, intent: intentOf(world, step, 'hold') }
	const answer = await callUntilClear(world, call, step)
	if (answer.status !== 201) return answer
	const { id, token, veterinarianId: vetId, expiresAt } = answer.body
	actor.holds.push({ id, token, clinic, typeId, start, vetId, until: Date.parse(expiresAt) })
	keep(world, call, answer)
	return answer
}

export const extend: Act = async (world, actor, step) => {
	const held = at(actor.holds, step.draws[0])
	if (!held) return
	const path = `/api/customer/holds/${held.id}/extend`
	const intent = intentOf(world, step)
	const call: Call = { clinic: held.clinic, method: 'POST', path, hold: held.token, intent }
	const answer = await callUntilClear(world, call, step)
	if (answer.status === 200) held.until = Date.parse(answer.body.expiresAt)
	else if (answer.unsure) held.until = undefined
}

export const release: Act = async (world, actor, step) => {
	const held = at(actor.holds, step.draws[0])
	if (!held) return
	actor.holds = actor.holds.filter((one) => one !== held)
	const path = `/api/customer/holds/${held.id}`
	const intent = intentOf(world, step)
	const call: Call = { clinic: held.clinic, method: 'DELETE', path, hold: held.token, intent }
	await callUntilClear(world, call, step)
}

export const bookHeld: Act = async (world, actor, step) => {
	const held = at(actor.holds, step.draws[0])
	if (!held) return book(world, actor, step)
	actor.holds = actor.holds.filter((one) => one !== held)
	await bookWith(world, actor, step, held)
}

/** Books what is held. */
export async function bookWith(
	world: World,
	actor: Actor,
	step: Step,
	held: Held,
): Promise<Outcome> {
	const booking = world.told.newBooking(step.name, held.clinic)
	const { id, token } = held
	const { typeId, start, vetId: vet } = held
	const answer = await send(world, step, booking, { typeId, start, vet, hold: { id, token } })
	if (answer.status !== 201) return answer
	if (held.until !== undefined) booking.heldUntil = held.until
	actor.bookings.push(booking)
	return answer
}

export const book: Act = async (world, actor, step) => {
	const clinic = clinicOf(world, step)
	const [a, b, c] = step.draws
	const booking = world.told.newBooking(step.name, clinic)
	const wish = { typeId: typeOf(clinic, b), start: wishedStart(world, a), vet: vetOf(clinic, c) }
	const answer = await send(world, step, booking, wish)
	if (answer.status === 201) actor.bookings.push(booking)
}

/** Several owners want the same vet's same time, and the same few rooms, in the same moment. */
export const race: Act = async (world, actor, step) => {
	const clinic = clinicOf(world, step)
	const start = wishedStart(world, step.draws[0])
	const typeId = (step.draws[1] ?? 0) < 0.5 ? clinic.types.check : clinic.scanType
	const wish = { typeId, start, vet: at(clinic.vets, step.draws[2]) ?? null }
	const work = async (part: string, i: number) => {
		const booking = world.told.newBooking(`${step.name}${part}`, clinic)
		const draws = step.draws.with(7, i % 2 === 0 ? 0 : 0.99)
		const { status } = await send(world, { ...step, draws }, booking, wish)
		if (status === 201) actor.bookings.push(booking)
	}
	if (world.serial) for (const [i, part] of ['a', 'b', 'c'].entries()) await work(part, i)
	else await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(work))
}

interface BookWish {
	typeId: string
	start: string
	vet: string | null
	hold?: { id: string; token: string }
}

export async function send(
	world: World,
	step: Step,
	booking: Booking,
	{ typeId, start, vet, hold: held }: BookWish,
): Promise<Outcome> {
	const call: Call = {
		clinic: booking.clinic,
		method: 'POST',
		path: '/api/customer/appointments/book',
		body: {
			appointmentTypeId: typeId,
			visit: VISIT,
			start,
			veterinarianId: vet,
			...(held ? { hold: held } : {}),
			...ownerOf(booking),
		},
		intent: intentOf(world, step, booking.name),
	}
	const answer = await callUntilClear(world, call, step)
	if (answer.status === 201) {
		booking.outcome = 'done'
		world.told.learn(booking, answer.body)
		keep(world, call, answer)
	} else if (answer.status > 0) booking.outcome = answer.unsure ? 'maybe' : 'refused'
	world.count(answer.status === 201 ? 'booked' : `refused: ${answer.body?.code}`)
	return answer
}

export const move: Act = async (world, actor, step) => {
	const booking = at(actor.bookings, step.draws[0])
	if (!booking?.currentId) return
	const { clinic, token: manage = '', currentId: from } = booking
	const start = wishedStart(world, step.draws[1])
	const body = { start, veterinarianId: vetOf(clinic, step.draws[2]) }
	const path = `/api/customer/appointments/${from}/reschedule`
	const call: Call = { clinic, method: 'PUT', path, body, manage, intent: intentOf(world, step) }
	booking.movesAsked++
	const answer = await callUntilClear(world, call, step)
	if (answer.status === 200) {
		world.told.learn(booking, answer.body)
		booking.moves.push({ from, to: answer.body.id })
		keep(world, call, answer)
		world.count('moved')
	} else follow(booking, answer)
}

/** A visit that the clinic has moved has a new id. */
function follow(booking: Booking, { body }: Outcome): void {
	if (body?.code === 'appointment_moved') booking.currentId = body.movedTo ?? booking.currentId
}

export const cancel: Act = async (world, actor, step) => {
	const booking = at(actor.bookings, step.draws[0])
	if (!booking?.currentId) return
	const { clinic, token: manage = '', currentId } = booking
	const path = `/api/customer/appointments/${currentId}?reason=other`
	const call: Call = { clinic, method: 'DELETE', path, manage, intent: intentOf(world, step) }
	booking.cancelsAsked++
	const answer = await callUntilClear(world, call, step)
	if (answer.status === 200) {
		world.told.learn(booking, answer.body)
		booking.cancelAcknowledged = true
		actor.bookings = actor.bookings.filter((one) => one !== booking)
		keep(world, call, answer)
		world.count('cancelled')
	} else follow(booking, answer)
}
