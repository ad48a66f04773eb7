import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min'
import { visitBriefs } from '../appointments/brief.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { regionOf } from '../clinics/presenter.ts'
import type { Found } from '../contract/clients.ts'
import type { Query } from '../database/tenant.ts'
import { petBriefs } from '../pets/briefs.ts'
import { zoneOf } from '../time/zone.ts'
import { clientBriefs } from './briefs.ts'
import { LIVING } from './living.ts'

const MOST = 20

/** Sorts behind everything that begins with what stands before it. */
const END = '\u{10FFFF}'

// The pattern operators compare bytes, leak nothing and so may use an index behind row level
// security; `like` may not. Each word of a name is found by an index of its own (0026_people.ts).
const begins = (column: string, from: string, to: string) =>
	`(${column} ~>=~ lower(${from}) and ${column} ~<~ lower(${to}))`

const living = `c.clinic_id = $1 and ${LIVING}`

// In the index's own order, so that twenty of many thousands are read and not sorted out.
const byWord = (key: string) => `(
	select c.id from clients c
	where ${living} and ${begins(`c.${key}`, '$2', '$3')}
		and (select coalesce(bool_and(strpos(' ' || c.name_key, ' ' || lower(word)) > 0), true)
			from unnest($4::text[]) word)
	order by c.${key} using ~<~ limit ${MOST})`

const BY_NAME = ['name_key', 'name_rest', 'name_last'].map(byWord).join(' union all ')

const BY_EMAIL = `
	select c.id from clients c where ${living} and ${begins('c.email_key', '$2', '$3')}
	order by c.email_key using ~<~ limit ${MOST}`

const BY_PHONE = `
	select c.id from clients c where ${living}
		and (${begins('c.phone', '$2', '$3')} or ${begins('c.phone', '$4', '$5')})
	order by c.phone, c.id limit ${MOST}`

const pets = (column: string, from: string, to: string) => `(
	select p.id from pets p
	where p.clinic_id = $1 and p.match_status <> 'merged' and ${begins(column, from, to)}
	order by ${column} using ~<~ limit ${MOST})`

const PETS = `${pets('p.name_key', '$2', '$3')} union all ${pets('p.microchip', '$4', '$5')}`

const VISITS = `
	select a.id from appointments a
	where a.clinic_id = $1 and a.booking_reference = $2 and a.status <> 'rescheduled'`

/**
 * Finds while somebody types: clients by the beginning of any word of their name, of their email or
 * phone, pets by name or microchip, a visit by its whole reference. At most twenty of each.
 */
export async function search(
	query: Query,
	now: ClinicNow,
	clinicId: string,
	text: string,
): Promise<Found> {
	const zone = zoneOf(now.clinic.plan.zone)
	const ids = async (sql: string, values: unknown[]) =>
		(await query<{ id: string }>(sql, [clinicId, ...values])).map((row) => row.id)
	const digits = digitsOf(text)
	const [lead = '', ...others] = wordsOf(text)
	const clientIds = await ids(BY_NAME, [...upTo(lead), others])
	if (!/\s/.test(text)) clientIds.push(...(await ids(BY_EMAIL, upTo(text))))
	if (digits !== null && digits.length > 2) {
		const [one, two] = phonesOf(text, digits, regionOf(now.clinic.rows.clinic))
		clientIds.push(...(await ids(BY_PHONE, [...upTo(one), ...upTo(two)])))
	}
	// A chip's number that begins with nothing is every chip's.
	const chip = digits !== null && digits.length > 2 ? upTo(digits) : ['!', '!']
	const petIds = [...new Set(await ids(PETS, [...upTo(text), ...chip]))].slice(0, MOST)
	const visitIds = await ids(VISITS, [text.replace(/\s/g, '').toUpperCase()])
	return {
		clients: await clientBriefs(query, clinicId, [...new Set(clientIds)].slice(0, MOST)),
		pets: await withOwners(query, clinicId, petIds),
		visits: await visitBriefs(query, clinicId, zone, visitIds),
	}
}

const upTo = (start: string) => [start, `${start}${END}`]

/** The longest word first: it finds the fewest. */
function wordsOf(text: string): string[] {
	return text.split(/\s+/).sort((a, b) => b.length - a.length)
}

/** Null for what is no number. */
function digitsOf(text: string): string | null {
	return /^\+?[\d\s()./-]+$/.test(text) ? text.replace(/\D/g, '') : null
}

/** The ways in which the beginning of a number may be kept: as E.164, so with its country. */
function phonesOf(text: string, digits: string, region: string): [string, string] {
	if (text.startsWith('+')) return [`+${digits}`, `+${digits}`]
	if (digits.startsWith('00')) return [`+${digits.slice(2)}`, `+${digits.slice(2)}`]
	const code = isSupportedCountry(region) ? getCountryCallingCode(region) : ''
	return [`+${code}${digits.replace(/^0/, '')}`, `+${digits}`]
}

interface OwnerRow {
	petId: string
	id: string
	name: string | null
}

async function withOwners(
	query: Query,
	clinicId: string,
	petIds: readonly string[],
): Promise<Found['pets']> {
	if (petIds.length === 0) return []
	const pets = new Map((await petBriefs(query, clinicId, petIds)).map((pet) => [pet.id, pet]))
	const owners = await query<OwnerRow>(
		`select o.pet_id as "petId", c.id, c.name from pet_owners o
		join clients c on c.clinic_id = o.clinic_id and c.id = o.client_id
		where o.clinic_id = $1 and ${living} and o.pet_id = any($2::uuid[]) and o.owned_until is null
		order by o.is_primary desc, c.id`,
		[clinicId, petIds],
	)
	const known = petIds.flatMap((petId) => {
		const pet = pets.get(petId)
		const theirs = owners.filter((owner) => owner.petId === petId)
		// Whose people are erased has nobody to be found by.
		if (!pet || theirs.length === 0) return []
		return [{ ...pet, owners: theirs.map(({ id, name }) => ({ id, name })) }]
	})
	// Those who died are found, behind the living.
	return known.sort((a, b) => Number(a.status !== 'active') - Number(b.status !== 'active'))
}
