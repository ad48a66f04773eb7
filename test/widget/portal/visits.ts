import '../../../widget/portal/visits/visits-view.ts'
import type { OwnerVisit, RebookSuggestion, VisitAnswers } from '../../../sdk/owner.ts'
import { ok, problem, vets } from '../fixture.ts'
import { visit as homeVisit } from './home.ts'
import { id, PortalServer } from './portal.ts'

/** A visit with everything that its own page shows. */
export const own = (n: number, of: Partial<OwnerVisit> = {}): OwnerVisit =>
	homeVisit(n, {
		...{ owner: { name: 'Sam Rivera', email: 'sam@example.com' }, price: null },
		preparation: [{ text: 'Bring the vaccination record.', species: null }],
		clinic: {
			...{ id: id(100), name: 'Harbour Lane Vets', phone: '+442079460112' },
			address: ['12 Harbour Lane', 'London'],
		},
		...{ freeUntil: '2026-11-04T10:40:00+00:00', cancellationPolicy: 'Please tell us in time.' },
		...{ cancelledLate: false, answerBy: null, rescheduleCount: 0, delayedFrom: null },
		...{ attendanceConfirmedAt: null, notes: 'Shy with men', clinicNotes: null },
		directions: { address: ['12 Harbour Lane'], parking: 'Behind the house', access: null },
		...{ lateness: null, canSayLate: false, checkIn: null },
		visit: { species: 'dog', pets: 2, problems: 1, amber: false },
		...of,
	} as Partial<OwnerVisit>)

export const again: RebookSuggestion = {
	...{ appointmentId: id(650), was: '2026-05-05T09:00:00+01:00' },
	appointmentType: { id: id(801), name: 'Check-up', icon: 'stethoscope' },
	veterinarian: { id: vets.lind, shortName: 'Dr Lind' },
	pets: [{ id: id(711), name: 'Biscuit', species: 'dog' }],
	price: { amount: '58.00', currency: 'GBP' },
	visit: { species: 'dog', pets: 1, problems: 1, amber: false },
	needs: [],
	starts: ['2026-11-10', '2026-11-17', '2026-11-24'].map((day) => ({
		...{ start: `${day}T09:00:00+00:00`, veterinarianId: vets.lind },
	})),
}

export const answers: VisitAnswers = {
	fields: [
		{ id: 'reason', label: 'What is it about?', type: 'longtext', required: true },
		{ id: 'well', label: 'Well today?', type: 'yesno', required: true },
	].map((field) => ({
		...{ options: null, maxLength: null, min: null, max: null, pattern: null, species: null },
		...{ sex: null, advice: null },
		...field,
	})) as VisitAnswers['fields'],
	...{ answers: [], missing: ['reason', 'well'], canAnswer: true },
	until: '2026-11-05T10:40:00+00:00',
}

const days = {
	...{ clinicId: id(100), timeZone: 'Europe/London', appointmentTypeId: id(801) },
	...{ durationMinutes: 30, from: '2026-11-03', to: '2026-11-16', lastBookableDay: '2026-12-01' },
	...{ validUntil: null, pausedUntil: null },
	days: [
		{
			...{ date: '2026-11-06', status: 'free' },
			veterinarians: [{ id: vets.lind, starts: ['2026-11-06T09:00:00+00:00'] }],
		},
	],
}

/** A server with visits: what is changed there is what is read afterwards. */
export class VisitsServer extends PortalServer {
	visit: OwnerVisit
	past: OwnerVisit[]
	suggestions: RebookSuggestion[] = [again]

	constructor(of: Partial<OwnerVisit> = {}) {
		super()
		this.visit = own(601, of)
		this.past = [own(650, { status: 'completed', start: '2026-05-05T09:00:00+01:00' })]
		const one = `/api/customer/appointments/${this.visit.id}`
		this.on('GET /api/customer/appointments', ({ query }) => {
			const isPast = query.get('when') === 'past'
			return ok({ appointments: isPast ? this.past : [this.visit], nextCursor: null })
		})
		this.on(`GET ${one}/details`, () => ok(this.visit))
		this.on('GET /api/customer/rebook-suggestions', () =>
			ok({ timeZone: 'Europe/London', suggestions: this.suggestions }),
		)
		this.on(`GET /api/customer/clinics/${id(100)}/availability`, () => ok(days))
		this.on(`PUT ${one}/reschedule`, () => {
			this.visit = { ...this.visit, id: id(602), start: '2026-11-06T09:00:00+00:00' }
			this.on(`GET /api/customer/appointments/${id(602)}/details`, () => ok(this.visit))
			return ok(this.visit)
		})
		this.on(`DELETE ${one}`, () => {
			this.visit = { ...this.visit, status: 'cancelled', canMove: false, canCancel: false }
			return ok(this.visit)
		})
		this.on(`GET ${one}/answers`, () => ok(answers))
	}

	/** What a call about the visit is answered with. */
	when(call: string, change: Partial<OwnerVisit>): void {
		const [method, path] = call.split(' ')
		this.on(`${method} /api/customer/appointments/${this.visit.id}/${path}`, () => {
			this.visit = { ...this.visit, ...change }
			return ok(this.visit)
		})
	}
}

export { ok, problem }
