import { HOME, type Route } from './route.ts'

const at = (view: string, ...path: string[]): Route => ({ ...HOME, view, path })

/** Where things are that other views lead to. */
export const places = {
	visits: at('visits'),
	visit: (id: string) => at('visits', id),
	pet: (id: string) => at('pets', id),
	newPet: at('pets', 'new'),
	/** A pet's photo and documents. */
	documents: (petId: string) => at('documents', petId),
	/** Repeats of a prescription, for a pet. */
	order: (petId: string) => at('prescriptions', petId),
} as const
