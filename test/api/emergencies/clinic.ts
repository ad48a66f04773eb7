/** A clinic on the morning of an emergency: what every test of them begins with. */
import { randomUUID } from 'node:crypto'
import type { BookedAppointment } from '../../../api/contract/appointments.ts'
import type { EmergencyPlan } from '../../../api/contract/emergencies.ts'
import type { Appointment } from '../../../api/database/models/appointment.ts'
import type { BookableClinic, ClinicOptions } from '../../factories.ts'
import { type Answer, book, type TestApi } from '../api.ts'
import { type Desk, openDesk } from '../hours/desk.ts'

export const PATH = '/api/clinic/emergencies'

/** Starts are on the half hour, so that tests depend on no hour of the day. */
const HALF = 1_800_000

export interface Morning extends Desk {
	/** The half hour that begins next, some half hours on. */
	at(halves: number): string
	book(halves: number, vet: number, differences?: object): Promise<BookedAppointment>
	record(differences?: object): Promise<string>
	plan(id: string, query?: string): Promise<EmergencyPlan>
	approve(id: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
	visits(): Promise<Pick<Appointment, 'id' | 'status' | 'scheduledStart' | 'veterinarianId'>[]>
}

/**
 * One or two vets around the clock, with visits of half an hour. Where midnight is near, the morning
 * is the next one's: plans are made for one local day.
 */
export async function morning(api: TestApi, options: ClinicOptions = {}): Promise<Morning> {
	const desk = await openDesk(api, { vets: 1, ...options })
	const { clinic, ask } = desk
	const begin = beginOf(Date.now())
	const at = (halves: number) => new Date(begin + halves * HALF).toISOString()
	const arrivesInMinutes = () => Math.ceil((begin - Date.now()) / 60_000)
	return {
		...desk,
		at,
		book: (halves, vet, differences = {}) => {
			const start = at(halves)
			return book(api, clinic, { start, veterinarianId: clinic.vets[vet], ...differences })
		},
		record: async (differences = {}) => {
			const body = {
				severity: 'life_threatening',
				species: 'dog',
				complaint: 'Collapsed',
				caller: { name: 'Jo Moss', phone: '07700 900310' },
				minutes: 30,
				arrivesInMinutes: arrivesInMinutes(),
				...differences,
			}
			return (await ask('POST', PATH, { body })).body.id
		},
		plan: async (id, query = '') => (await ask('GET', `${PATH}/${id}/plan?${query}`)).body,
		approve: (id, body, headers = { 'Idempotency-Key': randomUUID() }) =>
			ask('POST', `${PATH}/${id}/approve`, { body, headers }),
		visits: () => visitsOf(clinic),
	}
}

/** At least two hours ahead, so that nobody has left home, and six before the next midnight. */
function beginOf(now: number): number {
	const next = Math.ceil((now + 4 * HALF) / HALF) * HALF
	const hour = Number(
		new Date(next).toLocaleString('en-GB', { hour: '2-digit', timeZone: 'Europe/London' }),
	)
	return hour >= 18 ? next + (25 - hour) * 2 * HALF : next
}

function visitsOf(clinic: BookableClinic) {
	return clinic.run((trx) =>
		trx('appointments')
			.where({ clinic_id: clinic.id })
			.orderBy(['scheduled_start', 'id'])
			.select('id', 'status', 'scheduled_start as scheduledStart')
			.select('veterinarian_id as veterinarianId'),
	)
}
