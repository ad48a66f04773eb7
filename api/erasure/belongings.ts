import type { Query } from '../database/tenant.ts'
import { ownedNow } from '../pets/owned.ts'

/** Everything by which the rows of one person are found. */
export interface Belongings {
	/** The client, and the guests that turned out to be them. */
	clients: string[]
	accounts: string[]
	appointments: string[]
	references: string[]
	notifications: string[]
	/** What they put here. */
	files: string[]
	/** In lower case. */
	emails: string[]
	phones: string[]
	/** Animals that nobody else has. */
	ownPets: string[]
	/** Animals that somebody else has, too, or has now. */
	sharedPets: string[]
}

// Rows that were matched to the client, those matched to these, and guests who gave an address that
// is proved to be the client's: that much is certain.
const FAMILY = `
	with recursive family as (
		select c.id from clients c where c.clinic_id = $1 and (c.id = $2 or (
			c.match_status = 'unconfirmed' and c.email_key in (select lower(a.email)
				from client_accounts a
				where a.clinic_id = $1 and a.client_id = $2 and a.email_verified_at is not null)))
		union
		select c.id from clients c join family f on c.merged_into_id = f.id where c.clinic_id = $1)
	select id from family order by id`

/** Locks visits, people and animals of a client in the order of all who write them. */
export async function lockFamily(
	query: Query,
	clinicId: string,
	clientId: string,
): Promise<string[]> {
	let family = await familyOf(query, clinicId, clientId)
	for (;;) {
		await lockThese(query, clinicId, family)
		// Somebody may have been matched with the client while we waited for the locks; after that nobody is.
		const now = await familyOf(query, clinicId, clientId)
		if (now.every((id) => family.includes(id))) return now
		family = now
	}
}

async function lockThese(query: Query, clinicId: string, seen: readonly string[]): Promise<void> {
	await query(
		`select from appointments a where a.clinic_id = $1 and a.client_id = any($2::uuid[])
		order by a.booking_reference, a.id for no key update`,
		[clinicId, seen],
	)
	// Against every other lock, also that of a foreign key: no row may come to point at them now.
	await query(
		`select from clients c where c.clinic_id = $1 and c.id = any($2::uuid[])
		order by c.id for update`,
		[clinicId, seen],
	)
	await query(
		`select from pets p where p.clinic_id = $1 and p.id in (select o.pet_id from pet_owners o
			where o.clinic_id = $1 and o.client_id = any($2::uuid[]))
		order by p.id for no key update`,
		[clinicId, seen],
	)
}

async function familyOf(query: Query, clinicId: string, clientId: string): Promise<string[]> {
	const rows = await query<{ id: string }>(FAMILY, [clinicId, clientId])
	return rows.map((row) => row.id)
}

/** Reads what there is of locked clients. */
export async function belongingsOf(
	query: Query,
	clinicId: string,
	clients: string[],
): Promise<Belongings> {
	const idsOf = async (sql: string, ...values: unknown[]) =>
		(await query<{ id: string }>(sql, [clinicId, ...values])).map((row) => row.id)
	const pets = await petsOf(query, clinicId, clients)
	const visits = await query<{ id: string; reference: string }>(
		`select a.id, a.booking_reference as reference from appointments a
		where a.clinic_id = $1 and a.client_id = any($2::uuid[])`,
		[clinicId, clients],
	)
	const appointments = visits.map((visit) => visit.id)
	const reach = await reachOf(query, clinicId, clients)
	const accounts = await idsOf(ACCOUNTS, clients)
	const named = [clients, accounts, appointments, reach.emails]
	return {
		clients,
		accounts,
		appointments,
		references: [...new Set(visits.map((visit) => visit.reference))],
		notifications: await idsOf(NOTIFICATIONS, ...named),
		files: await filesOf(query, clinicId, accounts),
		...reach,
		ownPets: pets.flatMap((pet) => (pet.isShared ? [] : [pet.id])),
		sharedPets: pets.flatMap((pet) => (pet.isShared ? [pet.id] : [])),
	}
}

const ACCOUNTS = `
	select a.id from client_accounts a
	where a.clinic_id = $1 and a.client_id = any($2::uuid[])`

const NOTIFICATIONS = `
	select n.id from notifications n
	where n.clinic_id = $1 and (n.client_id = any($2::uuid[]) or n.account_id = any($3::uuid[])
		or n.appointment_id = any($4::uuid[]) or lower(n.recipient_email) = any($5::text[]))`

export async function filesOf(
	query: Query,
	clinicId: string,
	accounts: readonly string[],
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`select f.id from files f
		where f.clinic_id = $1 and f.uploaded_by_kind = 'owner'
			and f.uploaded_by_id = any($2::uuid[])`,
		[clinicId, accounts],
	)
	return rows.map((row) => row.id)
}

function petsOf(query: Query, clinicId: string, clients: readonly string[]) {
	return query<{ id: string; isShared: boolean }>(
		`select distinct o.pet_id as id, exists (
			select from pet_owners other
			join clients c on c.clinic_id = $1 and c.id = other.client_id
			where other.clinic_id = $1 and other.pet_id = o.pet_id
				and other.client_id <> all($2::uuid[]) and c.erased_at is null
				and ${ownedNow('other')}) as "isShared"
		from pet_owners o where o.clinic_id = $1 and o.client_id = any($2::uuid[])`,
		[clinicId, clients],
	)
}

async function reachOf(query: Query, clinicId: string, clients: readonly string[]) {
	const rows = await query<{ email: string | null; phone: string | null }>(
		`select lower(c.email) as email, c.phone from clients c
		where c.clinic_id = $1 and c.id = any($2::uuid[])
		union select lower(a.email), a.phone from client_accounts a
		where a.clinic_id = $1 and a.client_id = any($2::uuid[])`,
		[clinicId, clients],
	)
	return {
		emails: [...new Set(rows.flatMap((row) => row.email ?? []))],
		phones: [...new Set(rows.flatMap((row) => row.phone ?? []))],
	}
}
