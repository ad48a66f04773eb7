import { formatPhone } from '../../locales/phone.ts'
import { animal, type View } from '../view.ts'
import type { KnownPet } from './known.ts'
import { isOwn, petsNow, pickedPets } from './part.ts'

/** "Biscuit and Mo" */
export const namesOf = ({ words }: View, pets: readonly KnownPet[]): string =>
	words.list(pets.map((pet) => pet.name))

/** "Border terrier", or what they are: "A dog and a cat". */
function kindsOf({ words }: View, pets: readonly KnownPet[]): string {
	const [first, other] = pets
	if (first?.breed && !other) return first.breed
	const text = words.list(pets.map(({ species }) => animal(words, species, 3)))
	return text.replace(/^./u, (letter) => letter.toLocaleUpperCase(words.locale))
}

/** What a step draws from, with what is on record where the form would have it. */
export function knownView(view: View): View {
	const { state } = view
	const { owner } = state
	if (!owner?.known) return view
	const whole = owner.legs.length && owner.legs.length === owner.picked.length
	const pets = whole ? pickedPets(state) : petsNow(state)
	const { name, email } = owner.known
	const phone = formatPhone(owner.known.phone, view.clinic.region)
	const fields = {
		...state.entry.fields,
		...(pets.length > 0 && { pet: namesOf(view, pets), breed: kindsOf(view, pets) }),
		...(isOwn(state) && { name, email }),
		...(state.given.owner && { phone }),
	}
	return { ...view, state: { ...state, entry: { ...state.entry, fields } } }
}
