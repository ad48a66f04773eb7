import type { ClinicNow } from '../../availability/catalogue.ts'
import { instantText } from '../../availability/presenter.ts'
import { text } from '../../clinics/presenter.ts'
import type { OwnerVisit } from '../../contract/owner-visits.ts'
import { minuteOf, type Zone, zoneOf } from '../../time/zone.ts'
import { presentAppointment } from '../presenter.ts'
import type { ShownAppointment } from '../queries.ts'
import { checkInWindow, maySayLate, outlookOf } from './arrival.ts'
import type { Extras } from './extras.ts'
import { formOf, isOpen } from './form.ts'

/** A visit as whoever asks may see it. */
export function presentOwn(row: ShownAppointment, extras: Extras, now: ClinicNow): OwnerVisit {
	const isShared = extras.isShared(row)
	const pets = row.pets.filter((pet) => extras.isShown(row, pet.id))
	const client = isShared ? { name: row.client.name, email: null } : row.client
	const shown = presentAppointment({ ...row, client, pets, isShared }, now)
	const zone = zoneOf(now.clinic.plan.zone)
	const { clinic } = now.clinic.rows
	return {
		...shown,
		pets: pets.map(({ id, name, species }) => ({ id, name, species })),
		isShared,
		notes: isShared ? null : row.customerNotes,
		clinicNotes: isShared ? null : row.sharedNotes,
		directions: {
			address: clinic.address_lines,
			parking: text(clinic.contact.parking),
			access: text(clinic.contact.access),
		},
		form: openQuestions(row, extras, now),
		...arrivalOf(row, extras, { now, zone }),
	}
}

/** How much of the form is open. */
function openQuestions(row: ShownAppointment, extras: Extras, now: ClinicNow): OwnerVisit['form'] {
	const { asked } = formOf(row, now)
	const answered = new Set(extras.answered.get(row.id))
	const missing = asked.filter((field) => field.required && !answered.has(field.id))
	const canAnswer = asked.length > 0 && !extras.isShared(row) && isOpen(row, now.now)
	return { fields: asked.length, missing: canAnswer ? missing.length : 0, canAnswer }
}

/** What can be said on the way. */
function arrivalOf(
	row: ShownAppointment,
	extras: Extras,
	{ now, zone }: { now: ClinicNow; zone: Zone },
): Pick<OwnerVisit, 'lateness' | 'canSayLate' | 'checkIn'> {
	const { clinic } = now.clinic.rows
	const say = (at: Date) => instantText(zone, minuteOf(at))
	const window = checkInWindow(clinic, row, now.now)
	const minutes = extras.lateMinutes.get(row.id)
	const expected = new Date(row.scheduledStart.getTime() + (minutes ?? 0) * 60_000)
	return {
		lateness:
			minutes === undefined
				? null
				: {
						minutes,
						expectedAt: say(expected),
						outlook: outlookOf(clinic, formOf(row, now).type, row, minutes),
					},
		canSayLate: maySayLate(row, now.now),
		checkIn: window && {
			opensAt: say(window.opensAt),
			closesAt: say(window.closesAt),
			isOpen: window.isOpen,
		},
	}
}
