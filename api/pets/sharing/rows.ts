import type { Query } from '../../database/tenant.ts'
import { ownedNow } from '../owned.ts'

export interface CoOwner {
	id: string
	name: string | null
	primary: boolean
	/** A later invitation begins it anew. */
	since: Date
}

/** Who has a pet now; the first is whom the clinic writes to. */
export function ownersOf(query: Query, clinicId: string, petId: string): Promise<CoOwner[]> {
	return query<CoOwner>(
		`select c.id, c.name, o.is_primary as primary,
			greatest(o.created_at, (select max(i.accepted_at) from pet_invitations i
				where i.clinic_id = $1 and i.pet_id = $2 and i.accepted_by = c.id)) as since
		from pet_owners o join clients c on c.clinic_id = o.clinic_id and c.id = o.client_id
		where o.clinic_id = $1 and c.clinic_id = $1 and o.pet_id = $2 and ${ownedNow('o')}
			and c.match_status <> 'merged' and c.erased_at is null
		order by o.is_primary desc, o.created_at, c.id`,
		[clinicId, petId],
	)
}

export interface InvitationRow {
	id: string
	email: string | null
	sent_at: Date
	expires_at: Date
	expired: boolean
}

/** Invitations to a pet that nobody has accepted or taken back, the newest first. */
export function waitingInvitations(query: Query, clinicId: string, petId: string) {
	return query<InvitationRow>(
		`select i.id, i.email, i.created_at as sent_at, i.expires_at,
			i.expires_at <= statement_timestamp() as expired
		from pet_invitations i
		where i.clinic_id = $1 and i.pet_id = $2 and i.accepted_at is null and i.revoked_at is null
		order by i.id desc`,
		[clinicId, petId],
	)
}

/** An invitation that is good now, with who sent it. */
export interface OpenInvitation {
	id: string
	petId: string
	petName: string
	species: string
	email: string | null
	from: string | null
	slug: string
	clinicName: string
	expiresAt: Date
}

// It ends with its time, its first use, whenever it is taken back, and once who sent it no longer
// has the pet. Where the pet was known twice, it goes for where it lives on.
const OPEN = `
	select i.id, i.email, p.id as "petId", p.name as "petName", p.species, c.name as "from",
		k.slug, k.name as "clinicName", i.expires_at as "expiresAt"
	from pet_invitations i
	join clinics k on k.id = $1
	join pets b on b.clinic_id = $1 and b.id = i.pet_id
	join pets p on p.clinic_id = $1 and p.id = coalesce(b.merged_into_id, b.id)
	join clients c on c.clinic_id = $1 and c.id = i.client_id
	join pet_owners o on o.clinic_id = $1 and o.pet_id = p.id and o.client_id = i.client_id
	where i.clinic_id = $1 and i.id = $2 and i.accepted_at is null and i.revoked_at is null
		and i.expires_at > statement_timestamp() and ${ownedNow('o')} and o.is_primary
		and p.status = 'active' and p.match_status <> 'merged' and c.erased_at is null`

export async function openInvitation(
	query: Query,
	clinicId: string,
	id: string,
): Promise<OpenInvitation | undefined> {
	const [row] = await query<OpenInvitation>(OPEN, [clinicId, id])
	return row
}
