import { instantText, secondText } from '../availability/presenter.ts'
import { presentMoney } from '../clinics/presenter.ts'
import type { ClinicAppointment } from '../contract/clinic-appointments.ts'
import { visitBody } from '../contract/visit.ts'
import { EMERGENCY } from '../database/models/appointment.ts'
import { minuteOf, type Zone } from '../time/zone.ts'
import type { ListedAppointment } from './clinic-list.ts'

/** What the clinic's own servers see of a visit. */
export function presentForClinic(
	{ row, resourceIds }: ListedAppointment,
	{ zone, currency }: { zone: Zone; currency: string },
): ClinicAppointment {
	const { client } = row
	return {
		id: row.id,
		reference: row.bookingReference,
		status: row.status,
		start: instantText(zone, minuteOf(row.scheduledStart)),
		end: instantText(zone, minuteOf(row.scheduledEnd)),
		appointmentTypeId: row.appointmentTypeId,
		veterinarianId: row.veterinarianId,
		resourceIds,
		client: { id: client.id, name: client.name, email: client.email, phone: client.phone },
		pets: row.pets.map(({ id, name, species, breed }) => ({ id, name, species, breed })),
		visit: visitBody.safeParse(row.visit).data ?? visitBody.parse({}),
		bookingMethod: row.bookingMethod,
		isEmergency: row.source === EMERGENCY,
		price: row.estimatedCost === null ? null : presentMoney(row.estimatedCost, currency),
		finalCost: row.finalCost === null ? null : presentMoney(row.finalCost, currency),
		reason: row.reason,
		notes: row.customerNotes,
		actualStart: row.actualStart && secondText(zone, row.actualStart),
		actualEnd: row.actualEnd && secondText(zone, row.actualEnd),
		answerBy: row.status === 'pending' && row.answerBy ? secondText(zone, row.answerBy) : null,
		rescheduleCount: row.rescheduleCount,
		delayedFrom: row.delayedFrom && instantText(zone, minuteOf(row.delayedFrom)),
		attendanceConfirmedAt: row.attendanceConfirmedAt && secondText(zone, row.attendanceConfirmedAt),
		previousAppointmentId: row.previousAppointmentId,
		cancelledAt: row.cancelledAt && secondText(zone, row.cancelledAt),
		cancelledBy: row.cancelledByKind,
		cancelledLate: row.cancelledLate,
		cancellationReason: row.cancellationReason,
	}
}
