import type { Knex } from 'knex'
import { type Clinic, type ClinicNow, clinicOf } from '../../availability/catalogue.ts'
import type { Resolution, StrandedVisit } from '../../contract/stranded.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { lockAllResources } from '../../database/lock-resources.ts'
import { queryOf } from '../../database/query.ts'
import { inTenant, type Query } from '../../database/tenant.ts'
import { bumpPlan } from '../../database/versions.ts'
import { withIdempotency } from '../../http/idempotency.ts'
import { Problem } from '../../http/problem.ts'
import type { Intent } from '../../http/route.ts'
import type { Services } from '../../services.ts'
import { readClinicText } from '../queries.ts'
import { carryOut } from './carry-out.ts'
import { type KeptStranded, presentStranded, strandedIn } from './present-stranded.ts'
import { lockVisits, resolveOne } from './resolve.ts'
import { type Concerned, findConcerned, type Touched } from './stranded.ts'

/** What a change has written. */
export interface Written {
	/** Of the row that was changed. */
	id: string
	/** What of the calendar it touches; null: nothing that a visit depends on. */
	touched: Touched | null
}

export interface PlanChange<R> {
	intent: Intent
	actor: Actor
	/** For the log, as in `schedule.created`; left out where `write` has more to record. */
	action?: `${string}.${string}`
	/** Tell what would come of it, and do nothing. */
	dryRun: boolean
	/** Do it although visits lose what they need. */
	allowStranded: boolean
	/** What becomes of single visits among those. */
	resolutions?: readonly Resolution[]
	/** Checks and writes; `now` is the clinic as it was, under the locks. */
	write: (trx: Knex.Transaction, now: ClinicNow) => Promise<Written>
	present: (trx: Knex.Transaction, id: string) => Promise<R>
}

interface Kept {
	id: string
	stranded: KeptStranded[]
}

export interface PlanChanged<R> {
	body: R & { stranded: StrandedVisit[] }
	headers: Record<string, string>
}

/** What a change needs of the services; it may run behind the answers, too. */
type PlanServices = Pick<Services, 'db' | 'catalogue' | 'queueNotification'>

/**
 * Changes a clinic's hours, rooms or people, once per intent. All its resources are locked first, so
 * no booking can come between what is asked about the visits and what is written. Visits that lose
 * what they need stay booked unless something else is chosen for them; visits and holds whose room or
 * lane is gone get another where one is free; holds without any time left end.
 *
 * @throws Problem `visits_stranded` unless that is allowed or something is chosen for each of them,
 * and what `write` and `resolveOne` throw
 */
export function changePlan<R extends object>(
	services: PlanServices,
	change: PlanChange<R>,
): Promise<PlanChanged<R>> {
	const { clinicId } = change.intent
	return inTenant(services.db, clinicId, (trx) =>
		change.dryRun ? rehearse(trx, services, change) : perform(trx, services, change),
	)
}

async function perform<R extends object>(
	trx: Knex.Transaction,
	services: PlanServices,
	change: PlanChange<R>,
): Promise<PlanChanged<R>> {
	const { intent, actor, action } = change
	const { answer, replayed } = await withIdempotency<Kept>(trx, intent, async () => {
		const answer = await carryThrough(trx, services, change)
		const data = { stranded: answer.stranded.length }
		if (action) await audit(trx, intent.clinicId, { actor, action, subjectId: answer.id, data })
		return { status: 200, answer }
	})
	const body = await describe(trx, change, answer)
	if (replayed) return { body, headers: { 'Idempotency-Replayed': 'true' } }
	await bumpPlan(trx, intent.clinicId)
	return { body, headers: {} }
}

