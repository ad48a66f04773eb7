import { callUntilClear } from './caller.ts'
import { type Act, at, clinicOf, holdAt } from './owners.ts'
import type { Step } from './plan.ts'
import type { Call } from './told.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000
// What is kept of an intent is kept for a day.
const REPEATABLE = 20 * HOUR

/** Reads free times and holds one of them, as the widget does. */
export const offer: Act = async (world, actor, step) => {
	const clinic = clinicOf(world, step)
	const typeId = (step.draws[0] ?? 0) < 0.6 ? clinic.types.check : clinic.scanType
	const [start, vet] = (await offered(world, step, typeId)) ?? []
	if (!start || !vet) return
	const answer = await holdAt(world, actor, step, { clinic, start, typeId, vet })
	if (answer.status === 201) world.count('offered and held')
	else world.count(`offered but ${answer.body?.code}`)
}

/** One of the starts that are offered, with its vet. */
export async function offered(
	world: World,
	step: Step,
	typeId: string,
): Promise<[start: string, vet: string] | undefined> {
	const clinic = clinicOf(world, step)
	const day = (ahead: number) => new Date(world.now + ahead * 24 * HOUR).toISOString().slice(0, 10)
	const query = `appointmentTypeId=${typeId}&species=dog&from=${day(0)}&to=${day(3)}`
	const path = `/api/customer/clinics/${clinic.id}/availability?${query}`
	const { status, body } = await callUntilClear(world, { clinic, method: 'GET', path }, step)
	if (status !== 200) return
	type Day = { veterinarians: { id: string; starts: string[] }[] }
	const all = (body.days as Day[]).flatMap((one) =>
		one.veterinarians.flatMap((vet) => vet.starts.map((start) => [start, vet.id] as const)),
	)
	const found = at(all, step.draws[1])
	return found && [found[0], found[1]]
}

/** Opens a manage link: it must show what its owner was told last, or something newer. */
export const visit: Act = async (world, actor, step) => {
	const booking = at(actor.bookings, step.draws[0])
	if (!booking?.token) return
	const { clinic, token: manage } = booking
	const before = Math.max(...booking.facts.map((fact) => fact.count))
	const call: Call = { clinic, method: 'GET', path: '/api/customer/visit', manage }
	const { status, body } = await callUntilClear(world, call, step)
	if (status !== 200) return
	if (body.reference !== booking.reference || body.rescheduleCount < before) {
		world.find('told stays', `${booking.name}: the link shows an older or another visit`)
	}
}

/** Sends an acknowledged call again, or another one under its key. */
export const replay: Act = async (world, _, step) => {
	const fresh = world.told.done.filter((one) => world.now - one.at < REPEATABLE)
	const done = at(fresh, step.draws[0])
	if (!done) return
	const quiet = { ...step, fault: 'none' } as const
	if ((step.draws[1] ?? 0) < 0.25 && done.call.body) return mismatch(world, done.call, quiet)
	const answer = await callUntilClear(world, done.call, quiet)
	const gone = answer.body?.code === 'hold_expired'
	// Hours may have passed while it was under way.
	if (world.now - done.at > 24 * HOUR || gone) return
	if (answer.status === done.status && answer.body?.id === done.body?.id) {
		world.count('replayed')
		return
	}
	const what = `${done.call.method} ${done.call.path} again: ${answer.status} ${answer.body?.code}`
	world.find('one intent, one effect', `${step.name}: ${what}`)
}

async function mismatch(world: World, call: Call, step: Step): Promise<void> {
	const body = { ...(call.body as object), start: '2027-12-24T10:00:00Z' }
	const { status, body: said } = await callUntilClear(world, { ...call, body }, step)
	// A hold's or visit's own credential is looked at first, and may have gone.
	if (status === 422 && said.code === 'idempotency_mismatch') return
	world.find('one intent, one effect', `another body under a used key: ${status} ${said?.code}`)
}

/** Tries what belongs to another clinic. */
export const trespass: Act = async (world, actor, step) => {
	const clinic = clinicOf(world, step)
	const other = world.clinics[(step.clinic + 1) % world.clinics.length]
	if (!other || other === clinic) return
	const theirs = [...world.told.bookings.values()].find(
		(one) => one.clinic === other && one.token && one.currentId,
	)
	const held = actor.holds.find((one) => one.clinic === other)
	const calls: [Call, number][] = [
		[
			{
				clinic,
				method: 'GET',
				path: `/api/customer/clinics/${other.id}/availability?duration=30&date=2027-04-01`,
			},
			403,
		],
	]
	if (theirs?.token) {
		const path = `appointments/${theirs.currentId}`
		calls.push(
			[{ clinic, method: 'GET', path: `/api/clinic/${path}`, asStaff: true }, 404],
			[{ clinic, method: 'GET', path: `/api/customer/${path}`, manage: theirs.token }, 401],
		)
	}
	if (held) {
		const path = `/api/customer/holds/${held.id}`
		calls.push([{ clinic, method: 'GET', path, hold: held.token }, 404])
	}
	const [call, expected] = at(calls, step.draws[0]) ?? []
	if (!call) return
	const { status } = await callUntilClear(world, call, step)
	world.count('trespasses refused')
	if (status !== expected) world.find('tenants', `${call.method} ${call.path}: ${status}`)
}
