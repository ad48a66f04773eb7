import { addWords } from './language.ts'

/** The code of the steps after the first screens, in a file of its own. */
export type Later = typeof import('./later.ts')

let code: Later | undefined
let coming: Promise<Later> | undefined

/** The later steps' code, once it is there. */
export const arrived = (): Later | undefined => code

/** Fetches the later steps' code once; after a failure the next call tries again. */
export function fetchLater(): Promise<Later> {
	coming ??= import('./later.ts').then(
		(later) => {
			addWords(later.words)
			code = later
			return later
		},
		(error) => {
			coming = undefined
			throw error
		},
	)
	return coming
}
