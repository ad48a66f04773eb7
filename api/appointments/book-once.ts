import type { Knex } from 'knex'
import type { BookedAppointment } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { inTenant } from '../database/tenant.ts'
import { bumpVersionBy } from '../database/versions.ts'
import { writeInTenant } from '../database/write.ts'
import { keptOf, keptRow } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { type Booked, type Booking, bookAppointment, firstLook } from './book.ts'
import { type Changed, replayed } from './change.ts'
import { tryAgain } from './lost.ts'
import { presentBooked } from './presenter.ts'
import { showBooked } from './show.ts'

type AskedBooking = Pick<Booking, 'body' | 'address'>

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
	return writeInTenant<Booked | { appointmentId: string }>(services.db, clinicId, async (query) => {
		const appointmentId = newId()
		const answer = { appointmentId }
		const beside = { idempotency_keys: [keptRow(intent, { status: 201, answer })] }
		const booking = { ...asked, clinicId, appointmentId, beside, wide }
		const keeping = keptOf<typeof answer>(query, intent)
		const first = firstLook(query, services, booking)
		const kept = await keeping
		if (kept) return { result: kept.answer }
		const { result, last = [] } = await bookAppointment(query, services, booking, first)
		return { result, last: [...last, bumpVersionBy(query, clinicId)] }
	})
}
