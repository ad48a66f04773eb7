import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { SQLSTATE } from '../../api/database/sqlstate.ts'
import { callUntilClear, type Outcome } from './caller.ts'
import type { SimClinic } from './clinics.ts'
import { type Act, at, bookWith, clinicOf, holdAt, intentOf, send, wishedStart } from './owners.ts'
import type { Step } from './plan.ts'
import type { Booking, Call } from './told.ts'
import { dayAndTime, isPlain } from './wall.ts'
import type { World } from './world.ts'

const HALF_HOUR = 1_800_000

/** Visits of a clinic that are still ahead, for all that anyone was told. */
function visitsOf(world: World, clinic: SimClinic, status?: string): Booking[] {
	return [...world.told.bookings.values()].filter((one) => {
		const last = one.facts.at(-1)
		const fits = status === undefined || last?.status === status
		return one.clinic === clinic && one.currentId && !one.cancelAcknowledged && fits
	})
}

function staffCall(clinic: SimClinic, method: Call['method'], path: string, intent: string): Call {
	return { clinic, method, path: `/api/clinic/${path}`, asStaff: true, intent }
}

async function change(
	world: World,
	call: Call,
	step: Step,
	body: unknown = undefined,
): Promise<Outcome> {
	const answer = await callUntilClear(world, body === undefined ? call : { ...call, body }, step)
	const name = call.path.replace(/[0-9a-f-]{36}/g, '…').replace(/\?.*/, '')
	world.count(`${name} ${answer.status} ${answer.body?.code ?? ''}`.trim())
	return answer
}

export const approve: Act = async (world, _, step) => {
	const clinic = clinicOf(world, step)
	const booking = at(visitsOf(world, clinic, 'pending'), step.draws[0])
	if (!booking) return
	const path = `appointments/${booking.currentId}/confirm`
	const answer = await change(world, staffCall(clinic, 'POST', path, intentOf(world, step)), step)
	if (answer.status === 200) world.told.learn(booking, answer.body)
}

export const decline: Act = async (world, _, step) => {
	const clinic = clinicOf(world, step)
	const booking = at(visitsOf(world, clinic, 'pending'), step.draws[0])
	if (!booking) return
	booking.cancelsAsked++
	const path = `appointments/${booking.currentId}/decline`
	const call = staffCall(clinic, 'POST', path, intentOf(world, step))
	const answer = await change(world, call, step, { reason: 'Full' })
	if (answer.status !== 200) return
	world.told.learn(booking, answer.body)
	booking.cancelAcknowledged = true
}

/** Two visits into each other's times. */
export const swap: Act = async (world, _, step) => {
	const clinic = clinicOf(world, step)
	const all = visitsOf(world, clinic)
	const [a, b] = [at(all, step.draws[0]), at(all, step.draws[1])]
	if (!a || !b || a === b) return
	a.movesAsked++
	b.movesAsked++
	const call = staffCall(clinic, 'POST', 'appointments/swap', intentOf(world, step))
	const before = { a: a.currentId ?? '', b: b.currentId ?? '' }
	const { status, body } = await change(world, call, step, before)
	if (status !== 200) return
	for (const [booking, from, to] of [
		[a, before.a, body.a],
		[b, before.b, body.b],
	] as const) {
		world.told.learn(booking, to)
		booking.moves.push({ from, to: to.id })
	}
	world.count('swapped')
}

/** Closes two hours of somebody's day. */
export const override: Act = async (world, _, step) => {
	const clinic = clinicOf(world, step)
	const resourceId = at(clinic.vets, step.draws[1]) ?? ''
	await close(world, step, {
		clinic,
		resourceId,
		from: Date.parse(wishedStart(world, step.draws[0])),
	})
}

interface Closing {
	clinic: SimClinic
	resourceId: string
	from: number
}

async function close(world: World, step: Step, { clinic, resourceId, from }: Closing) {
	const to = from + 4 * HALF_HOUR
	if (!isPlain(clinic.zone, from, to)) return
	const [date, startTime] = dayAndTime(clinic.zone, from)
	const [, endTime] = dayAndTime(clinic.zone, to)
	const call = staffCall(clinic, 'POST', 'overrides', intentOf(world, step, 'close'))
	const times = { date, startTime, endTime }
	const body = { resourceId, type: 'unavailable', ...times, allowStranded: true }
	const answer = await change(world, call, step, body)
	if (answer.status >= 300 || answer.status === 0) return
	for (const visit of answer.body.stranded) world.told.stranded.add(visit.id)
	world.told.closed.push({ clinic, id: answer.body.override.id, resourceId, from, to })
	return answer
}

export const reopen: Act = async (world, _, step) => {
	const closed = at(world.told.closed, step.draws[0])
	if (!closed) return
	world.told.closed.splice(world.told.closed.indexOf(closed), 1)
	const path = `overrides/${closed.id}?allowStranded=true`
	await change(world, staffCall(closed.clinic, 'DELETE', path, intentOf(world, step)), step)
}

