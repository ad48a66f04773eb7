import { createHash } from 'node:crypto'
import pg from 'pg'
import type { TestDatabase } from '../database.ts'
import { checkDeadlocks, checkHistory, checkLeftovers, checkPrinted } from './check-history.ts'
import { checkMail, drainMail } from './check-mail.ts'
import { checkOffers } from './check-offers.ts'
import { checkTime } from './check-time.ts'
import { checkTenants, checkTold } from './check-told.ts'
import { makeClinics } from './clinics.ts'
import { installClock } from './clock.ts'
import type { Act, Actor } from './owners.ts'
import * as owners from './owners.ts'
import { type Blow, type Kind, type PlanOptions, planOf, type Round, type Step } from './plan.ts'
import * as readers from './readers.ts'
import * as staff from './staff.ts'
import { strike } from './strike.ts'
import { openWire } from './wire.ts'
import { type Finding, World } from './world.ts'

export interface SimulationOptions extends PlanOptions {
	seed: string
	/** Everything is awaited, one thing after another: the same seed then ends in the same state. */
	serial?: boolean
	servers?: number
	workers?: number
	/** By which the product reaches the database, such as a pooler's address. */
	throughUrl?: string
	/** Whether rows may be locked for a while to bring about a meeting; on few connections not. */
	holdsLocks?: boolean
	/** Kills the database in the middle of each round, and starts it again. */
	disaster?: () => Promise<void>
	/** No further round begins after this; epoch milliseconds. */
	until?: number
}

export interface Report {
	seed: string
	plan: string
	findings: Finding[]
	counts: Record<string, number>
	/** Of everything that the run left behind, ids aside. */
	state: string
	rounds: number
	milliseconds: number
	/** What the processes printed. */
	printed: string
}

const acts: Record<Kind, Act> = {
	hold: owners.hold,
	extend: owners.extend,
	release: owners.release,
	'book held': owners.bookHeld,
	book: owners.book,
	race: owners.race,
	move: owners.move,
	cancel: owners.cancel,
	offer: readers.offer,
	visit: readers.visit,
	replay: readers.replay,
	trespass: readers.trespass,
	approve: staff.approve,
	decline: staff.decline,
	swap: staff.swap,
	override: staff.override,
	reopen: staff.reopen,
	schedule: staff.schedule,
	intrude: staff.intrude,
	lapse: staff.lapse,
	strand: staff.strand,
}

/**
 * Runs clients, staff, clock and faults against real processes of the product, and holds what is in
 * the database then against what each of them was told.
 *
 * @example
 * const { findings } = await simulate(await testDatabase(), { seed: '7', ...short })
 */
export async function simulate(
	database: TestDatabase,
	options: SimulationOptions,
): Promise<Report> {
	const { seed, serial = false, servers = 2, workers = 1, until = Infinity } = options
	const { throughUrl = database.serverUrl, holdsLocks = true } = options
	const begun = performance.now()
	const plan = planOf(seed, options)
	await prepareClock(database, plan.start)
	const clinics = await makeClinics(database.server, options.clinics)
	const [wire, workerWire] = await Promise.all([openWire(throughUrl), openWire(throughUrl)])
	const world = new World({ plan, database, clinics, wire, workerWire, serial, holdsLocks })
	let rounds = 0
	try {
		// In a serial run the messages are delivered by the simulator itself.
		await world.open(servers, serial ? 0 : workers)
		const actors = (plan.rounds[0]?.lanes ?? []).map((): Actor => ({ holds: [], bookings: [] }))
		for (const round of plan.rounds) {
			if (Date.now() > until) break
			rounds++
			await Promise.all([
				serial ? runSerially(world, actors, round) : runSideBySide(world, actors, round),
				options.disaster && endTheWorld(world, options.disaster),
			])
			await checkpoint(world).catch((error) => world.find('simulator', String(error.stack)))
			if (world.findings.length > 0) break
			await world.tick(round.leap * 1000)
		}
		await checkDeadlocks(world)
		const { findings, counts } = world
		const state = await stateOf(world)
		const milliseconds = Math.round(performance.now() - begun)
		const said = world.printed()
		return { seed, plan: plan.hash, findings, counts, state, rounds, milliseconds, printed: said }
	} finally {
		await world.close()
	}
}

