import type * as z from 'zod'
import type { BookBody, OwnerBody, petBody } from '../contract/appointments.ts'
import type { BookingDefaults } from '../contract/preferences.ts'
import type { Visit } from '../contract/visit.ts'
import { newId } from '../database/ids.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { type Issue, invalidRequest, Problem } from '../http/problem.ts'
import { monthsBetween } from '../time/date.ts'
import { type Actor, theOwner } from './events.ts'
import { OWN_PETS } from './ownership.ts'
import { usualVetOf } from './usual-vet.ts'

/** An animal that comes to a visit. */
export interface ComingPet extends z.output<typeof petBody> {
	id: string
	/** Whether the clinic has it already; else it is written with the visit. */
	isKnown: boolean
	weightKg?: number
}

/** Who comes, in full: what a guest types, or what is known of an owner with an account. */
export interface Party {
	clientId: string
	actor: Actor
	owner: OwnerBody
	pets: ComingPet[]
	/** Of an owner with an account: what the clinic knows counts, whatever the page has said. */
	known: {
		client: 'new' | 'existing'
		usualVetId: string | null
		/** By the row of the first animal. */
		told: Partial<Visit>
		/** Whether the clinic has no phone number of theirs yet. */
		lacksPhone: boolean
	} | null
}

/** What a booking says, with everyone who comes. */
export type FullBody = Omit<BookBody, 'owner' | 'pets'> & Pick<Party, 'owner' | 'pets'>

type Asked = Pick<BookBody, 'owner' | 'pets'>

/**
 * A guest with their animals. Nobody is looked up: whether an email is known is not for a guest to
 * learn, and no animal is a guest's by its id.
 *
 * @throws Problem `invalid_request` without a name, `pet_not_found`
 */
export function guestParty({ owner, pets }: Asked): Party {
	if (!owner) throw ownerMissing('Who comes has to be told')
	const coming = pets.map((pet) => {
		if ('id' in pet) throw new Problem('pet_not_found')
		return { ...pet, id: newId(), isKnown: false }
	})
	return { clientId: newId(), actor: theOwner, owner, pets: coming, known: null }
}

function ownerMissing(message: string): Problem {
	return invalidRequest([{ path: 'owner', in: 'body', code: 'required', message }])
}

interface ClientRow {
	name: string | null
	email: string
	phone: string | null
	isExisting: boolean
	/** The clinic's day. */
	today: string
}

// Whoever was seen before, whose animal has a record, or who was carried over from another system.
const EXISTING = `(c.external_id is not null
	or exists (select from appointments v where v.clinic_id = $1 and v.client_id = c.id
		and v.scheduled_start <= statement_timestamp()
		and v.status not in ('pending', 'cancelled', 'no_show', 'rescheduled'))
	or exists (select from medical_records m where m.clinic_id = $1 and m.pet_id in (${OWN_PETS})))`

async function clientOf(query: Query, { clinicId, clientId }: Owner): Promise<'new' | 'existing'> {
	const [row] = await query<{ isExisting: boolean }>(
		`select ${EXISTING} as "isExisting" from clients c where c.clinic_id = $1 and c.id = $2`,
		[clinicId, clientId],
	)
	return row?.isExisting ? 'existing' : 'new'
}

/**
 * What is asked, as it will be booked: whether an owner is new is for the clinic to know, and not for
 * the page to say. Of whom nobody has proved to be one nothing is known.
 */
export async function asKnown<Asked extends Pick<Visit, 'client'>>(
	query: Query,
	owner: Owner | null,
	asked: Asked,
): Promise<Asked> {
	return owner?.isVerified ? { ...asked, client: await clientOf(query, owner) } : asked
}

/** How an owner stands with the clinic, and whom they saw last. */
export async function standingOf(query: Query, owner: Owner) {
	const { clinicId, clientId } = owner
	const client = await clientOf(query, owner)
	return { client, usualVetId: await usualVetOf(query, clinicId, { petId: null, clientId }) }
}

/** What booking goes by for an owner, for pages that ask for no more than they have to. */
export async function bookingDefaultsOf(query: Query, owner: Owner): Promise<BookingDefaults> {
	const { clinicId, clientId, isVerified } = owner
	if (!isVerified) return { client: 'new', veterinarianId: null, needsPhone: true }
	const { client, usualVetId } = await standingOf(query, owner)
	const [row] = await query<{ phone: string | null }>(
		'select c.phone from clients c where c.clinic_id = $1 and c.id = $2',
		[clinicId, clientId],
	)
	return { client, veterinarianId: usualVetId, needsPhone: !row?.phone }
}

