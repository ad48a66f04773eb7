import type { Species } from '@vetslot/sdk'
import type { BookingEvent } from '../happenings.ts'
import { enter, go, type Next, type Rows, stay } from '../machine.ts'
import type { State } from '../state.ts'
import { isTyped, type TypedPet } from './known.ts'
import { MOST_PETS, withOwner } from './part.ts'

/** Where a pet stands while it is typed, among the form's fields, which a reload brings back. */
export const fields = {
	id: 'new-id',
	name: 'new-name',
	species: 'new-species',
	breed: 'new-breed',
	age: 'new-age',
} as const
type Part = keyof typeof fields

const MOST_NAME = 40
const MOST_BREED = 80

export const typedText = ({ entry }: State, part: Part): string =>
	String(entry.fields[fields[part]] ?? '')

/** Whether a pet is being typed. */
export const isTyping = (state: State): boolean => typedText(state, 'id') !== ''

/** What a pet can be at this clinic. */
export const kindsOf = ({ owner }: State): Species[] => {
	const all = owner!.clinic.species
	return all.length > 1 ? [...new Set<Species>([...all, 'other'])] : all
}

/** The only kind there is, or the one that was chosen. */
export function typedSpecies(state: State): Species | undefined {
	const kinds = kindsOf(state)
	const chosen = typedText(state, 'species')
	return kinds.length > 1 ? kinds.find((kind) => kind === chosen) : kinds[0]
}

export type TypedError =
	| { key: 'need-its-name' | 'need-species' }
	| { key: 'too-long'; count: number }
	| { key: 'said'; text: string }

/** What is wrong with the pet being typed, by part. */
export function typedErrors(state: State): Partial<Record<Part, TypedError>> {
	const { tried, refused } = state.owner!
	const errors: Partial<Record<Part, TypedError>> = {}
	if (!tried) return errors
	const name = typedText(state, 'name').trim()
	if (!name) errors.name = { key: 'need-its-name' }
	if (!typedSpecies(state)) errors.species = { key: 'need-species' }
	const over = { name: [...name].length - MOST_NAME, breed: breedOf(state).length - MOST_BREED }
	for (const part of ['name', 'breed'] as const)
		if (over[part] > 0) errors[part] = { key: 'too-long', count: over[part] }
	for (const [part, text] of Object.entries(refused)) errors[part as Part] = { key: 'said', text }
	return errors
}

const breedOf = (state: State): string => typedText(state, 'breed').trim()

/** The form without the pet being typed. */
export const withoutTyped = (form: State['entry']['fields']): State['entry']['fields'] =>
	Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('new-')))

/** The state with another pet being typed, or none. */
function typing(state: State, pet: Partial<TypedPet>): State {
	const parts = Object.entries(pet).flatMap(([part, text]) =>
		text && part in fields ? [[fields[part as Part], text] as const] : [],
	)
	const rest = withoutTyped(state.entry.fields)
	const entry = enter(state, { fields: { ...rest, ...Object.fromEntries(parts) } })
	return withOwner({ ...state, entry }, { tried: false, refused: {} })
}

const nextId = ({ entry }: State): string => {
	const numbers = (entry.typed ?? []).map(({ id }) => Number(id.slice('new-'.length)))
	return `new-${Math.max(0, ...numbers) + 1}`
}

/** Opens the form for one more pet. */
export const typeAnother = (state: State): State => typing(state, { id: nextId(state) })

type Repick = (state: State, change: { picked: string[] }) => Next

/** The pet is one of those that come, from now on. */
function add(state: State, repick: Repick): Next {
	const sent = withOwner(state, { tried: true, refused: {} })
	if (Object.keys(typedErrors(sent)).length) return stay(sent)
	const { picked } = state.owner!
	const age = typedText(state, 'age') as TypedPet['age']
	const pet: TypedPet = {
		...{ id: typedText(state, 'id'), name: typedText(state, 'name').trim() },
		...{ species: typedSpecies(state)!, breed: breedOf(state) || null, ...(age && { age }) },
	}
	const before = state.entry.typed ?? []
	const known = before.some(({ id }) => id === pet.id)
	const typed = known ? before.map((one) => (one.id === pet.id ? pet : one)) : [...before, pet]
	const at = typing({ ...state, entry: enter(state, { typed }) }, {})
	const isComing = picked.includes(pet.id) || picked.length >= MOST_PETS
	return repick(at, { picked: isComing ? picked : [...picked, pet.id] })
}

/** What the form of a pet does where pets are chosen. */
export const typedRows = (repick: Repick): Rows => ({
	OTHER_PET: (state) =>
		stay(
			isTyping(state)
				? typing(state, {})
				: state.owner!.picked.length < MOST_PETS
					? typeAnother(state)
					: state,
		),
	ADD_PET: (state) => add(state, repick),
	EDIT_PET: (state, { id }) => {
		const pet = state.entry.typed?.find((one) => one.id === id)
		return stay(pet ? typing(state, { ...pet, breed: pet.breed ?? '' }) : state)
	},
	FIELD: (state, { name, value }) => {
		const part = Object.keys(fields).find((one) => fields[one as Part] === name)
		const { [part ?? '']: _, ...refused } = state.owner!.refused
		const entry = enter(state, { fields: { ...state.entry.fields, [name]: value } })
		return stay(withOwner({ ...state, entry }, { refused }))
	},
})

/** Back to where the pet was typed, with what the server says about it. */
export function petRefused(state: State, id: string, said: Record<string, string>): Next {
	const pet = state.entry.typed?.find((one) => one.id === id)
	if (!pet) return stay(state)
	const at = typing(state, { ...pet, breed: pet.breed ?? '' })
	return go(withOwner(at, { tried: true, refused: said }), { step: 'types' })
}

/** The server's issues about a typed pet; of a chain each visit has one. */
export function refusalOf(
	ids: readonly string[],
	issues: readonly { path: string; message: string }[],
): (BookingEvent & { type: 'PET_REFUSED' }) | undefined {
	for (const { path, message } of issues) {
		const [, leg, pet, part = 'name'] =
			/^(?:visits\.(\d)\.)?pets\.(\d)(?:\.(name|species|breed|age))?/.exec(path) ?? []
		const id = ids[Number(leg ?? pet)]
		if (pet && id && isTyped(id)) return { type: 'PET_REFUSED', id, fields: { [part]: message } }
	}
	return undefined
}
