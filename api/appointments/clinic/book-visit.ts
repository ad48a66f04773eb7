import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import type { ChosenType } from '../../availability/question.ts'
import type { Wish } from '../../availability/read.ts'
import { presentFormFields, regionOf } from '../../clinics/presenter.ts'
import type { CreateVisitBody } from '../../contract/visit-changes.ts'
import { newId } from '../../database/ids.ts'
import { queryOf } from '../../database/query.ts'
import { invalidRequest } from '../../http/problem.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import { checkAnswers } from '../answers.ts'
import type { ChangeServices } from '../book.ts'
import { type Actor, eventRow } from '../events.ts'
import { formRows } from '../form-data.ts'
import { type AppointmentDraft, reservationRows, visitRows } from '../insert.ts'
import { newReference } from '../reference.ts'
import { usualVetOf } from '../usual-vet.ts'
import { writeRows } from '../write.ts'
import { findPeople, type People } from './people.ts'
import {
	auditPassedOver,
	passedOver,
	type Seen,
	seePlace,
	type Taken,
	takePlace,
	type Wanted,
} from './place.ts'
import { startFor, visitOf, wishOf } from './wish.ts'

export interface BookInput {
	clinicId: string
	actor: Actor
	body: CreateVisitBody
}

/** All that has been found out about a booking before a place is taken. */
interface Prepared {
	now: ClinicNow
	people: People
	wish: Wish
	wanted: Wanted
}

/**
 * Books a visit for an owner: by phone, for whoever walks in, or for an emergency that is under way.
 * The rules are the staff's own, which notice, horizon and kept time do not bind; with a reason the
 * others can be passed over, too.
 *
 * @returns the visit's id
 * @throws Problem `invalid_request`, `client_not_found`, `pet_not_found`, `slot_taken`,
 * `slot_not_offered`, `appointment_type_not_found`, `veterinarian_not_found`
 */
export async function bookVisit(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, actor, body }: BookInput,
): Promise<string> {
	const prepared = await prepare(trx, services, { clinicId, body })
	const { people, wish, wanted, now } = prepared
	const answers = readAnswers(now, wish.type, { body, people })
	const taken = await takePlace(trx, services, wanted)
	const draft = draftOf({ ...prepared, actor, body, taken })
	const { reason, data } = passedOver(taken, body.override)
	const change = { appointmentId: draft.id, from: null, to: draft.status, actor, reason, data }
	await people.write(trx)
	const pets = body.pets.flatMap((pet) => ('create' in pet ? [pet.create] : []))
	const form = { type: wish.type, body: { pets }, checked: { answers, signs: [] } }
	const rows = {
		...visitRows(draft),
		reservations: reservationRows(taken.fit, { appointment_id: draft.id }),
		appointment_form_data: formRows(draft.id, form),
		appointment_events: [eventRow(change)],
	}
	await writeRows(queryOf(trx), clinicId, rows, { lanes: taken.fit.reservations.length })
	await auditPassedOver(trx, wanted, { taken, actor, visitId: draft.id })
	if (body.tellOwner) await tell(trx, services, { draft, people, clinicId, taken })
	return draft.id
}

/** What a booking would do; nobody is written. */
export async function seeBooking(
	trx: Knex,
	services: Pick<ChangeServices, 'catalogue'>,
	input: Omit<BookInput, 'actor'>,
): Promise<Seen> {
	const { wanted } = await prepare(trx, services, input)
	return seePlace(queryOf(trx), services, wanted)
}

async function prepare(
	trx: Knex,
	{ catalogue }: Pick<ChangeServices, 'catalogue'>,
	{ clinicId, body }: Omit<BookInput, 'actor'>,
): Promise<Prepared> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const people = await findPeople(trx, now.clinic.rows.clinic, body)
	const today = zoneOf(now.clinic.plan.zone).dateAt(minuteOf(now.now))
	const visit = visitOf(body, people, today)
	const wish = wishOf(now.clinic, body, visit)
	const { clientId, pets, isNew } = people
	const petId = pets[0]?.id ?? clientId
	const usualVetId = isNew ? null : await usualVetOf(query, clinicId, { petId, clientId })
	const start = await startFor(query, clinicId, { now, wish, start: body.start })
	const wanted: Wanted = {
		clinicId,
		override: body.override,
		claimOf: (clinic) => ({ ...wishOf(clinic, body, visit), start, usualVetId }),
	}
	return { now, people, wish, wanted }
}

/** What is answered has to fit its question; staff may leave any of them out. */
function readAnswers(
	{ clinic }: ClinicNow,
	type: ChosenType,
	{ body, people }: { body: CreateVisitBody; people: People },
) {
	const fields = presentFormFields(type.row, clinic.rows.types)
	const { values, issues } = checkAnswers(fields, body.answers, {
		species: people.pets.map(({ species }) => species),
		sex: people.pets[0]?.sex,
		region: regionOf(clinic.rows.clinic),
	})
	const wrong = issues.filter(({ code }) => code !== 'required')
	if (wrong.length > 0) throw invalidRequest(wrong)
	return values
}

interface Made extends Prepared {
	actor: Actor
	body: CreateVisitBody
	taken: Taken
}

function draftOf({ people, wish, actor, body, taken }: Made): AppointmentDraft {
	const { row } = wish.type
	const status = body.status ?? (body.method === 'walk_in' ? 'checked_in' : 'confirmed')
	const price = row.base_price === null ? null : String(row.base_price)
	return {
		id: newId(),
		typeId: row.id,
		clientId: people.clientId,
		petIds: people.pets.map(({ id }) => id),
		candidate: taken.fit,
		reference: newReference(),
		visit: wish.visit,
		status,
		answerBy: null,
		cost: body.estimatedCost ?? price,
		notes: body.notes || null,
		written: {
			reason: body.reason || null,
			internalNotes: body.internalNotes || null,
			sharedNotes: body.sharedNotes || null,
		},
		origin: {
			bookingMethod: body.method,
			bookedByClient: false,
			source: actor.kind === 'staff' ? 'console' : 'sdk',
		},
		...(status === 'in_progress' ? { actualStart: taken.now.now } : {}),
		generation: 1,
		sequence: 0,
		moved: null,
	}
}

interface Told {
	draft: AppointmentDraft
	people: People
	clinicId: string
	taken: Taken
}

/** Nobody is written to who stands at the desk, or whose time has begun. */
async function tell(
	trx: Knex.Transaction,
	{ queueNotification }: ChangeServices,
	{ draft, people, clinicId, taken }: Told,
): Promise<void> {
	const isAhead = taken.fit.startsAt > minuteOf(taken.now.now)
	if (!people.email || draft.status !== 'confirmed' || !isAhead) return
	await queueNotification(trx, {
		clinicId,
		kind: 'booking_confirmed',
		appointmentId: draft.id,
		clientId: people.clientId,
		sequence: 0,
	})
}
