import { clientBriefs } from '../clients/briefs.ts'
import type { ClientBrief } from '../contract/clients.ts'
import type { Candidate } from '../contract/matches.ts'
import type { PetBrief } from '../contract/pets.ts'
import type { Query } from '../database/tenant.ts'

const MOST = 5

type Reason = Candidate['reasons'][number]

interface AlikeRow {
	guestId: string
	id: string
	/** `family`: the same family name, and an animal of the same name and kind. */
	reason: 'email' | 'phone' | 'name' | 'family'
}

// Each way by itself, so that each goes by its own index.
const alike = (reason: AlikeRow['reason'], same: string, more = 'true') => `
	select g.id as "guestId", c.id, '${reason}' as reason
	from clients g join clients c on c.clinic_id = g.clinic_id and ${same}
	where g.clinic_id = $1 and g.id = any($2::uuid[])
		and c.clinic_id = $1 and c.match_status = 'confirmed' and c.erased_at is null and ${more}`

const samePet = `exists (
	select from pet_owners mine
	join pets p on p.clinic_id = mine.clinic_id and p.id = mine.pet_id
	join pet_owners theirs on theirs.clinic_id = mine.clinic_id and theirs.client_id = c.id
	join pets q on q.clinic_id = mine.clinic_id and q.id = theirs.pet_id
	where mine.clinic_id = $1 and p.clinic_id = $1 and theirs.clinic_id = $1 and q.clinic_id = $1
		and mine.client_id = g.id and mine.owned_until is null and theirs.owned_until is null
		and q.name_key = p.name_key and q.species = p.species
		and p.match_status <> 'merged' and q.match_status = 'confirmed')`

const familyName = 'coalesce(g.name_last, g.name_rest)'

const ALIKE = [
	alike('email', 'c.email_key = g.email_key'),
	alike('phone', 'c.phone = g.phone'),
	alike('name', 'c.name_key = g.name_key'),
	// A family name alone is no more than that.
	alike('family', `c.name_rest = ${familyName}`, samePet),
	alike('family', `c.name_last = ${familyName}`, samePet),
].join(' union all ')

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
	found: readonly AlikeRow[],
	briefs: ReadonlyMap<string, ClientBrief>,
): Candidate[] {
	const scored = [...Map.groupBy(found, (row) => row.id)].flatMap(([id, rows]) => {
		const client = briefs.get(id)
		return client ? [scoredOf(guest, client, rows)] : []
	})
	return scored
		.sort((a, b) => b.score - a.score || (a.client.id < b.client.id ? -1 : 1))
		.slice(0, MOST)
		.map(({ client, pets, reasons, score }) => ({
			client,
			certainty: score >= SCORES.phone ? 'likely' : 'possible',
			reasons,
			pets,
		}))
}

// A phone is shared by a household, an email less often; a name and an animal together are less
// than either.
const SCORES: Readonly<Record<Reason, number>> = { email: 12, phone: 10, name: 3, pet: 3 }

function scoredOf(guest: ClientBrief, client: ClientBrief, rows: readonly AlikeRow[]) {
	const pets = guest.pets.map((pet) => ({ petId: pet.id, intoPetId: sameAs(pet, client.pets) }))
	const isSo: Record<Reason, boolean> = {
		email: rows.some((row) => row.reason === 'email'),
		phone: rows.some((row) => row.reason === 'phone'),
		name: rows.some((row) => row.reason === 'name'),
		pet: pets.some((pair) => pair.intoPetId !== null),
	}
	const reasons = (Object.keys(isSo) as Reason[]).filter((reason) => isSo[reason])
	const score = reasons.reduce((sum, reason) => sum + SCORES[reason], 0)
	return { client, pets, reasons, score }
}

function sameAs(pet: PetBrief, theirs: readonly PetBrief[]): string | null {
	const name = pet.name.toLowerCase()
	const same = theirs.filter(
		(one) => one.species === pet.species && one.name.toLowerCase() === name,
	)
	return same.length === 1 ? (same[0]?.id ?? null) : null
}
