import type { TypeRow } from '../../clinics/queries.ts'
import type { Due } from '../../records/due.ts'

type Bookable = Pick<
	TypeRow,
	| 'id'
	| 'name'
	| 'group_name'
	| 'icon'
	| 'booking_mode'
	| 'is_active'
	| 'species'
	| 'excluded_species'
>

/**
 * The type to book for what falls due, or null where the clinic has none: one of that very name; else
 * for a vaccination the first that stands with those under the syringe, and for a medicine the first
 * under the pill. Clinics name and group types in their own words; the icons are the same everywhere.
 *
 * @param types in the clinic's order
 */
export function typeForDue<T extends Bookable>(
	due: Pick<Due, 'kind' | 'title'>,
	species: string,
	types: readonly T[],
): T | null {
	const open = types.filter((type) => isOpenTo(type, species))
	const named = open.find((type) => type.name.toLowerCase() === due.title.toLowerCase())
	if (named) return named
	if (due.kind === 'prescription') return open.find((type) => type.icon === 'pill') ?? null
	if (due.kind !== 'vaccination') return null
	const groups = new Set(types.filter(isVaccine).map((type) => type.group_name))
	const beside = (type: T) => type.group_name !== null && groups.has(type.group_name)
	return open.find((type) => isVaccine(type) || beside(type)) ?? null
}

const isVaccine = ({ icon }: Bookable) => icon === 'syringe'

function isOpenTo(type: Bookable, species: string): boolean {
	const isOnline = type.booking_mode === 'instant' || type.booking_mode === 'request'
	const isTaken = type.species.includes(species) && !type.excluded_species.includes(species)
	return type.is_active && isOnline && isTaken
}
