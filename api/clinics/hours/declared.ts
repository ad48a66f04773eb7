import type { Resolution } from '../../contract/stranded.ts'

/** What the declarations of all changes of hours have in common. */
export const changesHours = {
	auth: 'clinic',
	idempotent: true,
} as const

export const strands =
	'Visits that would lose what they need are listed; unless that is allowed or something is chosen ' +
	'for each of them, nothing is changed.'

/** What may go wrong where something can be chosen for visits. */
export const mayFail = [
	'visits_stranded',
	'appointment_not_found',
	'appointment_moved',
	'transition_refused',
	'slot_not_offered',
	'slot_taken',
] as const

interface Chosen {
	allowStranded: boolean
	resolutions: readonly Resolution[]
}

/** What of a body is about the visits that the change strands. */
export function chosenIn({ allowStranded, resolutions }: Chosen): Chosen {
	return { allowStranded, resolutions }
}
