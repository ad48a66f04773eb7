import type { Knex } from 'knex'
import type { BookBody, BookedAppointment } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { inTenant, type Query } from '../database/tenant.ts'
import { bumpVersionBy } from '../database/versions.ts'
import { writeInTenant } from '../database/write.ts'
import type { Owner } from '../http/authenticate.ts'
import { keptOf, keptRow } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { type Booked, type Booking, bookAppointment, firstLook } from './book.ts'
import { type Changed, replayed } from './change.ts'
import { tryAgain } from './lost.ts'
import { guestParty, ownerParty, type Party } from './party.ts'
import { presentBooked } from './presenter.ts'
import { showBooked } from './show.ts'

interface AskedBooking extends Pick<Booking, 'body' | 'address'> {
	/** Whoever is signed in. */
	owner: Owner | null
}

/**
 * What `change` does for other verbs, with a booking's statements in three round trips: the retry's
 * record and the first look; locks and the second look; all rows, the record, the job, the version
 * and the commit.
 */
export async function bookOnce(
	services: Services,
	intent: Intent,
	asked: AskedBooking,
): Promise<Changed<BookedAppointment>> {
	const { clinicId } = intent
	const done = await tryAgain((wide) => write(services, intent, asked, wide))
	if ('visit' in done) {
		const { visit, now, generation } = done
		return { body: presentBooked(services, visit, generation, now), headers: {} }
	}
	const show = (trx: Knex.Transaction) => showBooked(trx, services, clinicId, done.appointmentId)
	const shown = await inTenant(services.db, clinicId, show, { quietly: true })
	return replayed(shown)
}

/** The visit, or, for a retry, its id. */
function write(
	services: Services,
	intent: Intent,
	asked: AskedBooking,
	wide: boolean,
): Promise<Booked | { appointmentId: string }> {
	const { clinicId } = intent
	const { owner, ...rest } = asked
	const guest = owner ? null : guestParty(asked.body)
	return writeInTenant<Booked | { appointmentId: string }>(services.db, clinicId, async (query) => {
		const appointmentId = newId()
		const answer = { appointmentId }
		const beside = { idempotency_keys: [keptRow(intent, { status: 201, answer })] }
		const booking = { ...rest, clinicId, appointmentId, beside, wide }
		const keeping = keptOf<typeof answer>(query, intent)
		// A guest's first look travels along; of an owner it has to be known first who they are.
		const first = guest && firstLook(query, services, { ...booking, party: guest })
		const kept = await keeping
		if (kept) return { result: kept.answer }
		const party = guest ?? (await partyOf(query, asked))
		const full = { ...booking, party }
		const { result, last = [] } = await bookAppointment(query, services, full, first ?? undefined)
		return { result, last: [...last, bumpVersionBy(query, clinicId)] }
	})
}

/** Of an owner; of whom nobody has proved to be one, a guest. */
function partyOf(
	query: Query,
	{ owner, body }: { owner: Owner | null; body: Pick<BookBody, 'owner' | 'pets'> },
): Promise<Party> | Party {
	return owner?.isVerified ? ownerParty(query, owner, body) : guestParty(body)
}
