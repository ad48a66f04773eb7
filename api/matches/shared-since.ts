import type { Query } from '../database/tenant.ts'

interface Since {
	clinicId: string
	/** Whom the guest was taken for. */
	intoClientId: string
	/** Of the guest. */
	accounts: string[]
}

// Who of a household has asked, the trail knows alone.
const INVITATIONS = `
	select i.id from pet_invitations i
	where i.clinic_id = $1 and i.client_id = $2 and i.id in (select a.subject_id from audit_log a
		where a.clinic_id = $1 and a.action = 'invitation.sent' and a.actor_kind = 'owner'
			and a.actor_id = any($3::uuid[]))`

/** Invitations to share an animal that a guest has sent as somebody else. */
export async function invitationsSince(
	query: Query,
	{ clinicId, intoClientId, accounts }: Since,
): Promise<string[]> {
	if (accounts.length === 0) return []
	const rows = await query<{ id: string }>(INVITATIONS, [clinicId, intoClientId, accounts])
	return rows.map((row) => row.id)
}

// Accepted under the match that is taken back, $5.
const LEAVE = `
	update pet_owners o set owned_until = (statement_timestamp() at time zone 'UTC')::date,
		is_primary = false, updated_at = now()
	where o.clinic_id = $1 and o.pet_id = $2 and o.client_id <> $3 and exists (
		select from pet_invitations i, client_merges m
		where i.clinic_id = $1 and i.id = any($4::uuid[]) and i.pet_id = $2
			and i.accepted_by = o.client_id
			and m.clinic_id = $1 and m.id = $5 and i.accepted_at >= m.created_at)
	returning o.client_id as id`

const JOIN = `
	insert into pet_owners (clinic_id, pet_id, client_id, is_primary)
	select $1, $2, x.id, false from unnest($3::uuid[]) as x(id)
	on conflict (clinic_id, pet_id, client_id)
	do update set owned_until = excluded.owned_until, updated_at = now()`

const KEEP = `
	update pet_owners set owned_until = null, is_primary = true, updated_at = now()
	where clinic_id = $1 and pet_id = $2 and client_id = $3 and not exists (
		select from pet_owners o where o.clinic_id = $1 and o.pet_id = $2 and o.is_primary)`

/**
 * Lets whoever has accepted such an invitation share the guest's animal, and see nothing of the other
 * one any more; that stays with whom it was, even if somebody left in their name.
 */
export async function shareOwnAlone(
	query: Query,
	{ clinicId, intoClientId }: Since,
	pet: { petId: string; intoPetId: string; mergeId: string; invitations: string[] },
): Promise<void> {
	const { petId, intoPetId, mergeId, invitations } = pet
	const values = [clinicId, intoPetId, intoClientId, invitations, mergeId]
	const gone = await query<{ id: string }>(LEAVE, values)
	if (gone.length === 0) return
	await query(JOIN, [clinicId, petId, gone.map((row) => row.id)])
	await query(KEEP, [clinicId, intoPetId, intoClientId])
}
