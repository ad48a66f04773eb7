import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { species } from '../../contract/primitives.ts'
import { type Day, fromDay } from './calendar.ts'
import { e164, type Ids } from './clinic-rows.ts'
import type { Row, Rows } from './insert.ts'
import type { DemoClinic } from './schema.ts'
import { type Random, seeded } from './seed.ts'

const names = z.strictObject({ first: z.array(z.string()), last: z.array(z.string()) })
const wordLists = z.strictObject({
	GB: names,
	US: names,
	pets: z.array(z.string()),
	species: z.array(
		z.strictObject({
			species,
			share: z.number(),
			years: z.number(),
			/** Name, least and most weight in kilograms when grown. */
			breeds: z.array(z.tuple([z.string(), z.number(), z.number()])),
		}),
	),
	colors: z.array(z.string()),
	reasons: z.array(z.string()),
})

export const WORDS = wordLists.parse(
	JSON.parse(readFileSync(new URL('data/words.json', import.meta.url), 'utf8')),
)

const CLIENTS = 150
const MAX_PETS = 220

/** A pet with its owner, as visits need them. */
export interface Patient {
	id: string
	clientId: string
	species: z.infer<typeof species>
	bornOn: Day
}

interface Household {
	id: string
	name: string
	phone: string
	email: string
	pets: HouseholdPet[]
}

interface HouseholdPet {
	name: string
	species: Patient['species']
	breed: string
	sex: 'female' | 'male' | 'unknown'
	neutered: boolean | null
	ageDays: number
	weightKg: number
	color: string | null
}

/** The clinic's own sample households first, then as many made-up ones as a small clinic has. */
export function households(clinic: DemoClinic): Household[] {
	const random = seeded(`${clinic.slug}/people`)
	const all: Household[] = clinic.households.map((household) => ({
		...household,
		pets: household.pets.map(({ due: _, ...pet }) => ({ ...pet, color: null })),
	}))
	let pets = all.reduce((sum, household) => sum + household.pets.length, 0)
	for (let n = all.length; n < CLIENTS; n++) {
		// Every household still to come needs a pet of its own.
		const room = MAX_PETS - pets - (CLIENTS - n - 1)
		const household = madeUp(clinic, n, random, Math.min(room, count(random)))
		pets += household.pets.length
		all.push(household)
	}
	return all
}

function count(random: Random): number {
	if (random.chance(0.62)) return 1
	return random.chance(0.8) ? 2 : 3
}

function madeUp(clinic: DemoClinic, n: number, random: Random, pets: number): Household {
	const { first, last } = clinic.region === 'US' ? WORDS.US : WORDS.GB
	const given = first[n % first.length] ?? ''
	// Steps through all pairs of names before one comes again.
	const family = last[(n * 7 + Math.floor(n / first.length)) % last.length] ?? ''
	return {
		id: `g${n}`,
		name: `${given} ${family}`,
		phone: clinic.region === 'US' ? usPhone(n) : ukPhone(n),
		email: `${given}.${family}${n}@mail.example`.toLowerCase(),
		pets: Array.from({ length: pets }, () => madeUpPet(random)),
	}
}

// Both ranges are set aside for fiction; the first numbers are those of the sample households.
function ukPhone(n: number): string {
	return `+447700900${String(400 + n).padStart(3, '0')}`
}

function usPhone(n: number): string {
	const areas = ['646', '718', '917', '347', '929']
	return `+1${areas[n % areas.length]}55501${String(Math.floor(n / areas.length) + 10).padStart(2, '0')}`
}

function madeUpPet(random: Random): HouseholdPet {
	const kind = random.weighted(WORDS.species, ({ share }) => share)
	const [breed, least, most] = random.pick(kind.breeds)
	// Squared: there are more young animals than old ones, and some are this year's.
	const ageDays = 45 + Math.floor(random.next() ** 1.6 * (kind.years * 365 - 45))
	const grown = Math.min(1, 0.25 + ageDays / 400)
	const weight = (least + random.next() * (most - least)) * grown
	return {
		name: random.pick(WORDS.pets),
		species: kind.species,
		breed,
		sex: random.chance(0.5) ? 'female' : 'male',
		neutered: ageDays > 240 && random.chance(0.7),
		ageDays,
		weightKg: Number(weight.toFixed(weight < 1 ? 3 : 1)),
		color: random.pick(WORDS.colors),
	}
}

/** Clients, pets, who owns whom, and who agreed to text messages. */
export function peopleRows(
	clinic: DemoClinic,
	today: Day,
	ids: Ids,
): { rows: Rows; patients: Patient[] } {
	const rows = { clients: [], consents: [], pets: [], pet_owners: [] } as Record<string, Row[]>
	const patients: Patient[] = []
	for (const [n, household] of households(clinic).entries()) {
		const owner = { ...household, n, created_at: `${fromDay(today - 90 - n * 5)}T10:00:00Z` }
		rows.clients?.push(clientRow(owner, clinic, ids))
		rows.consents?.push(consentRow(owner, ids))
		for (const [p, pet] of household.pets.entries()) {
			const id = ids.pet(`${household.id}/${p}`)
			const bornOn = today - pet.ageDays
			const clientId = ids.client(household.id)
			patients.push({ id, clientId, species: pet.species, bornOn })
			rows.pets?.push(petRow(pet, id, { today, created_at: owner.created_at }, ids))
			rows.pet_owners?.push({
				clinic_id: ids.clinic,
				pet_id: id,
				client_id: clientId,
				created_at: owner.created_at,
			})
		}
	}
	return { rows, patients }
}

type Owner = Household & { n: number; created_at: string }

function clientRow(owner: Owner, clinic: DemoClinic, ids: Ids): Row {
	return {
		clinic_id: ids.clinic,
		id: ids.client(owner.id),
		match_status: 'confirmed',
		external_id: `demo-${owner.id}`,
		name: owner.name,
		email: owner.email,
		phone: e164(owner.phone),
		locale: clinic.locale,
		created_at: owner.created_at,
	}
}

function consentRow(owner: Owner, ids: Ids): Row {
	return {
		clinic_id: ids.clinic,
		id: ids.client(`${owner.id}/sms`),
		client_id: ids.client(owner.id),
		purpose: 'service',
		channel: 'sms',
		is_granted: owner.n % 4 !== 3,
		wording: 'Text me a reminder before the visit',
		created_at: owner.created_at,
	}
}

function petRow(
	pet: HouseholdPet,
	id: string,
	at: { today: Day; created_at: string },
	ids: Ids,
): Row {
	return {
		clinic_id: ids.clinic,
		id,
		match_status: 'confirmed',
		name: pet.name,
		species: pet.species,
		breed: pet.breed,
		sex: pet.sex,
		is_neutered: pet.neutered,
		born_on: fromDay(at.today - pet.ageDays),
		is_birth_estimated: pet.ageDays > 365 && pet.color !== null,
		weight_kg: pet.weightKg,
		color: pet.color,
		created_at: at.created_at,
	}
}
