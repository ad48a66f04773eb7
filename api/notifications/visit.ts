import type { Knex } from 'knex'
import type { Model } from 'objection'
import { notesFor } from '../clinics/preparation.ts'
import type { Settings } from '../contract/notification-settings.ts'
import { Appointment } from '../database/models/appointment.ts'
import type { AppointmentType } from '../database/models/appointment-type.ts'
import type { Clinic } from '../database/models/clinic.ts'
import type { Pet } from '../database/models/people.ts'
import { queryOf } from '../database/query.ts'
import { phoneText } from './phone-text.ts'
import { oneLine } from './plain.ts'
import { choicesOf, settingsOf } from './settings/choices.ts'
import { letterLocale } from './when.ts'

/** All that a message about one visit may say. Every text is a single clean line. */
export interface Visit {
	clinic: {
		id: string
		slug: string
		name: string
		timeZone: string
		locale: string
		currency: string
		/** As people of the region read it; empty when there is none. */
		phone: string
		email: string
		website: string
		address: string[]
	}
	id: string
	reference: string
	manageGeneration: number
	icsSequence: number
	status: string
	start: Date
	end: Date
	/** Wall times, `15:30`, between which an animal goes home that is left for the day. */
	collect: { from: string; until: string } | null
	/** While pending: when the clinic answers at the latest. */
	answerBy: Date | null
	/** Until then a move or a cancellation is free. */
	freeUntil: Date
	cancelledBy: string | null
	cancelledLate: boolean
	type: string
	price: Price
	preparation: string[]
	veterinarian: string
	/** As said in a sentence: `Dr Lind`. */
	shortVeterinarian: string
	owner: {
		name: string
		email: string
		erased: boolean
		known: boolean
		isGuest: boolean
		wants: Settings
	}
	/** Living pets only: about the others nobody is written to. */
	pets: string[]
	/** Of none of these is anybody to be reminded. */
	silenced: boolean
}

export interface Price {
	kind: string
	/** A decimal, such as `58.00`. */
	amount: string | null
	note: string
}

const EVERYONE = '[clinic, type, client, veterinarian, pets]'

/** Reads one visit as its messages and its calendar entry tell it. */
export async function findVisit(
	trx: Knex,
	clinicId: string,
	appointmentId: string,
	petIds?: readonly string[],
): Promise<Visit | undefined> {
	const row = await Appointment.of(trx, clinicId, { id: appointmentId })
		.withGraphFetched(EVERYONE)
		.first()
	if (!row) return undefined
	const { clinic, client, veterinarian } = row
	if (!clinic || !client || !veterinarian) throw new Error(`Visit ${row.id} lacks its people`)
	const pets = (row.pets ?? []).filter((pet) => petIds?.includes(pet.id) ?? true)
	const query = queryOf(trx)
	const choices = await choicesOf(query, clinicId, { clientId: row.clientId })
	const [reader] = await query<{ locale: string | null }>(READER, [clinicId, row.clientId])
	const readerLocale = reader?.locale ?? null
	const whole = { ...row, pets, clinic, client, veterinarian, readerLocale }
	return visitOf(whole, settingsOf(choices), choices.accounts.length === 0)
}

// Of two people with one client the one whose address it is.
const READER = `
	select coalesce((select a.locale from client_accounts a
		where a.clinic_id = $1 and a.client_id = c.id and lower(a.email) = c.email_key), c.locale) as locale
	from clients c where c.clinic_id = $1 and c.id = $2`

type Row = Omit<Appointment, keyof Model> &
	Required<Pick<Appointment, 'clinic' | 'client' | 'veterinarian'>> & {
		readerLocale: string | null
	}

function visitOf(row: Row, wants: Settings, isGuest: boolean): Visit {
	const cutoff = (row.type?.cancellationCutoffHours ?? 0) * 3_600_000
	const pets = livingPets(row)
	const { clinic, veterinarian } = row
	return {
		clinic: clinicOf(clinic, row.readerLocale),
		id: row.id,
		reference: row.bookingReference,
		manageGeneration: row.manageGeneration,
		icsSequence: row.icsSequence,
		status: row.status,
		start: row.scheduledStart,
		end: row.scheduledEnd,
		collect: collectOf(row.type),
		answerBy: row.answerBy,
		freeUntil: new Date(row.scheduledStart.getTime() - (row.delayedFrom ? 0 : cutoff)),
		cancelledBy: row.cancelledByKind,
		cancelledLate: row.cancelledLate,
		type: oneLine(row.type?.name ?? 'Visit'),
		price: {
			kind: row.type?.priceKind ?? 'none',
			amount: row.estimatedCost,
			note: oneLine(row.type?.priceNote ?? ''),
		},
		preparation: preparationFor(pets, row),
		veterinarian: oneLine(veterinarian.name),
		shortVeterinarian: oneLine(clinic.settings.shortNames?.[veterinarian.id] ?? veterinarian.name),
		owner: {
			name: oneLine(row.client.name ?? ''),
			email: row.client.email ?? '',
			erased: row.client.erasedAt !== null,
			known: row.client.matchStatus !== 'unconfirmed',
			isGuest,
			wants,
		},
		pets: pets.map((pet) => oneLine(pet.name)),
		silenced: pets.every((pet) => pet.silencedAt !== null),
	}
}

function collectOf(type: AppointmentType | null | undefined): Visit['collect'] {
	const { admission, discharge } = type?.rules ?? {}
	return admission && discharge ? { from: discharge.from, until: discharge.until } : null
}

/** The one that the visit was booked for comes first. */
function livingPets({ pets = [], petId }: Row): Pet[] {
	return pets
		.filter((pet) => pet.status !== 'deceased')
		.sort((a, b) => Number(b.id === petId) - Number(a.id === petId))
}

/** A clinic as its letters name it, and in whose habits they are written. */
export function clinicOf(row: Clinic, reader: string | null = null): Visit['clinic'] {
	return {
		id: row.id,
		slug: row.slug,
		name: oneLine(row.name),
		timeZone: row.timeZone,
		locale: letterLocale(row.locale, reader),
		currency: row.currency,
		phone: phoneText(oneLine(row.phone ?? ''), row.locale),
		email: oneLine(row.email ?? ''),
		website: oneLine(row.website ?? ''),
		address: row.addressLines.map(oneLine),
	}
}

function preparationFor(
	pets: readonly Pet[],
	{ type, visit }: Pick<Row, 'type' | 'visit'>,
): string[] {
	const species = pets.map((pet) => pet.species)
	return notesFor(type?.preparation ?? [], species, visit).map(({ text }) => oneLine(text))
}