// Locked, with the animals below, so that nobody matches them meanwhile and never hears of this visit.
const CLIENT = `
	select c.name, coalesce(c.email, a.email) as email, c.phone,
		${EXISTING} as "isExisting",
		(select (statement_timestamp() at time zone x.time_zone)::date::text from clinics x
			where x.id = $1) as today
	from clients c join client_accounts a on a.clinic_id = $1 and a.id = $3
	where c.clinic_id = $1 and c.id = $2 and c.match_status <> 'merged' and c.erased_at is null
	for no key update of c`

/** An animal as its row has it. */
export interface PetRow {
	id: string
	name: string
	species: ComingPet['species']
	breed: string | null
	sex: 'female' | 'male' | 'unknown'
	bornOn: string | null
	weightKg: string | null
}

export const petColumns = `p.id, p.name, p.species, p.breed, p.sex, p.born_on::text as "bornOn",
	p.weight_kg as "weightKg"`

const PETS = `
	select ${petColumns} from pets p
	where p.clinic_id = $1 and p.id = any($3::uuid[]) and p.id in (${OWN_PETS})
		and p.match_status <> 'merged' and p.status = 'active'
	order by p.id for share of p`

/**
 * An owner with an account. Who they are and which animals are theirs is known; those they type are
 * new ones of theirs.
 *
 * @throws Problem `pet_not_found` for anybody else's, and those that have died; `invalid_request` while
 * the clinic has no phone number of theirs and none was typed
 */
export async function ownerParty(query: Query, owner: Owner, asked: Asked): Promise<Party> {
	const { clinicId, clientId, accountId } = owner
	const [client] = await query<ClientRow>(CLIENT, [clinicId, clientId, accountId])
	if (!client) throw new Problem('session_ended')
	const phone = client.phone ?? asked.owner?.phone
	if (phone === undefined) throw ownerMissing('The clinic has no phone number of yours yet')
	const pets = await comingPets(query, owner, asked.pets)
	const petId = pets.find((pet) => pet.isKnown)?.id ?? null
	return {
		clientId,
		actor: { kind: 'owner', id: accountId },
		owner: { name: client.name ?? asked.owner?.name ?? '', email: client.email, phone },
		pets,
		known: {
			client: client.isExisting ? 'existing' : 'new',
			told: toldBy(pets[0], client.today),
			usualVetId: await usualVetOf(query, clinicId, { petId, clientId }),
			lacksPhone: client.phone === null,
		},
	}
}

async function comingPets(
	query: Query,
	{ clinicId, clientId }: Owner,
	pets: Asked['pets'],
): Promise<ComingPet[]> {
	const ids = pets.flatMap((pet) => ('id' in pet ? [pet.id.toLowerCase()] : []))
	const rows = ids.length > 0 ? await query<PetRow>(PETS, [clinicId, clientId, ids]) : []
	const repeated = ids.findIndex((id, i) => ids.indexOf(id) < i)
	if (repeated >= 0) throw invalidRequest([comesTwice(repeated)])
	return pets.map((pet): ComingPet => {
		if (!('id' in pet)) return { ...pet, id: newId(), isKnown: false }
		const row = rows.find(({ id }) => id === pet.id.toLowerCase())
		if (!row) throw new Problem('pet_not_found')
		return knownPet(row)
	})
}

function comesTwice(i: number): Issue {
	return { path: `pets.${i}.id`, in: 'body', code: 'repeated', message: 'Comes already' }
}

export function knownPet({ sex, bornOn, weightKg, breed, ...row }: PetRow): ComingPet {
	return {
		...row,
		isKnown: true,
		...(breed === null ? {} : { breed }),
		...(sex === 'unknown' ? {} : { sex }),
		...(bornOn === null ? {} : { birthDate: bornOn }),
		...(weightKg === null ? {} : { weightKg: Number(weightKg) }),
	}
}

/** What the rules of a visit ask of the first animal, as far as its row tells. */
export function toldBy(pet: ComingPet | undefined, today: string): Partial<Visit> {
	if (!pet) return {}
	const { sex, weightKg, birthDate } = pet
	return {
		...(sex === undefined ? {} : { sex }),
		...(weightKg === undefined ? {} : { weightGrams: Math.round(weightKg * 1000) }),
		...(birthDate === undefined ? {} : { ageMonths: monthsBetween(birthDate, today) }),
	}
}

/**
 * The visit that is booked. What the page has said counts, as the times were found by it; what it left
 * out is told by the animal, and whether the owner is new by the clinic.
 */
export function visitOf(visit: Visit, { pets, known }: Pick<Party, 'pets' | 'known'>): Visit {
	const species = visit.species ?? pets[0]?.species
	if (!known) return { ...visit, species }
	const { ageMonths, ...told } = known.told
	const isAged = visit.ageMonths !== undefined || visit.ageWeeks !== undefined
	const age = isAged || ageMonths === undefined ? {} : { ageMonths }
	const said = Object.entries(visit).filter(([, value]) => value !== undefined)
	return { ...told, ...age, ...visit, ...Object.fromEntries(said), species, client: known.client }
}
