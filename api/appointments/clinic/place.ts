import type { Knex } from 'knex'
import { type Placement, placeBeyond } from '../../availability/beyond.ts'
import type { Candidate, Reason } from '../../availability/model.ts'
import type { RuleOverride } from '../../contract/visit-changes.ts'
import { audit } from '../../database/audit.ts'
import { lockAllResources } from '../../database/lock-resources.ts'
import type { JsonObject } from '../../database/models/base.ts'
import { queryOf } from '../../database/query.ts'
import type { Query } from '../../database/tenant.ts'
import { type Issue, Problem } from '../../http/problem.ts'
import { minuteOf } from '../../time/zone.ts'
import type { ChangeServices } from '../book.ts'
import type { Actor } from '../events.ts'
import { type Claim, type ClaimOf, look, type Sight } from '../look.ts'
import { fieldOf } from '../refusal.ts'
import type { Settled } from '../reserve.ts'

/** A start that staff want for a visit. */
export interface Wanted {
	clinicId: string
	claimOf: ClaimOf
	/** For going past the rules on purpose. */
	override?: RuleOverride | undefined
	/** The visit stands at that time already, or did: it may lie behind us. */
	stays?: boolean
}

/** What is seen of a start without locking anything. */
export interface Seen {
	sight: Sight
	place: Placement
	/** As asked, with the override that was given. */
	possible: boolean
}

/** A place that is taken, and what was passed over for it. */
export interface Taken extends Settled {
	broken: readonly Reason[]
	overbooked: readonly string[]
}

/** Looks who would take a start and which rules it breaks. */
export async function seePlace(
	query: Query,
	{ catalogue }: Pick<ChangeServices, 'catalogue'>,
	wanted: Wanted,
): Promise<Seen> {
	const { clinicId, claimOf, override, stays = false } = wanted
	// Staff begin when it suits: the grid and the gaps are for what is offered.
	const asStaff = (claim: Claim): Claim => ({ ...claim, asker: 'staff', held: true })
	const sight = await look(query, catalogue, clinicId, (clinic) => asStaff(claimOf(clinic)))
	const { claim, question } = sight
	const found = placeBeyond(question, claim.start, claim.vetId)
	const place = stays ? found : notInThePast(found, sight)
	return { sight, place, possible: allows(place, override) }
}

function allows({ needs }: Placement, override: RuleOverride | undefined): boolean {
	if (needs === 'nothing') return true
	return (
		override !== undefined && (needs === 'override' || (needs === 'overbook' && override.overbook))
	)
}

/** Somebody is at the desk for some minutes before anyone writes it down. */
const GRACE = 15
const DAY = 1440

/** What happened today may be written down afterwards, with a reason; older times are no bookings. */
function notInThePast(place: Placement, { claim, now }: Sight): Placement {
	const late = minuteOf(now.now) - claim.start
	if (late <= GRACE) return place
	const message = 'The start is past'
	const past: Reason = { code: 'notice_too_short', vetId: null, data: {}, message }
	const broken = [past, ...place.broken]
	if (late > DAY) return { needs: 'other', fit: null, broken, overbooked: [] }
	return { ...place, broken, needs: place.needs === 'nothing' ? 'override' : place.needs }
}

/**
 * Finds who takes a start, and locks everyone and everything that could be needed: an overbooked lane
 * is counted under the same locks as any other.
 *
 * @throws Problem `slot_taken`, `slot_not_offered`, each broken rule an issue
 */
export async function takePlace(
	trx: Knex.Transaction,
	services: Pick<ChangeServices, 'catalogue'>,
	wanted: Wanted,
): Promise<Taken> {
	const query = queryOf(trx)
	// Most of those who are refused never wait for a lock.
	assertPossible(await seePlace(query, services, wanted))
	await lockAllResources(query, wanted.clinicId)
	const { sight, place, fit } = assertPossible(await seePlace(query, services, wanted))
	return { fit, now: sight.now, broken: place.broken, overbooked: place.overbooked }
}

function assertPossible(seen: Seen): Seen & { fit: Candidate } {
	const { place, possible } = seen
	if (possible && place.fit) return { ...seen, fit: place.fit }
	throw refusedBy(place)
}

/** Every broken rule, and what it would take. */
function refusedBy({ broken, needs }: Placement): Problem {
	const issues = broken.map(
		({ code, message }): Issue => ({ path: fieldOf(code), in: 'body', code, message }),
	)
	const ways = {
		nothing: '',
		override: ' With a reason it can be done all the same.',
		overbook: ' It takes overbooking, on purpose and with a reason.',
		other: '',
	}
	const rules = broken.length === 1 ? 'a rule' : `${broken.length} rules`
	const detail = `The visit would break ${rules}.${ways[needs]}`
	return new Problem(needs === 'overbook' ? 'slot_taken' : 'slot_not_offered', { issues, detail })
}

/** What of a place goes into the history: nothing, where no rule was passed over. */
export function passedOver(
	{ broken, overbooked }: Taken,
	override: RuleOverride | undefined,
): { reason?: string; data: JsonObject } {
	if (!override || broken.length === 0) return { data: {} }
	const rules = broken.map(({ code }) => code)
	return { reason: override.reason, data: { rules, overbooked: [...overbooked] } }
}

/** The same for who looks after the clinic: who went past which rules, without the words. */
export async function auditPassedOver(
	trx: Knex.Transaction,
	{ clinicId, override }: Wanted,
	{ taken, actor, visitId }: { taken: Taken; actor: Actor; visitId: string },
): Promise<void> {
	const { reason, data } = passedOver(taken, override)
	if (reason === undefined) return
	await audit(trx, clinicId, { actor, action: 'visit.overridden', subjectId: visitId, data })
}
