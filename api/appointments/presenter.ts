import type { ClinicNow } from '../availability/catalogue.ts'
import { instantText, secondText } from '../availability/presenter.ts'
import { notesFor } from '../clinics/preparation.ts'
import { cancellationPolicyOf, presentMoney, shortNameOf } from '../clinics/presenter.ts'
import type { Appointment, BookedAppointment, LinkedAppointment } from '../contract/appointments.ts'
import { EXTENSIONS, type Hold, type HoldState } from '../contract/holds.ts'
import type { Appointment as Row } from '../database/models/appointment.ts'
import { makeManageToken } from '../http/manage-token.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import type { HoldRow } from './holds.ts'
import { freeUntil, mayCancel, mayMove } from './policy.ts'

type Shown =
	| 'id'
	| 'bookingReference'
	| 'status'
	| 'scheduledStart'
	| 'scheduledEnd'
	| 'appointmentTypeId'
	| 'veterinarianId'
	| 'estimatedCost'
	| 'cancelledLate'
	| 'answerBy'
	| 'rescheduleCount'
	| 'delayedFrom'
	| 'attendanceConfirmedAt'
	| 'visit'

/** All that an answer about a visit is made of: a row with its people, or one about to be written. */
export interface ShownVisit extends Pick<Row, Shown> {
	client: { name: string | null; email: string | null }
	/** In the order of their ids. */
	pets: readonly Appointment['pets'][number][]
	/** Shown to somebody who shares the animal: it is not theirs to change. */
	isShared?: boolean
	/** Nobody has an account with which they see it. */
	isGuests?: boolean
}

/** What links are made of. */
interface Linking {
	serverKey: Uint8Array
	publicUrl: () => string
}

/** What an owner sees of a visit; nothing that staff wrote. */
export function presentAppointment(row: ShownVisit, now: ClinicNow): Appointment {
	const { rows, types } = now.clinic
	const type = types.get(row.appointmentTypeId ?? '')?.row
	if (!type) throw new Error(`Appointment ${row.id} has no type`)
	const zone = zoneOf(now.clinic.plan.zone)
	return {
		id: row.id,
		reference: row.bookingReference,
		status: row.status,
		start: instantText(zone, minuteOf(row.scheduledStart)),
		end: instantText(zone, minuteOf(row.scheduledEnd)),
		durationMinutes: (row.scheduledEnd.getTime() - row.scheduledStart.getTime()) / 60_000,
		timeZone: zone.name,
		appointmentType: { id: type.id, name: type.name, icon: type.icon ?? 'paw' },
		veterinarian: presentVet(row.veterinarianId, now),
		pets: row.pets.map(({ name, species }) => ({ name, species })),
		owner: { name: row.client.name ?? '', email: row.client.email ?? '' },
		price:
			row.estimatedCost === null ? null : presentMoney(row.estimatedCost, rows.clinic.currency),
		preparation: notesFor(
			type.preparation,
			row.pets.map(({ species }) => species),
			row.visit,
		),
		clinic: {
			id: rows.clinic.id,
			name: rows.clinic.name,
			phone: rows.clinic.phone ?? '',
			address: rows.clinic.address_lines,
		},
		canMove: !row.isShared && mayMove(row, type, now.now),
		canCancel: !row.isShared && mayCancel(row, now.now),
		freeUntil: instantText(zone, minuteOf(freeUntil(row, type))),
		cancellationPolicy: cancellationPolicyOf(rows.clinic),
		cancelledLate: row.cancelledLate,
		answerBy: row.status === 'pending' && row.answerBy ? secondText(zone, row.answerBy) : null,
		rescheduleCount: row.rescheduleCount,
		delayedFrom: row.delayedFrom && instantText(zone, minuteOf(row.delayedFrom)),
		attendanceConfirmedAt: row.attendanceConfirmedAt && secondText(zone, row.attendanceConfirmedAt),
		visit: row.visit,
		serverTime: secondText(zone, now.now),
	}
}

/** The same with the token that opens it, for the one who has just booked. */
export function presentBooked(
	linking: Linking,
	row: ShownVisit,
	generation: number,
	now: ClinicNow,
): BookedAppointment {
	const manageToken = tokenOf(linking, row, generation, now)
	const manageUrl = `${linking.publicUrl()}/visit#${manageToken}`
	return { ...presentLinked(linking, row, generation, now), manageToken, manageUrl }
}

/** The same for whoever has the token; to a guest with the way to an account that keeps the visit. */
export function presentLinked(
	linking: Linking,
	row: ShownVisit,
	generation: number,
	now: ClinicNow,
): LinkedAppointment {
	const shown = presentAppointment(row, now)
	if (!row.isGuests) return { ...shown, accountUrl: null }
	const path = accountPath(now.clinic.rows.clinic.slug, tokenOf(linking, row, generation, now))
	return { ...shown, accountUrl: `${linking.publicUrl()}${path}` }
}

/** The token says there which visit it is, and to whom it was sent; no server is told a fragment. */
export const accountPath = (slug: string, manageToken: string) =>
	`/portal/${slug}#keep=${manageToken}`

function tokenOf(
	{ serverKey }: Linking,
	{ bookingReference: reference }: ShownVisit,
	generation: number,
	{ clinic }: ClinicNow,
): string {
	return makeManageToken(serverKey, { clinicId: clinic.rows.clinic.id, reference, generation })
}

function presentVet(vetId: string, now: ClinicNow): Appointment['veterinarian'] {
	const row = now.clinic.rows.resources.find((resource) => resource.id === vetId)
	if (!row) return { id: vetId, name: '', shortName: '', title: '' }
	return {
		id: row.id,
		name: row.name,
		shortName: shortNameOf(now.clinic.rows.clinic, row),
		title: row.title ?? '',
	}
}

/** A hold without its token. */
export function presentHold(row: HoldRow, now: ClinicNow): HoldState {
	const zone = zoneOf(now.clinic.plan.zone)
	return {
		id: row.id,
		appointmentTypeId: row.typeId,
		veterinarianId: row.vetId,
		start: instantText(zone, minuteOf(row.start)),
		end: instantText(zone, minuteOf(row.end)),
		expiresAt: secondText(zone, row.expiresAt),
		extensionsLeft: Math.max(0, EXTENSIONS - row.extensions),
		serverTime: secondText(zone, row.now),
	}
}

/** A hold as the one who made it is told, with the proof that it is theirs. */
export function presentNewHold(row: HoldRow, now: ClinicNow, token: string): Hold {
	return { ...presentHold(row, now), token }
}
