import { clientBriefs } from '../clients/briefs.ts'
import type { ClientBrief } from '../contract/clients.ts'
import type { Candidate } from '../contract/matches.ts'
import type { PetBrief } from '../contract/pets.ts'
import type { Query } from '../database/tenant.ts'
import { differenceOf, type Marks, marksOf } from '../pets/alike.ts'

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
		and c.clinic_id = $1 and c.match_status = 'confirmed' and c.erased_at is null and ${more}
		and not exists (select from match_denials d
			where d.clinic_id = $1 and d.client_id = g.id and d.other_id = c.id)`

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

// What several people use says nothing about who it is.
const OWN = 'not c.contact_is_shared'

const ALIKE = [
	alike('email', 'c.email_key = g.email_key', OWN),
	alike('phone', 'c.phone = g.phone', OWN),
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
	const petIds = [...briefs.values()].flatMap(({ pets }) => pets.map((pet) => pet.id))
	const known = { briefs, marks: await marksOf(query, clinicId, petIds) }
	const byGuest = Map.groupBy(rows, (row) => row.guestId)
	const found = new Map<string, Candidate[]>()
	for (const [guestId, alike] of byGuest) {
		const guest = briefs.get(guestId)
		if (guest) found.set(guestId, ranked(guest, alike, known))
	}
	return found
}

interface Known {
	briefs: ReadonlyMap<string, ClientBrief>
	marks: ReadonlyMap<string, Marks>
}

function ranked(
	guest: ClientBrief,
	found: readonly AlikeRow[],
	{ briefs, marks }: Known,
): Candidate[] {
	const scored = [...Map.groupBy(found, (row) => row.id)].flatMap(([id, rows]) => {
		const client = briefs.get(id)
		return client ? [scoredOf(guest, client, rows, marks)] : []
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

function scoredOf(
	guest: ClientBrief,
	client: ClientBrief,
	rows: readonly AlikeRow[],
	marks: Known['marks'],
) {
	const pets = guest.pets.map((pet) => pairOf(pet, client.pets, marks))
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

/** An animal of the same name and kind, if there is one only and nothing speaks against it. */
function pairOf(
	pet: PetBrief,
	theirs: readonly PetBrief[],
	marks: Known['marks'],
): Candidate['pets'][number] {
	const name = pet.name.toLowerCase()
	const [same, ...others] = theirs.filter(
		(one) => one.species === pet.species && one.name.toLowerCase() === name,
	)
	const none = { petId: pet.id, intoPetId: null, doubt: null }
	if (!same || others.length > 0) return none
	const [a, b] = [marks.get(pet.id), marks.get(same.id)]
	const because = a && b ? differenceOf(a, b) : null
	if (because) return { ...none, doubt: { petId: same.id, because } }
	return { ...none, intoPetId: same.id }
}
