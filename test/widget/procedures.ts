import type { AppointmentType } from '../../sdk/index.ts'
import { type Server, type, types } from './fixture.ts'

/** Visits that follow others, ask for an age in weeks, or last the day. */
const procedures: AppointmentType[] = [
	type({
		id: types.recheck,
		name: 'Recheck',
		description: 'The follow-up the vet asked for',
		clientType: 'existing',
		asks: ['client', 'lastVisit'],
		earlierVisit: { appointmentTypeIds: null, minDays: 0, maxDays: 42 },
	}),
	type({ id: types.preOp, name: 'Pre-op check', description: 'Before any operation' }),
	type({
		id: types.neuter,
		name: 'Neutering',
		description: 'Dropped off in the morning, home in the evening',
		icon: 'scissors',
		mode: 'request',
		durationMinutes: 15,
		asks: ['lastVisit'],
		earlierVisit: { appointmentTypeIds: [types.preOp], minDays: 7, maxDays: 42 },
		dayStay: {
			bringFrom: '08:15',
			bringUntil: '09:00',
			collectFrom: '15:30',
			collectUntil: '18:00',
		},
	}),
	type({
		id: types.kitten,
		name: 'Kitten or puppy: first jabs',
		durationMinutes: 30,
		asks: ['age', 'weight', 'sex'],
	}),
]

/** Lets a made-up clinic do all of them, beside what it does already. */
export function offerProcedures(server: Server): void {
	server.clinic.appointmentTypes = [...procedures, ...server.clinic.appointmentTypes]
}
