import type { Resource, RunningLate, StaffUser, VisitDetails } from '../../../../sdk/staff.ts'
import { ok } from '../../fixture.ts'
import { Colleague } from '../staff/colleague.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const visitId = id(601)
export const movedId = id(602)
export const vetId = id(11)
/** Today, whatever the hour is at which the test runs. */
export const start = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString()
const end = new Date(Date.parse(start) + 20 * 60_000).toISOString()

const appointment: VisitDetails['appointment'] = {
	...{ id: visitId, reference: 'HLV5T8P', status: 'confirmed', start, end },
	...{ appointmentTypeId: null, veterinarianId: vetId, resourceIds: [vetId] },
	client: { id: id(701), name: 'Sam Rivera', email: 'sam@owner.example', phone: null },
	pets: [{ id: id(801), name: 'Biscuit', species: 'dog', breed: 'Border terrier' }],
	visit: { pets: 1, problems: 1, amber: false },
	...{
		bookingMethod: 'phone',
		isEmergency: false,
		price: { amount: '58.00', currency: 'GBP' },
		finalCost: null,
	},
	...{ reason: 'Ear infection', notes: 'Still shaking his head', actualStart: null },
	...{ actualEnd: null, answerBy: null, rescheduleCount: 0, previousAppointmentId: null },
	...{ delayedFrom: null, attendanceConfirmedAt: null },
	...{ cancelledAt: null, cancelledBy: null, cancelledLate: false, cancellationReason: null },
}

export function details(of: Partial<VisitDetails> = {}): VisitDetails {
	return {
		...{ appointment, typeName: 'Recheck', events: [], answers: [], triage: null, messages: [] },
		pets: [
			{
				...{ id: id(801), name: 'Biscuit', species: 'dog', breed: 'Border terrier', sex: 'male' },
				...{ isNeutered: null, birthDate: '2022-02-01', weightKg: 8.2, microchip: null },
				status: 'active',
				alerts: [
					{ kind: 'allergy', text: 'amoxicillin', since: '2025-01-01' },
					{ kind: 'vaccine_due', text: 'Rabies', since: '2026-10-02' },
				],
				earlierVisits: [],
			},
		],
		notes: { internal: null, shared: null, version: 'v1' },
		...{ overbookedResourceIds: [], actions: ['check_in', 'move', 'cancel'], undoes: null },
		...of,
	}
}

type Late = RunningLate['visits'][number]

export const late = (of: Partial<Late> = {}): Late => ({
	...{ id: visitId, reference: 'HLV5T8P', start, expectedStart: end, minutes: 20 },
	...{ owner: 'Sam Rivera', pets: ['Biscuit'], whereabouts: 'not_travelling', told: 'now' },
	...of,
})

/** Somebody at the console before one visit. */
export async function before(visit = details(), user: Partial<StaffUser> = {}): Promise<Colleague> {
	const colleague = new Colleague()
	colleague.server.user = user
	const vet = {
		id: vetId,
		name: 'Dr Tomas Lind',
		shortName: 'Dr Lind',
		kind: 'veterinarian',
		active: true,
	}
	const { server } = colleague
	server.on('GET /api/clinic/resources', () => ok({ resources: [vet as unknown as Resource] }))
	server.on(`GET /api/clinic/appointments/${visitId}`, () => ok(visit))
	await colleague.arrive(`#/account?visit=${visitId}`, true)
	return colleague
}
