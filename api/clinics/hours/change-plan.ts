import type { Knex } from 'knex'
import { type Clinic, type ClinicNow, clinicOf } from '../../availability/catalogue.ts'
import type { StrandedVisit } from '../../contract/stranded.ts'
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
	/** Tell what would come of it, and do nothing. */
	dryRun: boolean
	/** Do it although visits lose what they need. */
	allowStranded: boolean
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

/**
 * Changes a clinic's hours, rooms or people, once per intent. All its resources are locked first, so
 * no booking can come between what is asked about the visits and what is written. Visits that lose
 * what they need stay booked; visits and holds whose room or lane is gone get another where one is
 * free; holds without any time left end.
 *
 * @throws Problem `visits_stranded` unless that is allowed, and what `write` throws
 */
export function changePlan<R extends object>(
	services: Services,
	change: PlanChange<R>,
): Promise<PlanChanged<R>> {
	const { clinicId } = change.intent
	return inTenant(services.db, clinicId, (trx) =>
		change.dryRun ? rehearse(trx, services, change) : perform(trx, services, change),
	)
}

async function perform<R extends object>(
	trx: Knex.Transaction,
	services: Services,
	change: PlanChange<R>,
): Promise<PlanChanged<R>> {
	const { clinicId } = change.intent
	const { answer, replayed } = await withIdempotency<Kept>(trx, change.intent, async () => {
		// A visit may have to change rooms, and no one can say beforehand which. Plans change a few
		// times a day; bookings wait for some milliseconds then.
		await lockAllResources(queryOf(trx), clinicId)
		const { id, concerned } = await apply(trx, services, change)
		const stranded = strandedIn(concerned)
		if (stranded.length > 0 && !change.allowStranded) {
			throw refused(await presentStranded(trx, clinicId, stranded))
		}
		await carryOut(trx, clinicId, concerned)
		return { status: 200, answer: { id, stranded } }
	})
	const body = await describe(trx, change, answer)
	if (replayed) return { body, headers: { 'Idempotency-Replayed': 'true' } }
	await bumpPlan(trx, clinicId)
	return { body, headers: {} }
}

/** Writes, looks and takes it back: what is told is what the same call would do. */
async function rehearse<R extends object>(
	trx: Knex.Transaction,
	services: Services,
	change: PlanChange<R>,
): Promise<PlanChanged<R>> {
	await trx.raw('savepoint rehearsal')
	const { id, concerned } = await apply(trx, services, change)
	const body = await describe(trx, change, { id, stranded: strandedIn(concerned) })
	await trx.raw('rollback to savepoint rehearsal')
	return { body, headers: {} }
}

async function apply<R>(
	trx: Knex.Transaction,
	{ catalogue }: Services,
	{ intent: { clinicId }, write }: PlanChange<R>,
): Promise<{ id: string; concerned: Concerned[] }> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const { id, touched } = await write(trx, now)
	if (touched === null) return { id, concerned: [] }
	const after = await readWritten(query, clinicId)
	const plans = { before: now.clinic, after, now: now.now }
	return { id, concerned: await findConcerned(query, clinicId, plans, touched) }
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

function refused(stranded: StrandedVisit[]): Problem {
	const [first] = stranded
	const more = stranded.length > 1 ? ` and ${stranded.length - 1} more` : ''
	return new Problem('visits_stranded', {
		detail: `Visit ${first?.reference}${more} would lose what is needed. Move or cancel, or allow it.`,
		stranded,
	})
}
