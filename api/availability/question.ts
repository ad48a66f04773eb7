import type { TypeRow } from '../clinics/queries.ts'
import type { Visit as VisitBody } from '../contract/visit.ts'
import type { Appointment } from '../database/models/appointment.ts'
import type { Query } from '../database/tenant.ts'
import { type Issue, Problem } from '../http/problem.ts'
import { fromDay, type LocalDate, toDay } from '../time/date.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import type { Clinic, ClinicNow } from './catalogue.ts'
import { daysOfMonths } from './limits.ts'
import type { Question, TypeRules, Visit } from './model.ts'
import { type BusyAnswer, type BusyAsk, type Except, readBusy } from './queries.ts'

/** The visit that someone asks about: a type, or the default type at another length. */
export interface ChosenType {
	row: TypeRow
	rules: TypeRules
}

interface TypeChoice {
	appointmentTypeId?: string | undefined
	duration?: number | undefined
}

/** @throws Problem `appointment_type_not_found`, also for a type of another clinic */
export function chooseType(
	clinic: Clinic,
	choice: TypeChoice,
	place: Issue['in'] = 'body',
): ChosenType {
	if (choice.appointmentTypeId !== undefined) {
		const type = clinic.types.get(choice.appointmentTypeId.toLowerCase())
		if (type?.row.is_active) return type
		throw missing('appointment_type_not_found', 'appointmentTypeId', place)
	}
	const type = [...clinic.types.values()].find(({ row }) => row.is_default && row.is_active)
	if (!type) throw missing('appointment_type_not_found', 'duration', place)
	const durationMinutes = choice.duration ?? type.rules.durationMinutes
	return { row: type.row, rules: { ...type.rules, durationMinutes } }
}

type BookedVisit = Pick<
	Appointment,
	'appointmentTypeId' | 'scheduledStart' | 'scheduledEnd' | 'visit'
>

/**
 * The type of a visit that is booked already, at the length it was booked with, even when the clinic
 * has changed it since or offers it no longer.
 */
export function typeOfBooked(clinic: Clinic, booked: BookedVisit): ChosenType {
	const type = clinic.types.get(booked.appointmentTypeId ?? '')
	if (!type) throw missing('appointment_type_not_found', 'appointmentTypeId', 'body')
	const minutes = (booked.scheduledEnd.getTime() - booked.scheduledStart.getTime()) / 60_000
	// Whatever made it as long as it is, that is what its new time has to hold.
	const settled = {
		newClientMinutes: 0,
		ageMinutes: [],
		extraPetMinutes: 0,
		extraProblemMinutes: 0,
	}
	return { row: type.row, rules: { ...type.rules, ...settled, durationMinutes: minutes } }
}

/** @throws Problem `veterinarian_not_found`, also for rooms and people of another clinic */
export function chooseVet(
	clinic: Clinic,
	id: string | null | undefined,
	place: Issue['in'] = 'body',
): string | null {
	if (id == null) return null
	const person = clinic.rows.resources.find((row) => row.id === id.toLowerCase() && isPerson(row))
	if (person) return person.id
	throw missing('veterinarian_not_found', 'veterinarianId', place)
}

function isPerson(row: { kind: string }): boolean {
	return row.kind === 'veterinarian' || row.kind === 'nurse'
}

/** People who do a visit at all, in display order: what a clinic shows beside the type. */
export function whoMay(clinic: Clinic, rules: TypeRules): string[] {
	const may = clinic.rows.resources.filter(
		(row) =>
			isPerson(row) &&
			row.is_active &&
			row.bookable_online &&
			rules.roles.includes(row.kind) &&
			(rules.namedResourceIds?.includes(row.id) ?? true) &&
			rules.requiredSkills.every((skill) => row.skills.includes(skill)),
	)
	return may.map((row) => row.id)
}

function missing(
	code: 'appointment_type_not_found' | 'veterinarian_not_found',
	path: string,
	place: Issue['in'],
): Problem {
	const message = 'The clinic has nothing of this id'
	return new Problem(code, { issues: [{ path, in: place, code, message }] })
}

/**
 * The engine's words for what the owner said.
 *
 * @param daysAgo how long ago the age was told: the animal has grown older by as much
 */
export function visitOf(visit: VisitBody, daysAgo = 0): Visit {
	const age = ageDaysOf(visit)
	return {
		species: visit.species ?? null,
		pets: visit.pets,
		problems: visit.problems,
		amber: visit.amber,
		...(visit.client === undefined ? {} : { client: visit.client }),
		...(age === null ? {} : { ageDays: age + daysAgo }),
		...(visit.weightGrams === undefined ? {} : { weightGrams: visit.weightGrams }),
		...(visit.sex === undefined ? {} : { sex: visit.sex }),
		...(visit.lastVisit === undefined ? {} : { lastVisit: visit.lastVisit }),
	}
}

/** Of completed weeks or months the youngest age: what is young enough for a limit stays so. */
function ageDaysOf({ ageWeeks, ageMonths }: VisitBody): number | null {
	if (ageWeeks !== undefined) return ageWeeks * 7
	return ageMonths === undefined ? null : daysOfMonths(ageMonths)
}

export interface Ask {
	type: ChosenType
	visit: VisitBody
	vetId: string | null
	from: LocalDate
	to: LocalDate
	usualVetId?: string | null
	held?: boolean
	/** When the visit was told: a booked one that is moved carries the age of its booking. */
	toldAt?: Date
	except?: Except
}

export interface Asked {
	question: Question
	/** When a hold among the busy time ends, in epoch milliseconds; Infinity without one. */
	holdsEndAt: number
}

/** Reads the busy time of the days asked for and puts the question together. */
export async function askAbout(
	query: Query,
	clinicId: string,
	now: ClinicNow,
	ask: Ask,
): Promise<Asked> {
	const around = busyAround(now.clinic, ask)
	return questionOf(now, ask, await readBusy(query, clinicId, { ...around, except: ask.except }))
}

/** The busy time that a question needs: everyone's, one day wider on both sides. */
export function busyAround(clinic: Clinic, { from, to }: Pick<Ask, 'from' | 'to'>): BusyAsk {
	const zone = zoneOf(clinic.plan.zone)
	return {
		resourceIds: clinic.plan.resources.map((resource) => resource.id),
		from: zone.toInstant(toDay(from) - 1, 0),
		to: zone.toInstant(toDay(to) + 2, 0),
	}
}

/** The engine's question, once the busy time is known. */
export function questionOf(now: ClinicNow, ask: Ask, { busy, holdsEndAt }: BusyAnswer): Asked {
	const question: Question = {
		plan: now.clinic.plan,
		busy,
		now: minuteOf(now.now),
		from: ask.from,
		to: ask.to,
		type: ask.type.rules,
		visit: visitOf(ask.visit, daysSince(now, ask.toldAt)),
		vetId: ask.vetId,
		usualVetId: ask.usualVetId ?? null,
		held: ask.held ?? false,
	}
	return { question, holdsEndAt }
}

function daysSince({ clinic, now }: ClinicNow, then: Date | undefined): number {
	if (!then) return 0
	const zone = zoneOf(clinic.plan.zone)
	return Math.max(0, zone.dayAt(minuteOf(now)) - zone.dayAt(minuteOf(then)))
}

/** Today and the furthest day that a type can be booked for, in the clinic's zone. */
export function bookableDays(now: ClinicNow, rules: TypeRules) {
	const today = zoneOf(now.clinic.plan.zone).dayAt(minuteOf(now.now))
	const last = rules.sameDayOnly ? today : today + rules.horizonDays
	return { today: fromDay(today), last: fromDay(last) }
}