/** The day's vet begins later for some days, or has one more schedule for the evening. */
export const schedule: Act = async (world, _, step) => {
	const clinic = clinicOf(world, step)
	const [day] = dayAndTime(clinic.zone, world.now + 24 * 2 * HALF_HOUR)
	const body = {
		resourceId: clinic.vets[1],
		rrule: 'FREQ=DAILY',
		startTime: '18:30',
		endTime: '20:30',
		effectiveFrom: day,
		effectiveUntil: day,
		allowStranded: true,
	}
	const call = staffCall(clinic, 'POST', 'schedules', intentOf(world, step))
	const answer = await change(world, call, step, body)
	const id = answer.body?.schedule?.id
	if (answer.status >= 300 || !id || (step.draws[0] ?? 0) < 0.5) return
	const end = staffCall(
		clinic,
		'DELETE',
		`schedules/${id}?allowStranded=true`,
		intentOf(world, step, 'end'),
	)
	const ended = await change(world, end, step)
	for (const { id: visit } of ended.body?.stranded ?? []) world.told.stranded.add(visit)
}

/** Somebody writes past every rule of ours: the database alone must refuse. */
export const intrude: Act = async (world, _, step) => {
	const { rows } = await world.admin.query(
		`select id from reservations where clinic_id = $1
			and (expires_at is null or expires_at > clock.now())
		order by starts_at, resource_id, lane`,
		[clinicOf(world, step).id],
	)
	const found = at(rows, step.draws[0])
	if (!found) return
	const client = await anotherClient(world)
	try {
		await client.query(`begin; set local lock_timeout = '300ms'`)
		// So that it can't go while it is copied.
		await client.query('select from reservations where id = $1 for update', [found.id])
		const { rowCount } = await client.query(COPY, [found.id, randomUUID()])
		if (rowCount) world.find('no overlap', 'the database took an overlapping reservation')
	} catch (error) {
		const { code } = error as pg.DatabaseError
		if (code === SQLSTATE.exclusionViolation) world.count('intruders refused')
		else if (code !== SQLSTATE.lockNotAvailable) throw error
	} finally {
		await client.end()
	}
}

const COPY = `
	insert into reservations (clinic_id, id, resource_id, lane, starts_at, ends_at, appointment_id,
		hold_id, expires_at)
	select clinic_id, $2, resource_id, lane, starts_at + interval '5 minutes',
		ends_at + interval '5 minutes', appointment_id, hold_id, expires_at
	from reservations where id = $1`

async function anotherClient(world: World): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: world.database.adminUrl })
	client.on('error', () => {})
	await client.connect()
	return client
}

/** A hold ends while its booking waits: it must not become a visit. */
export const lapse: Act = async (world, actor, step) => {
	if (!world.holdsLocks) return
	const clinic = clinicOf(world, step)
	const quiet = { ...step, fault: 'none' } as const
	const [vet = ''] = clinic.vets
	const start = wishedStart(world, step.draws[0])
	await holdAt(world, actor, quiet, { clinic, start, typeId: clinic.types.check, vet })
	const held = actor.holds.pop()
	if (held?.until === undefined) return
	const free = await block(world, 'resources', vet)
	const booked = bookWith(world, actor, quiet, held)
	await someoneWaits(world)
	await world.tick(Math.max(0, held.until - world.now) + 1000)
	await free()
	const { status } = await booked
	world.count('holds that lapsed under way')
	if (status === 201) world.find('holds end', `${step.name}: booked with a hold that had ended`)
}

/** Hours close while a booking that was let through has yet to commit. */
export const strand: Act = async (world, actor, step) => {
	if (!world.holdsLocks) return
	const clinic = clinicOf(world, step)
	const quiet = { ...step, fault: 'none' } as const
	const resourceId = clinic.vets[0] ?? ''
	const start = wishedStart(world, step.draws[0])
	const booking = world.told.newBooking(step.name, clinic)
	const free = await block(world, 'appointment_types', clinic.types.check)
	const wish = { typeId: clinic.types.check, start, vet: resourceId }
	const booked = send(world, quiet, booking, wish)
	await someoneWaits(world)
	const closed = close(world, quiet, { clinic, resourceId, from: Date.parse(start) })
	await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 250))])
	await free()
	const [{ status }, closing] = await Promise.all([booked, closed])
	if (status !== 201) return
	actor.bookings.push(booking)
	if (!closing) return
	world.count('visits stranded under way')
	const told = closing.body.stranded.some((visit: { id: string }) =>
		booking.facts.some((fact) => fact.id === visit.id),
	)
	if (!told) world.find('told who is stranded', `${step.name}: closed over a visit in silence`)
}

/** Locks a row as a slow colleague would; resolves to what lets it go. */
async function block(world: World, table: string, id: string): Promise<() => Promise<void>> {
	const client = await anotherClient(world)
	await client.query('begin')
	await client.query(`select 1 from ${table} where id = $1 for update`, [id])
	return async () => {
		await client.query('rollback').catch(() => {})
		await client.end().catch(() => {})
	}
}

const WAITING = `select count(*)::int as waiting from pg_locks l
	join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`

async function someoneWaits(world: World): Promise<void> {
	for (let i = 0; i < 25; i++) {
		const { rows } = await world.admin.query(WAITING)
		if (rows[0].waiting > 0) return
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
}
