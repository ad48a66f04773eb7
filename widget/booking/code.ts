import { addWords } from './language.ts'
import type { reduce } from './machine.ts'

/** The code of the steps after the first screens, in a file of its own. */
export type Later = typeof import('./later.ts') & {
	/** The machine around the machine, for somebody who is signed in. */
	reduce?: typeof reduce
}

let code: Later | undefined
let coming: Promise<Later> | undefined

/** Puts code in its place that knows the owner, too. */
export const enrich = (more: Later): void => {
	code = more
}

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
