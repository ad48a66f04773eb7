import type { PreparationNote } from '../contract/clinic.ts'
import type { Visit } from '../contract/visit.ts'
import type { StoredNote } from '../database/models/appointment-type.ts'

const WEEKS_OF_MONTH = 30.4375 / 7

/**
 * The notes that are about these animals. A note for some ages is told only where the age is known,
 * as it was when the visit was booked.
 *
 * @example notesFor(['Bring records.', { text: 'No food.', species: ['dog'] }], ['cat'], {}) // the first
 */
export function notesFor(
	notes: readonly StoredNote[],
	species: readonly string[],
	{ ageWeeks, ageMonths }: Partial<Pick<Visit, 'ageWeeks' | 'ageMonths'>>,
): PreparationNote[] {
	const weeks = ageWeeks ?? (ageMonths === undefined ? null : ageMonths * WEEKS_OF_MONTH)
	return notes.flatMap((note) => {
		if (typeof note === 'string') return [{ text: note, species: null }]
		const { text, species: only, fromWeeks = null, underWeeks = null } = note
		const forThese = !only?.length || only.some((one) => species.includes(one))
		const ofAge =
			(fromWeeks === null && underWeeks === null) ||
			(weeks !== null && weeks >= (fromWeeks ?? 0) && weeks < (underWeeks ?? Infinity))
		const about = only?.length ? (only as PreparationNote['species']) : null
		return forThese && ofAge ? [{ text, species: about }] : []
	})
}
