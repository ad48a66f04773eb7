import { CHAIN_GAP, endOf, fitChain, type Link } from '../availability/chain.ts'
import type { Candidate } from '../availability/model.ts'
import { candidatesAt } from '../availability/slots.ts'
import type { BookBody, BookSeveralBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { lockAllResources, lockResourcesBy } from '../database/lock-resources.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { zoneOf } from '../time/zone.ts'
import { claimOf, fullBody, type LetterServices, letterOf, tellBooked } from './book.ts'
import { type CheckedBooking, checkBooking } from './check.ts'
import { composeVisit } from './compose.ts'
import { reservationRows } from './insert.ts'
import { look, type Sight } from './look.ts'
import { Lost } from './lost.ts'
import { guestParty, ownerParty, type Party } from './party.ts'
import { refusal } from './refusal.ts'
import { alternatives } from './reserve.ts'
import { type NewRows, writeRows } from './write.ts'

export interface SeveralInput {
	clinicId: string
	body: BookSeveralBody
	owner: Owner | null
	/** Whom the bookings are counted to. */
	address: string
	/** A further try after a lost race. */
	wide: boolean
}

/** One visit of those that are booked together. */
interface Part {
	body: BookBody
	party: Party
}

/**
 * Books visits one after the other on one day, all or none: the locks of all are taken at once and
 * sorted, every start is judged under them with the others counted as taken, and one statement writes
 * everything.
 *
 * @returns the new ids in the order asked for
 * @throws Problem what booking one throws, its issues under `visits.<which>`
 */
export async function bookSeveral(
	query: Query,
	services: LetterServices,
	input: SeveralInput,
): Promise<string[]> {
	const { clinicId, wide } = input
	const parts = await partsOf(query, input)
	const seen = await lookAtAll(query, services, clinicId, parts)
	assertOneAfterAnother(seen)
	const checked = seen.map((sight, i) =>
		naming(i, () => checkBooking(sight.now, sight.claim.type, fullBody(parts[i]!))),
	)
	settleChain(seen)
	const ids = wide ? null : resourcesFor(seen)
	await (ids ? lockResourcesBy(query, clinicId, ids) : lockAllResources(query, clinicId))
	const again = await lookAtAll(query, services, clinicId, parts)
	const fits = settleChain(again, ids && new Set(ids))
	return write(query, services, input, { parts, again, checked, fits })
}

/** Who comes to which; a guest is one and the same at all of them. */
async function partsOf(query: Query, { body, owner }: SeveralInput): Promise<Part[]> {
	const { visits, owner: typed, reminders, locale } = body
	const parts: Part[] = []
	for (const [i, visit] of visits.entries()) {
		const asked = { ...visit, owner: typed, reminders: reminders && i === 0, locale }
		const party = await namingLater(i, async () =>
			owner?.isVerified ? ownerParty(query, owner, asked) : guestParty(asked),
		)
		const { clientId } = parts[0]?.party ?? party
		parts.push({ body: asked, party: { ...party, clientId } })
	}
	return parts
}

function lookAtAll(
	query: Query,
	{ catalogue }: LetterServices,
	clinicId: string,
	parts: readonly Part[],
): Promise<Sight[]> {
	const looks = parts.map(({ body, party }, i) =>
		namingLater(i, () =>
			look(query, catalogue, clinicId, (clinic) => claimOf(clinic, body, party)),
		),
	)
	return Promise.all(looks)
}

const linkOf = ({ question, claim }: Sight): Link => ({ question, start: claim.start })

/** @throws Problem `invalid_request` for visits that overlap, lie far apart or on two days */
function assertOneAfterAnother(seen: readonly Sight[]): void {
	const issues = seen.flatMap((sight, i) => {
		const before = seen[i - 1]
		if (!before) return []
		const zone = zoneOf(sight.now.clinic.plan.zone)
		const end = endOf(linkOf(before))
		const { start } = sight.claim
		const wrong = (code: string, message: string) => [
			{ path: `visits.${i}.start`, in: 'body' as const, code, message },
		]
		if (start < end) return wrong('overlaps', 'Must not start before the one before it is over')
		if (zone.dayAt(start) !== zone.dayAt(before.claim.start)) {
			return wrong('other_day', 'Must be on the same day')
		}
		if (start > end + CHAIN_GAP) return wrong('far_apart', `At most ${CHAIN_GAP} minutes later`)
		return []
	})
	if (issues.length > 0) throw invalidRequest(issues)
}

/**
 * Who takes each visit.
 *
 * @param held what is locked; left out: everything
 * @throws Problem `clinic_paused`, `slot_taken`, `slot_not_offered`; `Lost`, when another try may find
 * somebody else
 */
function settleChain(seen: readonly Sight[], held: ReadonlySet<string> | null = null): Candidate[] {
	if (seen.some(({ now }) => now.pausedUntil)) throw new Problem('clinic_paused')
	const links = seen.map(linkOf)
	const isHeld = ({ reservations }: Candidate) =>
		!held || reservations.every((part) => held.has(part.resourceId))
	const chain = fitChain(links, isHeld)
	if ('fits' in chain) return chain.fits
	if (held && 'fits' in fitChain(links)) throw new Lost()
	return naming(chain.failed, () => {
		throw refusal(chain.reasons)
	})
}

function resourcesFor(seen: readonly Sight[]): string[] {
	return seen.flatMap((sight) =>
		alternatives(sight, candidatesAt(sight.question, sight.claim.start)),
	)
}

interface Found {
	parts: readonly Part[]
	again: readonly Sight[]
	checked: readonly CheckedBooking[]
	fits: readonly Candidate[]
}

async function write(
	query: Query,
	services: LetterServices,
	{ clinicId, address }: SeveralInput,
	{ parts, again, checked, fits }: Found,
): Promise<string[]> {
	const all: NewRows[] = []
	const ids: string[] = []
	for (const [i, { body, party }] of parts.entries()) {
		const { claim, now } = again[i]!
		const id = newId()
		const fit = fits[i]!
		const letter = await tellBooked(services, { clinicId, id, party, type: claim.type })
		await services.limitLetters(query, letterOf({ clinicId, party, address }))
		const made = { id, party, body: fullBody({ body, party }), checked: checked[i]! }
		const { rows } = composeVisit({ ...made, settled: { fit, now }, type: claim.type })
		const { clients, ...others } = rows
		all.push(i === 0 && clients ? { clients } : {}, others, {
			reservations: reservationRows(fit, { appointment_id: id }),
			notifications: [letter.row],
		})
		await query(letter.job.sql, letter.job.values)
		ids.push(id)
	}
	const lanes = fits.reduce((sum, fit) => sum + fit.reservations.length, 0)
	await writeRows(query, clinicId, together(all), { lanes })
	return ids
}

/** The rows of several visits, by table. */
function together(all: readonly NewRows[]): NewRows {
	const tables = Object.groupBy(
		all.flatMap((rows) => Object.entries(rows)),
		([table]) => table,
	)
	return Object.fromEntries(
		Object.entries(tables).map(([table, rows = []]) => [table, rows.flatMap(([, list]) => list)]),
	)
}

/** Says which of the visits a refusal is about. */
function naming<T>(i: number, work: () => T): T {
	try {
		return work()
	} catch (error) {
		throw about(i, error)
	}
}

async function namingLater<T>(i: number, work: () => Promise<T>): Promise<T> {
	try {
		return await work()
	} catch (error) {
		throw about(i, error)
	}
}

function about(i: number, error: unknown): unknown {
	if (!(error instanceof Problem) || error instanceof Lost) return error
	const inside = (path: string) =>
		path === 'owner' || path.startsWith('owner.') ? path : `visits.${i}.${path}`
	const issues = error.issues.map((issue) => ({ ...issue, path: inside(issue.path) }))
	const whole = { path: `visits.${i}`, in: 'body', code: error.code, message: error.title } as const
	const { detail, headers } = error
	const named = issues.length > 0 ? issues : [whole]
	return new Problem(error.code, { detail, headers, cause: error, issues: named })
}
