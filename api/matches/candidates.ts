import { clientBriefs } from '../clients/briefs.ts'
import type { ClientBrief } from '../contract/clients.ts'
import type { Candidate } from '../contract/matches.ts'
import type { PetBrief } from '../contract/pets.ts'
import type { Query } from '../database/tenant.ts'

const MOST = 5

interface AlikeRow {
	guestId: string
	id: string
	email: boolean
	phone: boolean
	name: boolean
	pet: boolean
}

const known = `c.clinic_id = $1 and c.match_status = 'confirmed' and c.erased_at is null`
const lastName = (table: string) => `coalesce(${table}.name_last, ${table}.name_rest)`

// Who shares an email, a phone or a whole name; and who shares a family name and has an animal of
// the same name and kind. A family name alone is no more than that.
const ALIKE = `
	select g.id as "guestId", c.id,
		coalesce(c.email_key = g.email_key, false) as email,
		coalesce(c.phone = g.phone, false) as phone,
		coalesce(c.name_key = g.name_key, false) as name, false as pet
	from clients g join clients c on c.clinic_id = g.clinic_id and (c.email_key = g.email_key
		or c.phone = g.phone or c.name_key = g.name_key)
	where g.clinic_id = $1 and ${known} and g.id = any($2::uuid[])
	union all
	select g.id, c.id, false, false, false, true
	from clients g
	join pet_owners mine on mine.clinic_id = g.clinic_id and mine.client_id = g.id
	join pets p on p.clinic_id = g.clinic_id and p.id = mine.pet_id
	join pets q on q.clinic_id = g.clinic_id and q.name_key = p.name_key and q.species = p.species
	join pet_owners theirs on theirs.clinic_id = g.clinic_id and theirs.pet_id = q.id
	join clients c on c.clinic_id = g.clinic_id and c.id = theirs.client_id
	where g.clinic_id = $1 and ${known} and g.id = any($2::uuid[])
		and mine.clinic_id = $1 and p.clinic_id = $1 and q.clinic_id = $1 and theirs.clinic_id = $1
		and mine.owned_until is null and theirs.owned_until is null
		and p.match_status <> 'merged' and q.match_status = 'confirmed'
		and (${lastName('c')} = ${lastName('g')} or c.email_key = g.email_key or c.phone = g.phone)`

/**
 * Whom guests may be, the likeliest first. Nobody is ever matched by a machine: neither the email
 * nor the phone of a guest has been proved to be theirs.
 */
export async function candidatesFor(
	query: Query,
	clinicId: string,
	guestIds: readonly string[],
): Promise<ReadonlyMap<string, Candidate[]>> {
	const rows = await query<AlikeRow>(ALIKE, [clinicId, guestIds])
	const ids = [...new Set([...guestIds, ...rows.map((row) => row.id)])]
	const briefs = new Map((await clientBriefs(query, clinicId, ids)).map((one) => [one.id, one]))
	const byGuest = Map.groupBy(rows, (row) => row.guestId)
	const found = new Map<string, Candidate[]>()
	for (const [guestId, alike] of byGuest) {
		const guest = briefs.get(guestId)
		if (guest) found.set(guestId, ranked(guest, alike, briefs))
	}
	return found
}

function ranked(
	guest: ClientBrief,
	alike: readonly AlikeRow[],
	briefs: ReadonlyMap<string, ClientBrief>,
): Candidate[] {
	const scored = [...Map.groupBy(alike, (row) => row.id)].flatMap(([id, rows]) => {
		const client = briefs.get(id)
		if (!client) return []
		const reasons = REASONS.filter((reason) => rows.some((row) => row[reason]))
		return { client, reasons, score: reasons.reduce((sum, reason) => sum + SCORES[reason], 0) }
	})
	return scored
		.sort((a, b) => b.score - a.score || (a.client.id < b.client.id ? -1 : 1))
		.slice(0, MOST)
		.map(({ client, reasons, score }) => ({
			client,
			certainty: score >= SCORES.phone ? 'likely' : 'possible',
			reasons,
			pets: guest.pets.map((pet) => ({ petId: pet.id, intoPetId: sameAs(pet, client.pets) })),
		}))
}

const REASONS = ['email', 'phone', 'name', 'pet'] as const
// A phone is shared by a household, an email less often; a name and an animal together are less
// than either.
const SCORES = { email: 12, phone: 10, name: 3, pet: 3 } as const

function sameAs(pet: PetBrief, theirs: readonly PetBrief[]): string | null {
	const name = pet.name.toLowerCase()
	const same = theirs.filter(
		(one) => one.species === pet.species && one.name.toLowerCase() === name,
	)
	return same.length === 1 ? (same[0]?.id ?? null) : null
}