async function carryThrough<R>(
	trx: Knex.Transaction,
	services: PlanServices,
	change: PlanChange<R>,
): Promise<Kept> {
	const { clinicId } = change.intent
	await lockVisits(trx, clinicId, change.resolutions ?? [])
	// A visit may have to change rooms, and no one can say beforehand which. Plans change a few
	// times a day; bookings wait for some milliseconds then.
	await lockAllResources(queryOf(trx), clinicId)
	const { id, concerned, after } = await applyPlan(trx, services, clinicId, change.write)
	const stranded = strandedIn(concerned)
	const chosen = chosenFor(stranded, change)
	const open = stranded.filter((one) => !chosen.has(one.id))
	if (open.length > 0 && !change.allowStranded) {
		throw refused(await presentStranded(trx, clinicId, stranded), open)
	}
	await carryOut(trx, clinicId, concerned)
	for (const one of stranded) {
		const resolution = chosen.get(one.id)
		if (!resolution) continue
		one.resolution = resolution.do
		const resolving = { clinicId, now: after, actor: change.actor }
		one.movedTo = await resolveOne(trx, services, resolving, resolution)
	}
	return { id, stranded }
}

/** A visit that was moved or cancelled in the meantime is not stranded any more: nothing is done. */
function chosenFor<R>(
	stranded: readonly KeptStranded[],
	{ resolutions = [] }: PlanChange<R>,
): Map<string, Resolution> {
	const ids = new Set(stranded.map(({ id }) => id))
	const lower = resolutions.map((one) => ({ ...one, id: one.appointmentId.toLowerCase() }))
	return new Map(lower.filter(({ id }) => ids.has(id)).map((one) => [one.id, one]))
}

/** Writes, looks and takes it back: what is told is what the same call would do. */
async function rehearse<R extends object>(
	trx: Knex.Transaction,
	services: PlanServices,
	change: PlanChange<R>,
): Promise<PlanChanged<R>> {
	await trx.raw('savepoint rehearsal')
	const kept = await rehearsed(trx, services, change)
	const body = await describe(trx, change, kept)
	await trx.raw('rollback to savepoint rehearsal')
	return { body, headers: {} }
}

/** Only a visit that is to be moved needs more than a look, and locks. */
async function rehearsed<R>(
	trx: Knex.Transaction,
	services: PlanServices,
	change: PlanChange<R>,
): Promise<Kept> {
	if (change.resolutions?.length) {
		return carryThrough(trx, services, { ...change, allowStranded: true })
	}
	const { id, concerned } = await applyPlan(trx, services, change.intent.clinicId, change.write)
	return { id, stranded: strandedIn(concerned) }
}

/** A plan as a transaction has changed it, before that can be seen by anybody else. */
export interface AppliedPlan {
	id: string
	concerned: Concerned[]
	after: ClinicNow
}

/** Writes a change of a plan and finds the visits and holds that it concerns. */
export async function applyPlan(
	trx: Knex.Transaction,
	{ catalogue }: Pick<Services, 'catalogue'>,
	clinicId: string,
	write: PlanChange<unknown>['write'],
): Promise<AppliedPlan> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const { id, touched } = await write(trx, now)
	if (touched === null) return { id, concerned: [], after: now }
	const after = await readWritten(query, clinicId)
	const plans = { before: now.clinic, after, now: now.now }
	const concerned = await findConcerned(query, clinicId, plans, touched)
	return { id, concerned, after: { ...now, clinic: after } }
}

/** The clinic as this transaction sees it; no catalogue may keep what is not committed. */
async function readWritten(query: Query, clinicId: string): Promise<Clinic> {
	const found = await readClinicText(query, clinicId)
	if (!found) throw new Problem('clinic_not_found')
	return clinicOf(JSON.parse(found.text))
}

async function describe<R extends object>(
	trx: Knex.Transaction,
	{ intent, present }: PlanChange<R>,
	kept: Kept,
): Promise<R & { stranded: StrandedVisit[] }> {
	const shown = await present(trx, kept.id)
	return { ...shown, stranded: await presentStranded(trx, intent.clinicId, kept.stranded) }
}

function refused(stranded: StrandedVisit[], open: readonly KeptStranded[]): Problem {
	const first = stranded.find(({ id }) => id === open[0]?.id)
	const more = open.length > 1 ? ` and ${open.length - 1} more` : ''
	return new Problem('visits_stranded', {
		detail: `Visit ${first?.reference}${more} would lose what is needed. Choose what becomes of each, or allow it.`,
		stranded,
	})
}
