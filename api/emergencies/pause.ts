import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import { instantText, secondText } from '../availability/presenter.ts'
import { type BookingPauses, MAX_PAUSE_HOURS, type PauseBody } from '../contract/pause.ts'
import { type Actor, audit } from '../database/audit.ts'
import { lockAllResources, lockResources } from '../database/lock-resources.ts'
import { queryOf } from '../database/query.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface PauseInput {
	clinicId: string
	actor: Actor
	body: PauseBody
}

/**
 * Stops online booking with everyone or with one person, until an end that the clock brings about.
 * Staff book on. A later call sets another end.
 *
 * @throws Problem `resource_not_found` for anything but a vet or nurse, `invalid_request`
 */
export async function pauseBooking(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, body }: PauseInput,
): Promise<void> {
	const resourceId = body.resourceId?.toLowerCase() ?? null
	// To a whole minute, which is what times are told in; never too early.
	const until = new Date(Math.ceil(endOf(body, now.now) / MINUTE) * MINUTE)
	await write(trx, now, { clinicId, resourceId, until, reason: body.reason || null })
	const data = { resourceId, until: until.toISOString() }
	await audit(trx, clinicId, { actor, action: 'pause.set', subjectId: null, data })
}

/** Takes bookings online again at once. A pause that is over already stays so. */
export async function endPause(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, resourceId }: { clinicId: string; actor: Actor; resourceId: string | null },
): Promise<void> {
	await write(trx, now, { clinicId, resourceId, until: null, reason: null })
	await audit(trx, clinicId, {
		actor,
		action: 'pause.ended',
		subjectId: null,
		data: { resourceId },
	})
}

function endOf({ hours, until = '' }: PauseBody, now: Date): number {
	if (hours !== undefined) return now.getTime() + hours * HOUR
	const end = Date.parse(until)
	const bad = (code: string, message: string) =>
		invalidRequest([{ path: 'until', in: 'body', code, message }])
	if (!(end > now.getTime())) throw bad('past', 'Must be in the future')
	if (end - now.getTime() > MAX_PAUSE_HOURS * HOUR)
		throw bad('too_late', `Must be within ${MAX_PAUSE_HOURS} hours`)
	return end
}

interface Pause {
	clinicId: string
	resourceId: string | null
	until: Date | null
	reason: string | null
}

/** Under the locks that bookings take: none that has begun can slip in behind the answer. */
async function write(trx: Knex.Transaction, now: ClinicNow, pause: Pause): Promise<void> {
	const { clinicId, resourceId, until, reason } = pause
	const columns = {
		booking_paused_until: until,
		booking_pause_reason: reason,
		updated_at: trx.raw('now()'),
	}
	if (resourceId === null) {
		await lockAllResources(queryOf(trx), clinicId)
		await trx('clinics').where({ id: clinicId }).update(columns)
		return
	}
	assertPerson(now, resourceId)
	await lockResources(trx, clinicId, [resourceId])
	await trx('resources').where({ clinic_id: clinicId, id: resourceId }).update(columns)
}

function assertPerson({ clinic }: ClinicNow, resourceId: string): void {
	const row = clinic.rows.resources.find(({ id }) => id === resourceId)
	if (row?.kind === 'veterinarian' || row?.kind === 'nurse') return
	const message = 'The clinic has no vet or nurse of this id'
	throw new Problem('resource_not_found', {
		issues: [{ path: 'resourceId', in: 'body', code: 'resource_not_found', message }],
	})
}

interface PauseRow {
	resourceId: string | null
	until: Date
	reason: string | null
}

const LIST = `
	select null::uuid as "resourceId", c.booking_paused_until as until, c.booking_pause_reason as reason
	from clinics c where c.id = $1 and c.booking_paused_until > statement_timestamp()
	union all
	select r.id, r.booking_paused_until, r.booking_pause_reason
	from resources r where r.clinic_id = $1 and r.is_active
		and r.booking_paused_until > statement_timestamp()`

/** The pauses that are on. */
export async function listPauses(
	trx: Knex,
	{ clinic, now }: ClinicNow,
	clinicId: string,
): Promise<BookingPauses> {
	const zone = zoneOf(clinic.plan.zone)
	const rows = await queryOf(trx)<PauseRow>(LIST, [clinicId])
	const shown = rows.map(({ resourceId, until, reason }) => ({
		resourceId,
		until: instantText(zone, minuteOf(until)),
		reason,
	}))
	const everyone = shown.find((one) => one.resourceId === null)
	return {
		everyone: everyone ? { until: everyone.until, reason: everyone.reason } : null,
		people: shown.flatMap(({ resourceId, ...pause }) =>
			resourceId === null ? [] : [{ ...pause, resourceId }],
		),
		serverTime: secondText(zone, now),
	}
}
