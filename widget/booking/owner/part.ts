import type { BookedAppointment, ClinicProfile, Visit } from '@vetslot/sdk'
import type { State, Step } from '../state.ts'
import type { Chain } from './chain.ts'
import { asPet, type Knowledge, type KnownPet } from './known.ts'

/** One visit of those that follow each other. */
export interface Leg {
	petId: string
	typeId: string
	visit: Visit
	signs: string[]
	triagedAt: string | undefined
}

/** What is only there while an owner signs in, is signed in, or was until a moment ago. */
export interface OwnerPart {
	/** Undefined while somebody signs in. */
	known?: Knowledge | undefined
	/** As the clinic describes itself; the state's own is fitted to the picked pets. */
	clinic: ClinicProfile
	/** Pets by id, in the order in which they were picked. */
	picked: string[]
	/** A guest with several pets: nobody is signed in, and nothing is on record. */
	several: boolean
	/** The pet being typed was to be added: what is wrong with it is said. */
	tried: boolean
	/** Messages of the server about the pet being typed, by field. */
	refused: Record<string, string>
	/** Pets one after another instead of in one visit. */
	apart: boolean
	/** Of a chain, the visits that are picked so far. */
	legs: Leg[]
	/** Of the days that are loaded. */
	chains: Chain[]
	/** The one that was picked. */
	chain?: Chain | undefined
	/** The booking is made with the details in the form, not with the account. */
	asGuest: boolean
	/** The session is over. */
	ended: boolean
	/** Somebody has signed out in another tab. */
	left: boolean
	email: string
	code: string
	/** What is wrong with the address or the code. */
	wrong?: 'email-wrong' | 'code-short' | 'code-wrong' | 'code-later' | undefined
	/** A call of the door is under way. */
	busy: boolean
	/** Where somebody was who is asked to sign in. */
	from: Step
	/** The visits of a chain, once they are booked. */
	booked?: BookedAppointment[] | undefined
	/** Which visit of the chain was lost, and what is near. */
	lost?: { index: number; near: Chain[] } | undefined
}

export const noPart = (clinic: ClinicProfile): OwnerPart => ({
	clinic,
	picked: [],
	several: false,
	tried: false,
	refused: {},
	apart: false,
	legs: [],
	chains: [],
	asGuest: false,
	ended: false,
	left: false,
	email: '',
	code: '',
	busy: false,
	from: 'species',
})

/** The state with a change of the owner's part. */
export const withOwner = (state: State, change: Partial<OwnerPart>): State => ({
	...state,
	owner: { ...(state.owner ?? noPart(state.clinic!)), ...change },
})

/** Whether the booking is made by somebody who is signed in. */
export const isSignedIn = ({ owner }: State): boolean =>
	!!owner?.known && !owner.ended && !owner.several

/** Whether it is made with the account: who is signed in may give other details for a visit. */
export const isOwn = (state: State): boolean => isSignedIn(state) && !state.owner?.asGuest

/** Pets to choose from: those that the clinic knows, and those that were typed. */
export const petsOf = ({ owner, entry }: State): KnownPet[] => [
	...(owner?.known?.pets ?? []),
	...(entry.typed ?? []).map(asPet),
]

/** The pets that were picked, in the order of the picking. */
export function pickedPets(state: State): KnownPet[] {
	const pets = petsOf(state)
	return state.owner?.picked.flatMap((id) => pets.find((pet) => pet.id === id) ?? []) ?? []
}

/** The server's limits: pets of one visit, and visits one after another. */
export const MOST_PETS = 6
const MOST_VISITS = 4

/** Whether the pets can be seen one after another. */
export const canBeApart = (picked: readonly string[]): boolean =>
	picked.length > 1 && picked.length <= MOST_VISITS

/** Visits one after another, one for each pet. */
export const isChain = ({ owner }: State): boolean => !!owner?.apart && canBeApart(owner.picked)

/** The pets whose visit is being picked: of a chain one at a time. */
export function petsNow(state: State): KnownPet[] {
	const pets = pickedPets(state)
	const { length } = state.owner?.legs ?? []
	return isChain(state) ? pets.slice(0, length + 1).slice(-1) : pets
}
