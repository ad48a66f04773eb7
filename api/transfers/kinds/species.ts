import type { Species } from '../../contract/primitives.ts'
import type { Finding, Reader } from '../row.ts'

/** As people and other programs call them. */
const NAMES: Record<Species, string> = {
	dog: 'dog, dogs, canine, canis, k9, can, puppy, pup, hund, chien, perro',
	cat: 'cat, cats, feline, felis, fel, kitten, katze, chat, gato',
	rabbit: 'rabbit, rabbits, lagomorph, leporine, bunny, lapine, kaninchen, lapin, conejo',
	guinea_pig: 'guinea pig, guinea-pig, guineapig, guinea_pig, guinea pigs, cavy, cavia',
	bird: 'bird, birds, avian, parrot, budgie, budgerigar, cockatiel, canary, chicken, hen, poultry, parakeet, macaw, cockatoo, pigeon, duck',
	reptile:
		'reptile, reptiles, reptilian, tortoise, turtle, snake, lizard, gecko, bearded dragon, chameleon, iguana',
	other:
		'other, exotic, exotics, small mammal, small furry, rodent, hamster, gerbil, rat, mouse, chinchilla, degu, ferret, mustelid, hedgehog, horse, equine, pony, donkey, goat, sheep, pig, cow, fish, amphibian, frog, wildlife',
}

const byName = new Map(
	Object.entries(NAMES).flatMap(([species, names]) =>
		names.split(', ').map((name) => [name, species as Species] as const),
	),
)

/** A species that has no name here is some other animal, and that is said. */
export const species: Reader<Species> = (cell): Finding<Species> => {
	const word = cell.toLowerCase().replaceAll(/\s+/g, ' ')
	const value = byName.get(word) ?? byName.get(word.replace(/ ?\(.*\)$/, ''))
	return value === undefined ? { value: 'other', warning: 'unknown_species' } : { value }
}
