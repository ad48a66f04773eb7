import type { Visit } from '../contract/visit.ts'
import type { LivingAppointment } from '../database/models/appointment.ts'
import type { Clinic } from './catalogue.ts'
import { chooseType, chooseVet, typeOfBooked } from './question.ts'
import type { Wish } from './read.ts'

export interface WishQuery extends Visit {
	appointmentTypeId?: string | undefined
	duration?: number | undefined
	veterinarianId?: string | undefined
	/** The visit that another time is looked for. */
	moving?: string | undefined
}

/**
 * What a query asks for. Of a visit that is being moved the booked length counts, and its own time
 * is free to it.
 */
export function wishOf(clinic: Clinic, query: WishQuery, moved: LivingAppointment | null): Wish {
	const vetId = chooseVet(clinic, query.veterinarianId, 'query')
	const own = moved !== null && query.appointmentTypeId?.toLowerCase() === moved.appointmentTypeId
	const type = own ? typeOfBooked(clinic, moved) : chooseType(clinic, query, 'query')
	// What was told at booking is what the move will be judged by.
	const visit = own ? { visit: moved.visit, toldAt: moved.toldAt } : { visit: visitIn(query) }
	return { type, vetId, ...visit, ...(moved ? { except: { appointmentId: moved.id } } : {}) }
}

function visitIn(query: WishQuery): Visit {
	const { species, client, sex, pets, problems, amber } = query
	const { ageMonths, ageWeeks, weightGrams, lastVisit } = query
	return {
		species,
		client,
		sex,
		pets,
		problems,
		amber,
		ageMonths,
		ageWeeks,
		weightGrams,
		lastVisit,
	}
}
