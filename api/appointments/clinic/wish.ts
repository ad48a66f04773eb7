import type { Clinic, ClinicNow } from '../../availability/catalogue.ts'
import type { Minute } from '../../availability/model.ts'
import { type ChosenType, chooseType, chooseVet } from '../../availability/question.ts'
import type { Wish } from '../../availability/read.ts'
import type { Visit } from '../../contract/visit.ts'
import type { CreateVisitBody } from '../../contract/visit-changes.ts'
import type { Query } from '../../database/tenant.ts'
import { monthsBetween } from '../../time/date.ts'
import { minuteOf } from '../../time/zone.ts'
import { startOf } from '../start.ts'
import { nextFreeForStaff } from './next-free.ts'
import type { People } from './people.ts'

/** What staff want to book: everything but the start, which may first have to be found. */
export function wishOf(clinic: Clinic, body: CreateVisitBody, visit: Visit): Wish {
	const type = chooseType(clinic, body)
	const { durationMinutes } = body
	return {
		type: durationMinutes === undefined ? type : lasting(type, durationMinutes),
		visit,
		vetId: chooseVet(clinic, body.veterinarianId),
	}
}

/** So long whoever comes, and on whatever day. */
function lasting({ row, rules }: ChosenType, durationMinutes: number): ChosenType {
	const settled = {
		durationMinutes,
		extraPetMinutes: 0,
		extraProblemMinutes: 0,
		newClientMinutes: 0,
		ageMinutes: [],
	}
	return { row, rules: { ...rules, ...settled } }
}

/** What the visit's rules ask of the animals, from their own rows where nobody said otherwise. */
export function visitOf(body: CreateVisitBody, { pets, isNew }: People, today: string): Visit {
	const [first] = pets
	const told = body.visit
	const isAged = told.ageMonths !== undefined || told.ageWeeks !== undefined
	const months = first?.bornOn ? monthsBetween(first.bornOn, today) : null
	const sex = first?.sex === 'unknown' ? undefined : first?.sex
	const grams = first?.weightKg == null ? undefined : Math.round(Number(first.weightKg) * 1000)
	return {
		...told,
		pets: pets.length,
		species: told.species ?? first?.species,
		sex: told.sex ?? sex,
		client: told.client ?? (isNew ? 'new' : 'existing'),
		weightGrams: told.weightGrams ?? grams,
		...(isAged || months === null ? {} : { ageMonths: months }),
	}
}

/** The start that staff ask for: a time, this minute, or the first one that is free. */
export async function startFor(
	query: Query,
	clinicId: string,
	{ now, wish, start }: { now: ClinicNow; wish: Wish; start: CreateVisitBody['start'] },
): Promise<Minute> {
	if (start === 'now') return minuteOf(now.now)
	if (start === 'next') return nextFreeForStaff(query, clinicId, now, wish)
	return startOf(start)
}
