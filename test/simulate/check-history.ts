import type { World } from './world.ts'

// Written down once more, so that a slip in the product's own table does not prove itself right.
const STEPS = new Set(
	[
		'>pending >confirmed pending>confirmed pending>cancelled pending>rescheduled',
		'confirmed>cancelled confirmed>rescheduled confirmed>reminded reminded>cancelled',
		'reminded>rescheduled confirmed>checked_in confirmed>no_show',
	]
		.join(' ')
		.split(' '),
)

interface EventRow {
	clinic_id: string
	appointment_id: string
	from_status: string | null
	to_status: string
	actor_kind: string
	data: { movedTo?: string; movedFrom?: string }
	status: string
	previous: string | null
}

const EVENTS = `
	select e.clinic_id, a.id as appointment_id, e.from_status, e.to_status, e.actor_kind, e.data,
		a.status, a.previous_appointment_id as previous
	from appointments a
	left join appointment_events e on e.clinic_id = a.clinic_id and e.appointment_id = a.id
		and e.kind = 'status'`

/** Every visit's history is whole, and says how it came to be what it is. */
export async function checkHistory(world: World): Promise<Map<string, EventRow[]>> {
	const { rows } = await world.admin.query<EventRow>(EVENTS)
	const byVisit = Map.groupBy(rows, (row) => row.appointment_id)
	for (const [id, events] of byVisit) {
		const fault = faultOf(events)
		if (fault) world.find('history', `${id}: ${fault}`)
	}
	return byVisit
}

/** Follows the events from the first; several may carry the same time. */
function faultOf(events: EventRow[]): string | undefined {
	const [any] = events
	if (!any?.to_status) return 'a visit without history'
	let status: string | null = null
	const left = [...events]
	while (left.length > 0) {
		const i = left.findIndex((event) => event.from_status === status)
		const [event] = i < 0 ? [] : left.splice(i, 1)
		if (!event) return `no way from ${status} among ${JSON.stringify(left)}`
		if (!STEPS.has(`${status ?? ''}>${event.to_status}`)) {
			return `${status} became ${event.to_status}`
		}
		if (event.to_status === 'rescheduled' && !event.data.movedTo) return 'moved to nowhere'
		if (status === null && (event.data.movedFrom ?? null) !== any.previous)
			return 'moved from nowhere'
		status = event.to_status
	}
	return status === any.status ? undefined : `ends as ${status}, but is ${any.status}`
}

/** What failed at a server whose caller had left. */
export function checkPrinted(world: World): void {
	const faults = world.printed().match(/^.*("status":500|"msg":"(scanner|purge|queue)").*$/gm) ?? []
	for (const line of faults) {
		// A connection that was cut under a worker's feet.
		if (world.blows() > 0 && !line.includes('"status":500')) continue
		world.find('no fault', line.slice(0, 700))
		return
	}
}

/** Nothing is left behind by what is over. */
export async function checkLeftovers(world: World): Promise<void> {
	const { rows: locks } = await world.admin.query(LOCKS)
	for (const row of locks) world.find('no leftovers', `a lock is kept: ${JSON.stringify(row)}`)
	const { rows: kept } = await world.admin.query<{ key: string }>(
		'select key from idempotency_keys',
	)
	for (const { key } of kept) {
		const outcome = world.told.intents.get(key)
		if (outcome === 'done' || outcome === 'maybe') continue
		world.find('one intent, one effect', `kept for an intent that was ${outcome}: ${key}`)
	}
	const { rows: bare } = await world.admin.query(UNBACKED)
	for (const row of bare) world.find('one intent, one effect', `no such visit: ${row.key}`)
}

/**
 * No two calls waited for each other; the product would try again, and nobody would hear of it.
 * Connections tell what they counted when they end, so this comes last.
 */
export async function checkDeadlocks(world: World): Promise<void> {
	await world.endProcesses()
	await new Promise((resolve) => setTimeout(resolve, 300))
	const { rows } = await world.admin.query<{ deadlocks: number }>(
		'select deadlocks::int from pg_stat_database where datname = current_database()',
	)
	world.counts.deadlocks = rows[0]?.deadlocks ?? 0
	if (world.counts.deadlocks > 0) world.find('no deadlock', `${world.counts.deadlocks} of them`)
}

// A transaction that outlives its call would keep its locks.
const LOCKS = `
	select a.pid, a.state, a.query from pg_stat_activity a
	where a.datname = current_database() and a.pid <> pg_backend_pid()
		and a.state like 'idle in transaction%' and a.state_change < pg_catalog.now() - interval '2 s'
	union all
	select a.pid, 'advisory', a.query from pg_locks l join pg_stat_activity a using (pid)
	where a.datname = current_database() and l.locktype = 'advisory' and a.state = 'idle'`

const UNBACKED = `
	select i.key from idempotency_keys i
	left join appointments a on a.clinic_id = i.clinic_id
		and a.id = (i.answer ->> 'appointmentId')::uuid
	where i.answer ? 'appointmentId' and a.id is null`
