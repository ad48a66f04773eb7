import * as z from 'zod'
import { instantText, secondText } from '../../availability/presenter.ts'
import { presentFormFields } from '../../clinics/presenter.ts'
import type { VisitDetails, VisitEvent } from '../../contract/visit-details.ts'
import type { AppointmentFormData } from '../../database/models/appointment.ts'
import { minuteOf, type Zone, zoneOf } from '../../time/zone.ts'
import { presentForClinic } from '../clinic-presenter.ts'
import { storedAnswer } from '../form-data.ts'
import { actionsFor, lastChange } from './actions.ts'
import type { EarlierRow, EventRow, PetRow } from './detail-rows.ts'
import { type Details, editVersion } from './details.ts'

/** What a visit's panel shows. */
export function presentDetails(details: Details): VisitDetails {
	const { now, listed, events } = details
	const { row } = listed
	const zone = zoneOf(now.clinic.plan.zone)
	const undone = lastChange(row, events)
	return {
		appointment: presentForClinic(listed, { zone, currency: now.clinic.rows.clinic.currency }),
		typeName: typeName(details, row.appointmentTypeId),
		pets: details.pets.map((pet) => presentPet(pet, details, zone)),
		events: events.map((event) => presentEvent(event, zone)),
		answers: presentAnswers(details),
		triage: presentTriage(details.answers),
		notes: {
			internal: row.internalNotes,
			shared: row.sharedNotes,
			version: editVersion(row),
		},
		overbookedResourceIds: details.overbooked,
		messages: details.messages.map(({ kind, status, at }) => ({
			kind,
			status,
			at: secondText(zone, at),
		})),
		actions: actionsFor(row, events, now.now),
		undoes: undone && { from: undone.from, to: undone.to },
	}
}

function typeName({ now }: Details, id: string | null): string | null {
	return now.clinic.types.get(id ?? '')?.row.name ?? null
}

function presentPet(pet: PetRow, details: Details, zone: Zone) {
	const { alerts, earlier } = details
	return {
		id: pet.id,
		name: pet.name,
		species: pet.species,
		breed: pet.breed,
		sex: pet.sex,
		isNeutered: pet.isNeutered,
		birthDate: pet.birthDate,
		weightKg: pet.weightKg === null ? null : Number(pet.weightKg),
		microchip: pet.microchip,
		status: pet.status,
		alerts: alerts
			.filter(({ petId }) => petId === pet.id)
			.map(({ kind, text, since }) => ({ kind, text, since })),
		earlierVisits: earlier
			.filter(({ petId }) => petId === pet.id)
			.map((visit) => presentEarlier(visit, details, zone)),
	}
}

function presentEarlier(visit: EarlierRow, details: Details, zone: Zone) {
	return {
		id: visit.id,
		reference: visit.reference,
		start: instantText(zone, minuteOf(visit.start)),
		status: visit.status,
		typeName: typeName(details, visit.typeId),
		veterinarianId: visit.vetId,
		reason: visit.reason,
	}
}

function presentEvent(event: EventRow, zone: Zone): VisitEvent {
	const { actorKind: kind, actorId, actorName } = event
	return {
		id: event.id,
		appointmentId: event.appointmentId,
		kind: event.kind,
		at: secondText(zone, event.at),
		actor: { kind, id: actorId, name: actorName },
		from: event.from,
		to: event.to,
		reason: event.reason,
		data: Object.fromEntries(
			Object.entries(event.data).map(([name, value]) => [name, plain(value)]),
		),
	}
}

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

function plain(given: unknown): z.infer<typeof value> {
	return value.safeParse(given).data ?? JSON.stringify(given)
}

/** Answers in the order of the form; what it asks no more comes last, under its old name. */
function presentAnswers({ now, listed, answers }: Details): VisitDetails['answers'] {
	const { types, rows } = now.clinic
	const type = types.get(listed.row.appointmentTypeId ?? '')?.row
	const fields = type ? presentFormFields(type, rows.types) : []
	const place = ({ fieldName }: AppointmentFormData) => {
		const index = fields.findIndex((field) => field.id === fieldName)
		return index < 0 ? fields.length : index
	}
	return answers
		.filter(({ fieldName }) => !fieldName.includes('.'))
		.sort((a, b) => place(a) - place(b) || (a.fieldName < b.fieldName ? -1 : 1))
		.map((one) => ({
			fieldId: one.fieldName,
			label: fields[place(one)]?.label ?? one.fieldName,
			type: one.fieldType,
			value: storedAnswer(one),
		}))
}

const triage = z.object({ signs: z.array(z.string()), answeredAt: z.string() })

function presentTriage(answers: readonly AppointmentFormData[]): VisitDetails['triage'] {
	const row = answers.find(({ fieldName }) => fieldName === 'triage.signs')
	if (!row?.fieldValue) return null
	const { signs, answeredAt } = triage.parse(JSON.parse(row.fieldValue))
	return { signs, answeredAt }
}