async function prepareClock(database: TestDatabase, at: number): Promise<void> {
	const admin = new pg.Client({ connectionString: database.adminUrl })
	await admin.connect()
	await installClock(admin, { login: new URL(database.serverUrl).username, at })
	await admin.end()
}

async function act(world: World, actor: Actor | undefined, step: Step): Promise<void> {
	if (!actor) return
	try {
		await acts[step.kind](world, actor, step)
	} catch (error) {
		if (world.isDown) return
		world.find('simulator', `${step.name} ${step.kind}: ${(error as Error).stack}`)
	}
}

async function runSideBySide(world: World, actors: Actor[], round: Round): Promise<void> {
	const lanes = round.lanes.map(async (steps, i) => {
		for (const step of steps) await act(world, actors[i], step)
	})
	let over = false
	const chaos = (async () => {
		for (const blow of round.chaos) {
			await new Promise((resolve) => setTimeout(resolve, blow.after))
			if (over) return
			await strikeSafely(world, blow)
		}
	})()
	await Promise.all(lanes)
	over = true
	await chaos
}

const CALM_MS = 700

/** Everything dies at once, in the middle of the work: the database, a server and the worker. */
async function endTheWorld(world: World, disaster: () => Promise<void>): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, CALM_MS))
	world.count('killed database')
	await world.loseDatabase(disaster)
	await Promise.all([world.replace('server', 0), world.replace('worker', 0)])
}

async function runSerially(world: World, actors: Actor[], round: Round): Promise<void> {
	const blows = [...round.chaos]
	const steps = Math.max(...round.lanes.map((lane) => lane.length))
	for (let i = 0; i < steps; i++) {
		for (const [lane, list] of round.lanes.entries()) {
			const step = list[i]
			if (step) await act(world, actors[lane], step)
		}
		const blow = blows.shift()
		if (blow) await strikeSafely(world, blow)
	}
}

async function strikeSafely(world: World, blow: Blow): Promise<void> {
	try {
		await strike(world, blow)
	} catch (error) {
		world.find('simulator', `${blow.kind}: ${(error as Error).stack}`)
	}
}

/** Everybody rests; what was begun is done; then all is looked at. */
async function checkpoint(world: World): Promise<void> {
	if (world.checkAlive()) return
	await drainMail(world)
	await checkTime(world)
	await checkTold(world)
	await checkHistory(world)
	await checkMail(world)
	await checkTenants(world)
	await checkLeftovers(world)
	await checkOffers(world)
	checkPrinted(world)
	const refused = world.counts['answer 503'] ?? 0
	if (refused > 0 && world.blows() === 0) world.find('no fault', `${refused} answers were 503`)
	world.count('checkpoints')
}

const STATE = `
	select array(
		select jsonb_build_array(c.email, a.status, a.scheduled_start, u.name, a.reschedule_count,
			a.ics_sequence, a.cancelled_late, (select jsonb_agg(jsonb_build_array(x.name, r.lane,
				r.starts_at, r.ends_at) order by x.name, r.starts_at)
				from reservations r join resources x on x.clinic_id = r.clinic_id and x.id = r.resource_id
				where r.clinic_id = a.clinic_id and r.appointment_id = a.id))::text
		from appointments a join clients c on c.clinic_id = a.clinic_id and c.id = a.client_id
		join users u on u.clinic_id = a.clinic_id and u.id = a.veterinarian_id
		order by c.email, a.reschedule_count) as visits,
	array(select jsonb_build_array(k.time_zone, t.slug, u.name, h.starts_at, h.ends_at, h.extensions,
			h.expires_at)::text
		from holds h join users u on u.clinic_id = h.clinic_id and u.id = h.veterinarian_id
		join clinics k on k.id = h.clinic_id
		join appointment_types t on t.clinic_id = h.clinic_id and t.id = h.appointment_type_id
		order by 1) as holds,
	array(select jsonb_build_array(c.email, n.kind, n.status, n.sequence)::text
		from notifications n join clients c on c.clinic_id = n.clinic_id and c.id = n.client_id
		order by 1) as messages,
	clock.now() as at`

async function stateOf(world: World): Promise<string> {
	const { rows } = await world.admin.query(STATE)
	return createHash('sha256').update(JSON.stringify(rows[0])).digest('hex').slice(0, 16)
}
