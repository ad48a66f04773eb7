import type { BookingEvent, Events } from '../happenings.ts'
import { enter, go, type Next, type Rows, reduce, stay } from '../machine.ts'
import { noEntry, type State, type Step, start } from '../state.ts'
import { chainRows, chainStep } from './chain-machine.ts'
import { fitted, untold, withFirst } from './fit.ts'
import { usualVet } from './known.ts'
import {
	canBeApart,
	isChain,
	isOwn,
	MOST_PETS,
	noPart,
	type OwnerPart,
	petsOf,
	withOwner,
} from './part.ts'
import { atCode, atEmail } from './sign-in-machine.ts'
import { isTyping, petRefused, typeAnother, typedRows, withoutTyped } from './typed-pets.ts'

/** Nothing was picked yet, so that what is known may pick by itself. */
const isFresh = (step: Step, { entry }: State): boolean => step === 'species' && !entry.petIds

function signedIn(state: State, { known, preset }: Events['OWNER']): Next {
	const signing = state.step === 'sign_in' || state.step === 'sign_code'
	const step = signing ? (state.owner?.from ?? 'species') : state.step
	const [only, other] = known.pets
	const alone = only && !other && isFresh(step, state) ? [only.id] : []
	const wanted = preset?.petId ? [preset.petId] : (state.entry.petIds ?? alone)
	const part = { ...noPart(state.owner?.clinic ?? state.clinic!), known }
	const owner = { ...part, picked: those(wanted, { ...state, owner: part }) }
	const { picked } = owner
	// Without a number the clinic can't call: it is the one thing to type.
	const { name, email, phone } = known
	const missing = phone ? {} : { name, email }
	// With a reload the same pets come back, and what was typed of them.
	const told = picked.join() === state.entry.petIds?.join()
	const entry = enter(state, told ? {} : untold(state))
	const fields = { ...entry.fields, ...missing }
	const at = fitted({ ...state, owner, entry: { ...entry, fields }, step })
	if (!picked.length) return stay(offered(at))
	if (step !== 'species' && step !== 'types') return stay(at)
	const shown: State = { ...at, step: 'types' }
	const id = preset?.appointmentTypeId
	return id ? reduce(shown, { type: 'PICK_TYPE', id }) : stay(shown)
}

/** Those of some pets that there are. */
const those = (ids: readonly string[], state: State): string[] => {
	const pets = petsOf(state)
	return ids.filter((id) => pets.some((pet) => pet.id === id))
}

/** Without a pet to choose from, the form of one is open. */
const offered = (state: State): State =>
	petsOf(state).length || isTyping(state) ? state : typeAnother(state)

const nobody = { name: '', email: '', phone: '', pets: [], past: [] }

/** A guest types each of several pets; with a reload they are there again. */
function several(state: State): Next {
	const part = { ...noPart(state.owner?.clinic ?? state.clinic!), known: nobody, several: true }
	const picked = those(state.entry.petIds ?? [], { ...state, owner: part })
	const at = { ...state, owner: { ...part, picked } }
	if (picked.length) return stay(fitted(at))
	const fresh = { ...at, step: 'species' as const, entry: anew(at) }
	return stay(offered(fresh))
}

/** One pet after all, which is typed with everything else. */
function alone(state: State): Next {
	const { petIds: _, typed, typeId: _type, ...rest } = anew(state)
	const pet = state.entry.fields['new-name'] || typed?.[0]?.name
	const species = typed?.[0]?.species ?? rest.species
	const fields = { ...withoutTyped(rest.fields), ...(pet && { pet }) }
	const entry = { ...rest, species, fields }
	return go(
		{ ...state, owner: undefined, given: {}, pets: undefined, clinic: state.owner!.clinic, entry },
		{ step: entry.species ? 'types' : 'species' },
	)
}

/** Signs are about the animal, and a time about the visit: for other pets they are asked anew. */
const anew = (state: State) =>
	enter(state, {
		...untold(state),
		signs: [],
		noSigns: false,
		triagedAt: undefined,
		picked: undefined,
	})

/** Other pets, or another way to see them: the visit is picked from the start. */
function repick(state: State, change: Partial<OwnerPart>): Next {
	const owner = { ...state.owner!, legs: [], chain: undefined, ...change }
	owner.apart &&= canBeApart(owner.picked)
	const at = { ...state, owner, entry: anew(state) }
	if (owner.picked.length) return go(fitted(at), { step: 'types' })
	const none = { petIds: undefined, species: undefined, typeId: undefined }
	return go(fitted({ ...at, entry: enter(at, none) }), { step: 'species' })
}

