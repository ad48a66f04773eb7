import type { Query } from '../database/tenant.ts'

/** What tells two animals of one name and kind apart. */
export interface Marks {
	bornOn: string | null
	isEstimated: boolean
	microchip: string | null
}

/** Days between two births of which one was guessed from an age. */
const ABOUT_DAYS = 400

/** Why two animals of one name and kind can't be the same one; null: nothing is known against it. */
export function differenceOf(a: Marks, b: Marks): 'birth' | 'microchip' | null {
	if (a.microchip !== null && b.microchip !== null && a.microchip !== b.microchip)
		return 'microchip'
	if (a.bornOn === null || b.bornOn === null || a.bornOn === b.bornOn) return null
	const days = Math.abs(Date.parse(a.bornOn) - Date.parse(b.bornOn)) / 86_400_000
	return (a.isEstimated || b.isEstimated) && days <= ABOUT_DAYS ? null : 'birth'
}

export async function marksOf(
	query: Query,
	clinicId: string,
	ids: readonly string[],
): Promise<ReadonlyMap<string, Marks>> {
	const rows = await query<Marks & { id: string }>(
		`select p.id, p.born_on::text as "bornOn", p.is_birth_estimated as "isEstimated", p.microchip
		from pets p where p.clinic_id = $1 and p.id = any($2::uuid[])`,
		[clinicId, ids],
	)
	return new Map(rows.map(({ id, ...marks }) => [id, marks]))
}
