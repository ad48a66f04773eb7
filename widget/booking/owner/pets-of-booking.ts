import type { BookAppointmentBody, VetslotClient } from '@vetslot/sdk'
import type { State } from '../state.ts'
import { isTyped, type KnownPet, type TypedPet, youngestFirst } from './known.ts'
import { isOwn, pickedPets } from './part.ts'

type Pets = BookAppointmentBody['pets']

/** Pets on record by their ids; others, and all without a session, as a guest would type them. */
export const bodiesOf = (state: State, pets: readonly KnownPet[]): Pets =>
	pets.map(({ id, name, species, breed, sex, bornOn, age }: KnownPet & Partial<TypedPet>) =>
		isOwn(state) && !isTyped(id)
			? { id }
			: {
					...{ name, species },
					...(breed && { breed }),
					...(age && { age }),
					...(sex && { sex }),
					...(bornOn && { birthDate: bornOn }),
				},
	)

/** Who books: nobody has to say so who is signed in, unless the clinic lacks a number to call. */
export const ownerIn = (state: State, { owner }: BookAppointmentBody) =>
	state.given.owner ? {} : { owner }

/** A client that books for the picked pets. */
export function withPets(client: VetslotClient, state: State): VetslotClient {
	const known = pickedPets(state)
	const { appointments } = client
	const book: typeof appointments.book = ({ owner: _, ...body }, call) => {
		const pets = known.length ? bodiesOf(state, youngestFirst(known)) : body.pets
		return appointments.book({ ...body, ...ownerIn(state, { ...body, owner: _ }), pets }, call)
	}
	return { ...client, appointments: { ...appointments, book } }
}
