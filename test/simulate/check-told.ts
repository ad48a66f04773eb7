import type { Booking, Fact } from './told.ts'
import type { World } from './world.ts'

interface Row {
	id: string
	clinic_id: string
	email: string
	status: string
	start: number
	vet: string
	count: number
	reference: string
	previous: string | null
	system: boolean
}

const ROWS = `
	select a.id, a.clinic_id, c.email, a.status, extract(epoch from a.scheduled_start) * 1000 as start,
		a.veterinarian_id as vet, a.reschedule_count as count, a.booking_reference as reference,
		a.previous_appointment_id as previous,
		exists (select from appointment_events e where e.clinic_id = a.clinic_id
			and e.appointment_id = a.id and e.actor_kind = 'system') as system
	from appointments a join clients c on c.clinic_id = a.clinic_id and c.id = a.client_id`

/** The database against what the clients were told. */
export async function checkTold(world: World): Promise<void> {
	const { rows } = await world.admin.query<Row>(ROWS)
	const byEmail = Map.groupBy(rows, (row) => row.email)
	for (const booking of world.told.bookings.values()) {
		const own = byEmail.get(booking.email) ?? []
		byEmail.delete(booking.email)
		for (const [check, what] of faultsOf(booking, own)) {
			world.find(check, `${booking.name}: ${what}`)
		}
	}
	for (const [email] of byEmail) world.find('one intent, one effect', `nobody asked for ${email}`)
	await checkHeld(world)
}

function* faultsOf(booking: Booking, rows: Row[]): Generator<[string, string]> {
	const living = rows.filter((row) => row.status !== 'rescheduled')
	if (living.length > 1) yield ['one intent, one effect', `${living.length} visits`]
	if (booking.outcome === 'refused' && rows.length > 0) {
		yield ['one intent, one effect', 'refused, yet there is a visit']
	}
	if (booking.outcome === 'done' && living.length === 0) yield ['told stays', 'the visit is lost']
	if (rows.some((row) => row.clinic_id !== booking.clinic.id))
		yield ['tenants', 'at another clinic']
	if (rows.length - 1 > booking.movesAsked) {
		yield ['one intent, one effect', `${rows.length} rows after ${booking.movesAsked} moves`]
	}
	for (const row of living) {
		if (row.status === 'cancelled' && booking.cancelsAsked === 0 && !row.system) {
			yield ['told stays', 'cancelled, though nobody asked for it']
		}
		if (booking.cancelAcknowledged && row.status !== 'cancelled') {
			yield ['told stays', `told that it is cancelled, but it is ${row.status}`]
		}
	}
	for (const { from, to } of booking.moves) {
		const [old, made] = [rows.find((row) => row.id === from), rows.find((row) => row.id === to)]
		if (old?.status !== 'rescheduled') yield ['told stays', 'the visit that moved stands again']
		if (made?.previous !== from) yield ['told stays', 'the move is undone']
	}
	for (const fact of booking.facts) {
		const fault = broken(fact, rows, booking)
		if (fault) yield ['told stays', fault]
	}
}

/** What was shown once may only have gone on from there. */
const LATER: Record<string, string[]> = {
	pending: ['pending', 'confirmed', 'reminded', 'cancelled', 'rescheduled'],
	confirmed: ['confirmed', 'reminded', 'cancelled', 'rescheduled'],
	reminded: ['reminded', 'cancelled', 'rescheduled'],
	cancelled: ['cancelled'],
	rescheduled: ['rescheduled'],
}

function broken(fact: Fact, rows: Row[], booking: Booking): string | undefined {
	const row = rows.find((one) => one.id === fact.id)
	if (!row) return `appointment ${fact.id} is not there`
	if (row.reference !== booking.reference) return 'has another reference'
	if (Number(row.start) !== Date.parse(fact.start)) return `is at another time than ${fact.start}`
	if (row.vet !== fact.vetId) return 'is with another vet'
	if (row.count !== fact.count) return 'has another count of moves'
	if (!LATER[fact.status]?.includes(row.status)) return `was ${fact.status}, is ${row.status}`
	return undefined
}

const TAKEN = `
	select max(extract(epoch from r.updated_at)) * 1000 as at from reservations r
	join appointments a on a.clinic_id = r.clinic_id and a.id = r.appointment_id
	where a.clinic_id = $1 and a.booking_reference = $2 and a.previous_appointment_id is null`

/** A hold was turned into a visit while it lived, by the only clock that counts. */
async function checkHeld(world: World): Promise<void> {
	for (const { heldUntil, clinic, reference, name } of world.told.bookings.values()) {
		if (heldUntil === undefined) continue
		const { rows } = await world.admin.query(TAKEN, [clinic.id, reference])
		// An answer's end is cut to the second.
		if (rows[0].at === null || Number(rows[0].at) < heldUntil + 1000) continue
		world.find('holds end', `${name}: became a visit after its end`)
	}
}

const TABLES = `
	select c.table_name as name from information_schema.columns c
	where c.table_schema = 'public' and c.column_name = 'clinic_id'
		and exists (select from information_schema.columns i where i.table_schema = 'public'
			and i.table_name = c.table_name and i.column_name = 'id')`

/** No caller has read an id of another clinic. */
export async function checkTenants(world: World): Promise<void> {
	const { rows: tables } = await world.admin.query<{ name: string }>(TABLES)
	for (const { name } of tables) {
		const { rows } = await world.admin.query<{ id: string; clinic_id: string }>(
			`select id, clinic_id from ${name}`,
		)
		for (const [clinic, seen] of world.told.seen) {
			const foreign = rows.find((row) => row.clinic_id !== clinic.id && seen.has(row.id))
			if (foreign) world.find('tenants', `a caller of ${clinic.zone} read ${name} ${foreign.id}`)
		}
	}
	for (const [clinic, seen] of world.told.seen) {
		const other = world.clinics.find((one) => one !== clinic && seen.has(one.id))
		if (other) world.find('tenants', `a caller of ${clinic.zone} read the id of ${other.zone}`)
	}
}
