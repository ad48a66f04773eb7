import type { ClinicProfile, OwnerVisit, OwnPet, Species, Visit } from '@vetslot/sdk'
import { daysBetween, monthsBetween } from './ages.ts'

/** What the clinic has on record of somebody who is signed in. */
export interface Knowledge {
	name: string
	email: string
	phone: string
	/** Those that live and are here, in the order of their names. */
	pets: KnownPet[]
	/** Visits that took place, the newest first. */
	past: PastVisit[]
	/** Whether the clinic has seen them or has records of theirs; undefined while that isn't known. */
	client?: 'new' | 'existing' | undefined
}

export interface KnownPet {
	id: string
	name: string
	species: Species
	breed: string | null
	sex: 'male' | 'female' | undefined
	bornOn: string | null
	weight: { grams: number; on: string | null } | undefined
}

/** A pet that is not on record: it is booked for as it was typed. */
export interface TypedPet {
	/** `new-1`, `new-2` … */
	id: string
	name: string
	species: Species
	breed: string | null
	age?: 'under_1' | '1_to_7' | '8_or_over' | undefined
}

export interface PastVisit {
	petIds: string[]
	typeId: string
	vetId: string
	day: string
}

const GRAMS = 1000

/** Whether an id is that of a typed pet. */
export const isTyped = (id: string): boolean => id.startsWith('new-')

const nothingKnown = { sex: undefined, bornOn: null, weight: undefined } as const

export const asPet = (typed: TypedPet): KnownPet & TypedPet => ({ ...typed, ...nothingKnown })

/**
 * Pets of one visit in the order in which they are booked: the server takes the first one's age and sex
 * for the visit's, which are the youngest's. Whose age isn't known may be the youngest.
 */
export const youngestFirst = <T extends KnownPet>(pets: readonly T[]): T[] =>
	pets.toSorted((a, b) => bornAt(b).localeCompare(bornAt(a)))

const bornAt = ({ bornOn }: KnownPet): string => bornOn ?? '9999'

export const petOf = ({ id, name, species, breed, sex, bornOn, weight }: OwnPet): KnownPet => ({
	...{ id, name, species, breed, bornOn },
	sex: sex === 'unknown' ? undefined : sex,
	weight: weight ? { grams: Math.round(weight.kilograms * GRAMS), on: weight.on } : undefined,
})

export const pastOf = ({ pets, appointmentType, veterinarian, start }: OwnerVisit): PastVisit => ({
	petIds: pets.map((pet) => pet.id),
	typeId: appointmentType.id,
	vetId: veterinarian.id,
	day: start.slice(0, 10),
})

/** The vet who saw one of these pets last, or else any of the owner's. */
export function usualVet({ past }: Knowledge, petIds: readonly string[]): string | undefined {
	const theirs = past.find((visit) => visit.petIds.some((id) => petIds.includes(id)))
	return (theirs ?? past[0])?.vetId
}

/** The server's limit to an age in weeks. */
const MOST_WEEKS = 104
/** A weight that is older says little about a dose, or about how long a visit takes. */
const FRESH_DAYS = 180

export type Facts = Pick<Visit, 'ageWeeks' | 'ageMonths' | 'weightGrams' | 'sex'>

function ageOf(bornOn: string, today: string): Facts {
	const weeks = Math.floor(daysBetween(bornOn, today) / 7)
	if (weeks < 0) return {}
	return weeks <= MOST_WEEKS ? { ageWeeks: weeks } : { ageMonths: monthsBetween(bornOn, today) }
}

/** What rules ask about pets, as far as it is on record: the youngest and its sex, the heaviest. */
export function factsOf(pets: readonly KnownPet[], today: string): Facts {
	const [lead] = youngestFirst(pets)
	const weights = pets.map(({ weight }) =>
		weight?.on && daysBetween(weight.on, today) <= FRESH_DAYS ? weight.grams : 0,
	)
	const known = weights.length > 0 && !weights.includes(0)
	return {
		...(lead?.bornOn && ageOf(lead.bornOn, today)),
		...(known && { weightGrams: Math.max(...weights) }),
		...(lead?.sex && { sex: lead.sex }),
	}
}

/** The day of the earlier visit that a type asks for. */
export function lastDay(
	{ past }: Knowledge,
	{ earlierVisit }: ClinicProfile['appointmentTypes'][number],
	petIds: readonly string[],
): string | undefined {
	const ids = earlierVisit?.appointmentTypeIds
	const fits = (visit: PastVisit) =>
		petIds.every((id) => visit.petIds.includes(id)) && (!ids || ids.includes(visit.typeId))
	return earlierVisit ? past.find(fits)?.day : undefined
}
