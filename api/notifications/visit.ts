import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { phoneText } from './phone-text.ts'
import { oneLine } from './plain.ts'

/** All that a message about one visit may say. Every text is a single clean line. */
export interface Visit {
	clinic: {
		id: string
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
	owner: { name: string; email: string; erased: boolean }
	/** Living pets only: about the others nobody is written to. */
	pets: string[]
}

export interface Price {
	kind: string
	/** A decimal, such as `58.00`. */
	amount: string | null
	note: string
}

interface Row {
	id: string
	reference: string
	manage_generation: number
	ics_sequence: number
	status: string
	scheduled_start: Date
	scheduled_end: Date
	answer_by: Date | null
	cancelled_by_kind: string | null
	cancelled_late: boolean
	amount: string | null
	cutoff_hours: number
	type_name: string | null
	price_kind: string | null
	price_note: string | null
	preparation: unknown
	vet_name: string
	vet_short_name: string | null
	owner_name: string | null
	owner_email: string | null
	erased: boolean
	pets: { name: string; species: string }[]
	clinic_name: string
	time_zone: string
	locale: string
	currency: string
	phone: string | null
	clinic_email: string | null
	website: string | null
	address_lines: string[]
}

const VISIT = `
	select a.id, a.booking_reference as reference, a.manage_generation, a.ics_sequence, a.status,
		a.scheduled_start, a.scheduled_end, a.answer_by, a.cancelled_by_kind, a.cancelled_late,
		a.estimated_cost as amount, coalesce(t.cancellation_cutoff_hours, 0) as cutoff_hours,
		t.name as type_name, t.price_kind, t.price_note, t.preparation,
		u.name as vet_name,
		c.settings -> 'shortNames' ->> a.veterinarian_id::text as vet_short_name,
		o.name as owner_name, o.email as owner_email,
		o.erased_at is not null as erased,
		(select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'species', p.species)
				order by (p.id = a.pet_id) desc, p.id), '[]')
			from appointment_pets ap
			join pets p on p.clinic_id = ap.clinic_id and p.id = ap.pet_id
			where ap.clinic_id = $1 and p.clinic_id = $1 and ap.appointment_id = a.id
				and p.status <> 'deceased') as pets,
		c.name as clinic_name, c.time_zone, c.locale, c.currency, c.phone, c.email as clinic_email,
		c.website, c.address_lines
	from appointments a
	join clinics c on c.id = a.clinic_id and c.id = $1
	join users u on u.clinic_id = a.clinic_id and u.clinic_id = $1 and u.id = a.veterinarian_id
	join clients o on o.clinic_id = a.clinic_id and o.clinic_id = $1 and o.id = a.client_id
	left join appointment_types t
		on t.clinic_id = a.clinic_id and t.clinic_id = $1 and t.id = a.appointment_type_id
	where a.clinic_id = $1 and a.id = $2`

/** Reads one visit as its messages and its calendar entry tell it. */
export async function findVisit(
	trx: Knex,
	clinicId: string,
	appointmentId: string,
): Promise<Visit | undefined> {
	const [row] = await queryOf(trx)<Row>(VISIT, [clinicId, appointmentId])
	return row && visitOf(clinicId, row)
}

function visitOf(clinicId: string, row: Row): Visit {
	const cutoff = row.cutoff_hours * 3_600_000
	return {
		clinic: clinicOf(clinicId, row),
		id: row.id,
		reference: row.reference,
		manageGeneration: row.manage_generation,
		icsSequence: row.ics_sequence,
		status: row.status,
		start: row.scheduled_start,
		end: row.scheduled_end,
		answerBy: row.answer_by,
		freeUntil: new Date(row.scheduled_start.getTime() - cutoff),
		cancelledBy: row.cancelled_by_kind,
		cancelledLate: row.cancelled_late,
		type: oneLine(row.type_name ?? 'Visit'),
		price: {
			kind: row.price_kind ?? 'none',
			amount: row.amount,
			note: oneLine(row.price_note ?? ''),
		},
		preparation: preparationFor(row),
		veterinarian: oneLine(row.vet_name),
		shortVeterinarian: oneLine(row.vet_short_name ?? row.vet_name),
		owner: {
			name: oneLine(row.owner_name ?? ''),
			email: row.owner_email ?? '',
			erased: row.erased,
		},
		pets: row.pets.map((pet) => oneLine(pet.name)),
	}
}

function clinicOf(id: string, row: Row): Visit['clinic'] {
	return {
		id,
		name: oneLine(row.clinic_name),
		timeZone: row.time_zone,
		locale: row.locale,
		currency: row.currency,
		phone: phoneText(oneLine(row.phone ?? ''), row.locale),
		email: oneLine(row.clinic_email ?? ''),
		website: oneLine(row.website ?? ''),
		address: row.address_lines.map(oneLine),
	}
}

/** Notes are plain text, or text for some species. */
function preparationFor(row: Row): string[] {
	const species = new Set(row.pets.map((pet) => pet.species))
	const notes = Array.isArray(row.preparation) ? row.preparation : []
	return notes.flatMap((note: string | { text: string; species?: string[] | null }) => {
		if (typeof note === 'string') return [oneLine(note)]
		const forThese = !note.species?.length || note.species.some((one) => species.has(one))
		return forThese ? [oneLine(note.text)] : []
	})
}
