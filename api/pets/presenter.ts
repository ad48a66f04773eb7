import { secondText } from '../availability/presenter.ts'
import type { Pet, PetAlert } from '../contract/pets.ts'
import type { ActorKind } from '../database/models/appointment.ts'
import type { Due } from '../records/due.ts'
import type { Zone } from '../time/zone.ts'

/** A row of `pets`. */
export interface PetRow {
	id: string
	name: string
	species: Pet['species']
	breed: string | null
	sex: Pet['sex']
	is_neutered: boolean | null
	born_on: string | null
	is_birth_estimated: boolean
	weight_kg: string | null
	color: string | null
	microchip: string | null
	insurer: string | null
	insurance_number: string | null
	insurance_expires_on: string | null
	notes: string | null
	status: Pet['status']
	deceased_on: string | null
	silenced_at: Date | null
	match_status: Pet['matchStatus']
	created_at: Date
}

export interface OwnerRow {
	id: string
	name: string | null
	phone: string | null
	email: string | null
	is_primary: boolean
	owned_until: string | null
}

export interface AlertRow {
	id: string
	kind: PetAlert['kind']
	note: string | null
	visibility: PetAlert['visibility']
	record_id: string | null
	actor_kind: ActorKind
	created_at: Date
}

/** What an owner says of it, and nobody at the clinic has confirmed. */
export interface ReportRow {
	kind: 'deceased' | 'moved'
	happened_on: string | null
	created_at: Date
}

interface Beside {
	zone: Zone
	owners: readonly OwnerRow[]
	alerts: readonly AlertRow[]
	report: ReportRow | undefined
	due: readonly Due[]
	today: string
	visits: Pet['visits']
}

export function presentPet(row: PetRow, beside: Beside): Pet {
	const { zone, owners, alerts, report, due, today, visits } = beside
	return {
		id: row.id,
		name: row.name,
		species: row.species,
		breed: row.breed,
		sex: row.sex,
		neutered: row.is_neutered,
		bornOn: row.born_on,
		birthEstimated: row.is_birth_estimated,
		color: row.color,
		microchip: row.microchip,
		insurer: row.insurer,
		insuranceNumber: row.insurance_number,
		insuranceExpiresOn: row.insurance_expires_on,
		notes: row.notes,
		status: row.status,
		deceasedOn: row.deceased_on,
		report: presentReport(report, zone),
		silenced: row.silenced_at !== null || row.status === 'deceased',
		matchStatus: row.match_status,
		weightKg: row.weight_kg === null ? null : Number(row.weight_kg),
		owners: owners.map(presentOwner),
		alerts: alerts.map((alert) => presentAlert(alert, zone)),
		due: due.map(({ title, on }) => ({ title, on, overdue: on < today })),
		visits,
		createdAt: secondText(zone, row.created_at),
	}
}

function presentOwner(row: OwnerRow): Pet['owners'][number] {
	const { id, name, phone, email, is_primary: primary, owned_until: until } = row
	return { id, name, phone, email, primary, until }
}

function presentReport(row: ReportRow | undefined, zone: Zone): Pet['report'] {
	if (!row) return null
	return { kind: row.kind, on: row.happened_on, at: secondText(zone, row.created_at) }
}

function presentAlert(row: AlertRow, zone: Zone): PetAlert {
	return {
		id: row.id,
		kind: row.kind,
		note: row.note,
		visibility: row.visibility,
		recordId: row.record_id,
		statedBy: row.actor_kind === 'owner' ? 'owner' : 'clinic',
		createdAt: secondText(zone, row.created_at),
	}
}
