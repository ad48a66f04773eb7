import type { AppointmentType, ClinicProfile, FormField } from '@vetslot/sdk'
import { lastField, type State } from '../state.ts'
import { type Facts, factsOf, type KnownPet, lastDay, usualVet } from './known.ts'
import { isOwn, type OwnerPart, petsNow, petsOf } from './part.ts'

type Fit = {
	pets: readonly KnownPet[]
	owner: OwnerPart
	facts: Facts & { client?: 'new' | 'existing' | undefined }
}

/** A type as these pets can have it: nothing is asked that is known; none where it is not for them. */
function fitType(type: AppointmentType, { pets, owner, facts }: Fit): AppointmentType {
	const ids = pets.map((pet) => pet.id)
	const usual = usualVet(owner.known!, ids)
	const known = {
		...{ client: facts.client, weight: facts.weightGrams, sex: facts.sex, problems: undefined },
		age: facts.ageWeeks ?? facts.ageMonths,
		lastVisit: lastDay(owner.known!, type, ids),
	}
	const more = pets.length - 1
	const suits =
		more < type.maxPets &&
		// Times are found for one kind of animal: others may need other rooms and vets.
		pets.every((pet) => type.species.includes(pet.species) && pet.species === pets[0]?.species) &&
		!(facts.client && type.clientType !== 'both' && type.clientType !== facts.client)
	return {
		...type,
		species: suits ? type.species : [],
		asks: type.asks.filter((ask) => known[ask] === undefined),
		durationMinutes: type.durationMinutes + more * type.extraPetMinutes,
		veterinarianIds: withFirst(type.veterinarianIds, (id) => id === usual),
	}
}

/** One of a list moved to its front. */
export const withFirst = <T>(all: readonly T[], isFirst: (one: T) => boolean): T[] =>
	[...all].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)))

/**
 * What the visits of a chain ask, under names that say of which: `0~reason`. What has to be agreed to
 * is asked once for all.
 */
function fieldsOfAll(state: State): FormField[] {
	const { owner, clinic } = state
	const agreed = new Set<string>()
	return owner!.legs.flatMap(({ typeId, petId }, leg) => {
		const pet = petsOf(state).find(({ id }) => id === petId)
		const fields = clinic!.appointmentTypes.find(({ id }) => id === typeId)?.formFields ?? []
		const asked = fields.filter(
			({ id, type, species }) =>
				(!species || (pet && species.includes(pet.species))) &&
				!(type === 'consent' && agreed.has(id)),
		)
		return asked.map((field) => {
			if (field.type === 'consent') agreed.add(field.id)
			const of = field.type === 'consent' ? 'all' : leg
			const label = field.type === 'consent' ? field.label : `${pet?.name}: ${field.label}`
			return { ...field, id: `${of}~${field.id}`, label, species: null }
		})
	})
}

/** The type that stands for all visits of a chain has the questions of all. */
function withAll(state: State): State {
	const { legs, picked } = state.owner!
	if (!legs.length || legs.length < picked.length) return state
	const formFields = fieldsOfAll(state)
	const appointmentTypes = state.clinic!.appointmentTypes.map((type) =>
		type.id === state.entry.typeId ? { ...type, formFields } : type,
	)
	return { ...state, clinic: { ...state.clinic!, appointmentTypes } }
}

/** What is on record of some pets and was typed of others: for another pet it is asked anew. */
export function untold({ entry }: State): Partial<State['entry']> {
	const { 'age-count': _, 'age-unit': _unit, weight: _weight, ...fields } = entry.fields
	const none = { ageWeeks: undefined, ageMonths: undefined, weightGrams: undefined, sex: undefined }
	return { ...none, fields }
}

/** The state in which the picked pets are what the visit is for. */
export function fitted(state: State): State {
	const owner = state.owner!
	const pets = petsNow(state)
	const [first] = pets
	const given = isOwn(state) && owner.known?.phone !== ''
	if (!first || !owner.known)
		return { ...state, clinic: owner.clinic, pets: undefined, given: { owner: given } }
	const today = owner.clinic.serverTime.slice(0, 10)
	const { past, client = past.length ? ('existing' as const) : undefined } = owner.known
	const facts = { ...factsOf(pets, today), ...(client && { client }) }
	const appointmentTypes = owner.clinic.appointmentTypes.map((type) =>
		fitType(type, { pets, owner, facts }),
	)
	const clinic: ClinicProfile = { ...owner.clinic, appointmentTypes }
	const fields = { ...state.entry.fields, ...lastDays(owner, pets) }
	return withAll({
		...state,
		clinic,
		entry: {
			...state.entry,
			...facts,
			species: first.species,
			petIds: owner.picked,
			fields,
		},
		pets: pets.length > 1 ? pets.length : undefined,
		given: { pet: true, owner: given },
	})
}

/** What is known of the earlier visits that types ask for, where the form has it. */
function lastDays(owner: OwnerPart, pets: readonly KnownPet[]): Record<string, string> {
	const ids = pets.map((pet) => pet.id)
	return Object.fromEntries(
		owner.clinic.appointmentTypes.flatMap((type) => {
			const day = lastDay(owner.known!, type, ids)
			const entry = { typeId: type.id } as State['entry']
			return day ? [[lastField({ entry } as State), day]] : []
		}),
	)
}
