import { type Link, type Links, linkOf } from './kind.ts'

const CURRENT = `
	select o.pet_id as "petId", o.client_id as "clientId" from pet_owners o
	where o.clinic_id = $1 and o.pet_id = any($2::uuid[])
		and o.owned_until is null and o.is_primary`

const END = `
	update pet_owners o set owned_until = $4::date, is_primary = false, updated_at = now()
	from unnest($2::uuid[], $3::uuid[]) as x(pet_id, client_id)
	where o.clinic_id = $1 and o.pet_id = x.pet_id and o.client_id <> x.client_id
		and o.is_primary and o.owned_until is null`

const BEGIN = `
	insert into pet_owners (clinic_id, pet_id, client_id, is_primary, owned_until, updated_at)
	select $1, x.pet_id, x.client_id, true, null, now()
	from unnest($2::uuid[], $3::uuid[]) as x(pet_id, client_id)
	on conflict (clinic_id, pet_id, client_id) do update set
		is_primary = excluded.is_primary, owned_until = excluded.owned_until,
		updated_at = excluded.updated_at`

/** A file names who a pet belongs to first; those who share it stay, an owner before ends today. */
export const petOwners: Links = {
	async current(query, clinicId, petIds) {
		const rows = await query<{ petId: string; clientId: string }>(CURRENT, [clinicId, petIds])
		return new Set(rows.map(({ petId, clientId }) => linkOf(petId, clientId)))
	},
	async write(query, clinicId, rows, today) {
		const known = rows.filter(({ isNew }) => !isNew)
		if (known.length > 0) await query(END, [clinicId, ...pairsOf(known), today])
		await query(BEGIN, [clinicId, ...pairsOf(rows)])
	},
}

const pairsOf = (rows: readonly Link[]) => [
	rows.map(({ id }) => id),
	rows.map(({ ownerId }) => ownerId),
]