function tapPet(state: State, { id }: Events['TAP_PET']): Next {
	const { picked } = state.owner!
	const rest = picked.filter((one) => one !== id)
	if (rest.length < picked.length) return repick(state, { picked: rest })
	return picked.length < MOST_PETS ? repick(state, { picked: [...picked, id] }) : stay(state)
}

const atPets: Rows = {
	...typedRows(repick),
	TAP_PET: tapPet,
	APART: (state, { apart }) => repick(state, { apart }),
}

/** The vet who knows the pet comes right after "any vet". */
function vetsInOrder(state: State): State {
	const { next, owner } = state
	const vet = isOwn(state) && usualVet(owner!.known!, owner!.picked)
	if (!vet || !next) return state
	const all = next.veterinarians
	const veterinarians = withFirst(all, (one) => one.id === vet)
	return { ...state, next: { ...next, veterinarians } }
}

/** The account's details in the form, where they can be changed. */
function inForm(state: State, change: Partial<OwnerPart>): State {
	const { name, phone, email } = state.owner!.known!
	const fields = { name, phone, email, ...state.entry.fields }
	return fitted(withOwner({ ...state, entry: enter(state, { fields }) }, change))
}

/** On as a guest with all that was chosen; the form has what the account had. */
function ended(state: State): Next {
	if (!state.owner?.known || state.owner.ended) return stay(state)
	const at = inForm(state, { ended: true, apart: false })
	const late: readonly Step[] = ['review', 'booking', 'checking']
	return go(at, late.includes(state.step) ? { step: 'details' } : {})
}

/** Whoever sits here next may be somebody else: nothing of the account stays. */
function signedOut(state: State): Next {
	const { owner, ahead, offline, from, hold } = state
	if (!owner?.known || state.booked) return stay(state)
	const fresh = { ...start, clinic: owner.clinic, ahead, offline, from, entry: noEntry }
	const part = { ...noPart(owner.clinic), left: true }
	return go(
		{ ...fresh, owner: part },
		{ step: 'species' },
		...(hold ? [{ do: 'release' as const, hold }] : []),
	)
}

/** Whoever closes the dialog is still who they are, and their pets are still there. */
function stillHere({ clinic, known, several, ended }: OwnerPart, after: State): State {
	if (!known) return { ...after, clinic }
	const owner = { ...noPart(clinic), known, several, ended }
	const picked = those(after.entry.petIds ?? [], { ...after, owner })
	const at = fitted({ ...after, clinic, owner: { ...owner, picked } })
	return picked.length ? at : offered({ ...at, step: 'species' })
}

const everywhere: Rows = {
	OWNER: signedIn,
	ENDED: ended,
	SIGNED_OUT: signedOut,
	SEVERAL: several,
	ALONE: alone,
	KNOWN: (state, { known }) => stay(withOwner(state, { known })),
	PET_REFUSED: (state, { id, fields }) => petRefused(state, id, fields),
	SIGN_OUT: (state) => go(state, {}, { do: 'sign-out' }),
	SIGN_IN: (state, event) => go(state, {}, { ...event, do: 'sign-in' }),
	ASK_EMAIL: (state) => go(withOwner(state, { from: state.step }), { step: 'sign_in' }),
	AS_GUEST: (state, { asGuest }) =>
		go(asGuest ? inForm(state, { asGuest }) : fitted(withOwner(state, { asGuest })), {}),
}

const rows: Partial<Record<Step, Rows>> = {
	species: atPets,
	types: atPets,
	sign_in: atEmail,
	sign_code: atCode,
}

type Row = ((state: State, event: BookingEvent) => Next) | undefined

/** The machine for somebody who is signed in, around the guests' one. */
export function reduceOwner(state: State, event: BookingEvent): Next {
	const known = { ...everywhere, ...rows[state.step], ...(isChain(state) && chainRows(state.step)) }
	const row = known[event.type] as Row
	if (row) return row(state, event)
	const next = reduce(state, event)
	const [after, effects] = next
	if (event.type === 'LEAVE' && state.owner) return [stillHere(state.owner, after), effects]
	if (!after.owner) return next
	// Other animals than those on record are typed as guests do it.
	if (event.type === 'PICK_SPECIES') return [fitted(withOwner(after, { picked: [] })), effects]
	if (event.type === 'EDIT' && event.section === 'pet')
		return [{ ...after, step: 'types' }, effects]
	if (event.type === 'NEXT') return [vetsInOrder(after), effects]
	return isChain(after) ? chainStep(state, next) : next
}
