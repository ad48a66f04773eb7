import type { Appointment, LinkedAppointment } from '../../../sdk/index.ts'
import { NOON, ok, phone, Server, types, vets } from '../fixture.ts'

export const visitId = '01900000-0000-7000-8000-000000000200'
export const movedId = '01900000-0000-7000-8000-000000000201'

/** Thursday 5 November, 10:40 with Dr Lind; the server's clock says Tuesday noon. */
export function appointment(of: Partial<LinkedAppointment> = {}): LinkedAppointment {
	return {
		id: visitId,
		reference: 'HLV7Q4K',
		accountUrl: null,
		status: 'confirmed',
		start: '2026-11-05T10:40:00+00:00',
		end: '2026-11-05T11:00:00+00:00',
		durationMinutes: 20,
		timeZone: 'Europe/London',
		appointmentType: { id: types.booster, name: 'Booster vaccination', icon: 'syringe' },
		veterinarian: {
			id: vets.lind,
			name: 'Dr Tomas Lind',
			shortName: 'Dr Lind',
			title: 'Small animals',
		},
		pets: [
			{ name: 'Biscuit', species: 'dog' },
			{ name: 'Mo', species: 'dog' },
		],
		owner: { name: 'Sam Rivera', email: 'sam@example.com' },
		price: { amount: '58.00', currency: 'GBP' },
		preparation: [{ text: 'Vaccination card, if you have one', species: null }],
		clinic: {
			id: '01900000-0000-7000-8000-000000000100',
			name: 'Harbour Lane Vets',
			phone,
			address: ['14 Harbour Lane', 'Riverside', 'London'],
		},
		canMove: true,
		canCancel: true,
		freeUntil: '2026-11-04T10:40:00+00:00',
		cancellationPolicy: 'After that we charge nothing, but please let us know.',
		cancelledLate: false,
		answerBy: null,
		rescheduleCount: 0,
		delayedFrom: null,
		attendanceConfirmedAt: null,
		visit: { species: 'dog', pets: 2, problems: 1, amber: false },
		serverTime: new Date(NOON).toISOString(),
		...of,
	}
}

/** A clinic that has one visit, and answers about it like the API does. */
export class VisitServer extends Server {
	visit: Appointment

	constructor(of: Partial<Appointment> = {}) {
		super()
		this.visit = appointment(of)
		this.clinic.website = 'https://harbour.example'
		this.on('GET /api/customer/visit', () => ok(this.visit))
		this.on('/reschedule', ({ body }) => ok(this.#moved(String(body.start))))
		this.on(`${visitId}/accept`, () => {
			this.visit = { ...this.visit, attendanceConfirmedAt: '2026-11-03T11:57:00+00:00' }
			return ok(this.visit)
		})
		this.on(`DELETE /api/customer/appointments/${visitId}`, () => {
			this.visit = { ...this.visit, status: 'cancelled', canMove: false, canCancel: false }
			return ok(this.visit)
		})
	}

	#moved(start: string): Appointment {
		this.visit = { ...this.visit, id: movedId, start, rescheduleCount: 1 }
		return this.visit
	}
}
