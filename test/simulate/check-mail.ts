import type { PgBoss } from 'pg-boss'
import { localChannel } from '../../api/notifications/channels/local.ts'
import { deliver } from '../../api/notifications/deliver.ts'
import { NOTIFICATIONS, openQueue } from '../../api/notifications/queue.ts'
import type { World } from './world.ts'

const DUE = `
	select count(*)::int as due,
		extract(epoch from min(scheduled_for) - clock.now())::float8 as wait
	from notifications where status in ('pending', 'claimed')`

const WAIT_MS = 90_000
// Longer than the worker needs to look for jobs and for rows without one.
const STUCK_MS = 5000

/**
 * Lets the worker send all there is, with retries and what a dead worker left behind. The queue is
 * looked after here as well, since the worker does so every ten seconds of real time only.
 */
export async function drainMail(world: World): Promise<void> {
	if (world.serial) return deliverAll(world)
	const url = world.database.serverUrl
	let boss: PgBoss | undefined
	let left = await readDue(world)
	let progress = performance.now()
	const end = progress + WAIT_MS
	while (left.due > 0 && performance.now() < end) {
		// A failed try waits, longer each time.
		if (left.wait > 0) await world.tick((left.wait + 1) * 1000)
		await new Promise((resolve) => setTimeout(resolve, 100))
		const now = await readDue(world)
		if (now.due < left.due) progress = performance.now()
		left = now
		if (performance.now() - progress < STUCK_MS) continue
		// A dead worker's claim is lost after two minutes, its job sooner.
		await world.tick(125_000)
		boss ??= await openQueue({ url, works: false, onError: () => {} })
		await boss.supervise(NOTIFICATIONS)
		progress = performance.now()
	}
	await boss?.stop({ graceful: false })
	if (left.due === 0) return
	world.find('every message', `${left.due} still wait although a worker has had time`)
}

async function readDue(world: World): Promise<{ due: number; wait: number }> {
	return (await world.admin.query(DUE)).rows[0]
}

const WAITING = `
	select n.clinic_id as "clinicId", n.id as "notificationId" from notifications n
	join clients c on c.clinic_id = n.clinic_id and c.id = n.client_id
	where n.status in ('pending', 'claimed') order by c.email, n.sequence, n.kind`

/** What a worker does, one message after another. */
async function deliverAll({ database: { server: db }, admin }: World): Promise<void> {
	const options = {
		db,
		channel: localChannel(db),
		serverKey: Buffer.alloc(32, 7),
		publicUrl: () => 'http://visits.example',
		from: 'Vetslot <bookings@vetslot.example>',
	}
	for (const job of (await admin.query(WAITING)).rows) await deliver(options, job)
}

/** What every change owes its owner, told from the history alone. */
const OWED = `
	select e.clinic_id, e.appointment_id, case
		when e.to_status = 'cancelled' and e.from_status = 'pending' and e.actor_kind in ('key', 'staff')
			then 'booking_declined'
		when e.to_status = 'cancelled' then 'booking_cancelled'
		when e.from_status is null and e.data ? 'movedFrom' then 'booking_moved'
		when e.from_status is null and e.to_status = 'pending' then 'booking_requested'
		when e.to_status = 'confirmed' then 'booking_confirmed' end as kind
	from appointment_events e
	where e.kind = 'status' and e.to_status in ('pending', 'confirmed', 'cancelled')`

const MISSING = `
	with owed as (${OWED})
	select o.appointment_id, o.kind, count(distinct n.id)::int as found
	from owed o left join notifications n on n.clinic_id = o.clinic_id
		and n.appointment_id = o.appointment_id and n.kind = o.kind
	group by o.clinic_id, o.appointment_id, o.kind having count(distinct n.id) <> 1`

const UNFOUNDED = `
	with owed as (${OWED})
	select n.id, n.kind from notifications n
	where not exists (select from owed o where o.clinic_id = n.clinic_id
		and o.appointment_id = n.appointment_id and o.kind = n.kind)`

const SENDINGS = `
	select n.id, n.kind, n.status, n.error_message, n.attempts, a.status as visit, count(m.id)::int as sent,
		a.scheduled_start <= clock.now() as past
	from notifications n
	join appointments a on a.clinic_id = n.clinic_id and a.id = n.appointment_id
	left join local_messages m on m.clinic_id = n.clinic_id and m.notification_id = n.id
	group by n.clinic_id, n.id, a.clinic_id, a.id`

interface Sending {
	id: string
	kind: string
	status: string
	error_message: string | null
	attempts: number
	visit: string
	sent: number
	past: boolean
}

/** One message a change, none without, each sent once or for a good reason never. */
export async function checkMail(world: World): Promise<void> {
	const { admin } = world
	for (const row of (await admin.query(MISSING)).rows) {
		world.find('every message', `owed once: ${JSON.stringify(row)}`)
	}
	for (const row of (await admin.query(UNFOUNDED)).rows) {
		world.find('no message without reason', JSON.stringify(row))
	}
	const { rows } = await admin.query<Sending>(SENDINGS)
	world.counts['messages sent'] = rows.reduce((sum, row) => sum + row.sent, 0)
	for (const row of rows) {
		const fault = faultOf(row)
		if (fault) world.find(fault[0], `${fault[1]}: ${JSON.stringify(row)}`)
	}
}

function faultOf({
	kind,
	status,
	attempts,
	visit,
	sent,
	past,
}: Sending): [string, string] | undefined {
	if (sent > 1) return ['sent once', `sent ${sent} times`]
	if (status === 'sent') return sent === 1 ? undefined : ['every message', 'sent, but not there']
	const tellsOfEnd = kind === 'booking_cancelled' || kind === 'booking_declined'
	if (status === 'cancelled') {
		// A worker that died between sending and recording leaves that to the next, for whom it is late.
		if (sent > 0 && attempts === 1) return ['sent once', 'sent, then called off']
		const stillTrue = tellsOfEnd && visit === 'cancelled'
		const booked = ['confirmed', 'reminded', 'pending'].includes(visit)
		const asked = kind === 'booking_requested' ? visit === 'pending' : booked
		const wrong = stillTrue || (!tellsOfEnd && asked && !past)
		return wrong ? ['every message', 'called off without a reason'] : undefined
	}
	return ['every message', `is ${status}`]
}
