import type { BookedAppointment, ClinicProfile, Visit } from '@vetslot/sdk'
import type { State, Step } from '../state.ts'
import type { Chain } from './chain.ts'
import type { Knowledge, KnownPet } from './known.ts'

/** One visit of two that follow each other. */
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
	/** A pet that is not on record: it is typed as guests do it. */
	other: boolean
	/** Two pets one after another instead of in one visit. */
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
	/** Both visits of a chain, once they are booked. */
	booked?: BookedAppointment[] | undefined
	/** Which visit of the chain was lost, and what is near. */
	lost?: { index: number; near: Chain[] } | undefined
}

export const noPart = (clinic: ClinicProfile): OwnerPart => ({
	clinic,
	picked: [],
	other: false,
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
export const isSignedIn = ({ owner }: State): boolean => !!owner?.known && !owner.ended

/** Whether it is made with the account: who is signed in may give other details for a visit. */
export const isOwn = (state: State): boolean => isSignedIn(state) && !state.owner?.asGuest

/** The pets that were picked, as the clinic knows them. */
export const pickedPets = ({ owner }: State): KnownPet[] =>
	owner?.picked.flatMap((id) => owner.known?.pets.find((pet) => pet.id === id) ?? []) ?? []

/** Two visits, one after another. */
export const isChain = ({ owner }: State): boolean => !!owner?.apart && owner.picked.length === 2

/** The pets whose visit is being picked: of a chain one at a time. */
export function petsNow(state: State): KnownPet[] {
	const pets = pickedPets(state)
	const { length } = state.owner?.legs ?? []
	return isChain(state) ? pets.slice(0, length + 1).slice(-1) : pets
}
