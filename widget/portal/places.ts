import { HOME, type Route } from './route.ts'

const at = (view: string, ...path: string[]): Route => ({ ...HOME, view, path })

/** Where things are that other views lead to. */
export const places = {
	visits: at('visits'),
	visit: (id: string, ...part: ('move' | 'answers')[]) => at('visits', id, ...part),
	pet: (id: string) => at('pets', id),
	newPet: at('pets', 'new'),
	/** A pet's documents. */
	documents: (petId: string) => at('documents', petId),
	/** Repeats of a prescription, for a pet; of one medicine, when it is named. */
	order: (petId: string, medicine?: string): Route => ({
		...at('prescriptions', petId),
		query: medicine === undefined ? {} : { medicine },
	}),
} as const
