import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import type { Busy, Question } from '../availability/model.ts'
import { type ChosenType, questionOf, typeOfBooked } from '../availability/question.ts'
import type { Visit } from '../contract/visit.ts'
import { Appointment, EMERGENCY } from '../database/models/appointment.ts'
import type { Emergency } from '../database/models/emergency.ts'
import { queryOf } from '../database/query.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import type { DayVisit, Situation, VisitFacts } from './model.ts'
import { type BookedTime, readFirstBooked, readTaken } from './taken.ts'
import { yieldOf } from './types.ts'

const DAY = 86_400_000
/** A plan reaches no further than a day ahead; whatever is taken for longer ends in 36 hours more. */
const REACH_MINUTES = 24 * 60
const LONGEST_TAKEN_MINUTES = 36 * 60
/** Whatever began earlier and still goes on is in the way, and can't be put off. */
const BACK_MINUTES = 12 * 60
/** Whoever is due so soon has probably left home. */
export const SET_OUT_MINUTES = 30
const LIVING = ['pending', 'confirmed', 'reminded', 'checked_in', 'in_progress'] as const

/** A visit around the emergency, with those who come. */
export type Booked = Appointment & Required<Pick<Appointment, 'client' | 'pets'>>

/** The hours of an emergency, as the planner sees them and as people do. */
export interface DayAtHand {
	situation: Situation
	now: ClinicNow
	/** The visits' rows, by id. */
	booked: ReadonlyMap<string, Booked>
}

/**
 * Reads the hours around an emergency's arrival, or around now, if that is later. Midnight is an hour
 * like any other: sessions, and visits, go on across it.
 */
export async function readDay(
	trx: Knex,
	now: ClinicNow,
	emergency: Emergency,
	type: ChosenType,
): Promise<DayAtHand> {
	const { clinicId } = emergency
	const zone = zoneOf(now.clinic.plan.zone)
	const minute = minuteOf(now.now)
	const arrivesAt = minuteOf(emergency.arrivesAt)
	const begin = Math.max(minute, arrivesAt)
	const [from, until] = [minute - BACK_MINUTES, begin + REACH_MINUTES]
	const rows = await readBooked(trx, clinicId, new Date(from * 60_000), new Date(until * 60_000))
	const taken = await readTaken(queryOf(trx), clinicId, from, until + LONGEST_TAKEN_MINUTES)
	const firstBooked = await readFirstBooked(queryOf(trx), clinicId, movedIds(rows))
	const ask = { now, date: zone.dateAt(begin) }
	const visits = rows.flatMap((row) => {
		const toldAt = firstBooked.get(row.id) ?? row.createdAt
		return visitOf(ask, row, toldAt, taken) ?? []
	})
	const known = new Set(visits.map(({ id }) => id))
	const visit = { species: emergency.species, pets: 1, problems: 1, amber: false }
	return {
		now,
		booked: new Map(rows.map((row) => [row.id, row])),
		situation: {
			now: minute,
			severity: emergency.severity,
			arrivesAt,
			question: staffQuestion(ask, { type, visit }),
			visits,
			busy: taken.filter(({ appointmentId }) => !appointmentId || !known.has(appointmentId)),
		},
	}
}

async function readBooked(trx: Knex, clinicId: string, from: Date, until: Date) {
	const rows = await Appointment.of(trx, clinicId)
		.where('scheduled_start', '>=', from)
		.where('scheduled_start', '<', until)
		.whereIn('status', [...LIVING])
		.orderBy(['scheduled_start', 'id'])
		.withGraphFetched('[client, pets]')
	return rows as Booked[]
}

const movedIds = (rows: readonly Appointment[]) =>
	rows.filter((row) => row.previousAppointmentId !== null).map((row) => row.id)

interface Ask {
	now: ClinicNow
	date: string
}

/** A visit that takes no time any more can be moved nowhere, and is in nobody's way. */
function visitOf(
	ask: Ask,
	row: Booked,
	toldAt: Date,
	taken: readonly BookedTime[],
): DayVisit | undefined {
	const reservations: Busy[] = taken.filter(({ appointmentId }) => appointmentId === row.id)
	const { clinic, now } = ask.now
	if (reservations.length === 0 || !clinic.types.has(row.appointmentTypeId ?? '')) return undefined
	const type = typeOfBooked(clinic, row)
	return {
		id: row.id,
		vetId: row.veterinarianId,
		start: minuteOf(row.scheduledStart),
		end: minuteOf(row.scheduledEnd),
		reservations,
		question: staffQuestion(ask, { type, visit: row.visit, toldAt }),
		facts: factsOf(row, type, toldAt, now),
	}
}

function factsOf(row: Booked, type: ChosenType, toldAt: Date, now: Date): VisitFacts {
	const yields = yieldOf(type)
	const minutesAhead = (row.scheduledStart.getTime() - now.getTime()) / 60_000
	const agreed = row.status === 'confirmed' || row.status === 'reminded'
	return {
		fixed: yields === 'never' || !agreed || minutesAhead <= 0 || row.source === EMERGENCY,
		flexible: yields === 'first',
		urgent: type.rules.urgent,
		waitedDays: Math.floor((now.getTime() - toldAt.getTime()) / DAY),
		delayed: row.delayedFrom !== null,
		setOut: minutesAhead <= SET_OUT_MINUTES,
	}
}

interface About {
	type: ChosenType
	visit: Visit
	toldAt?: Date
}

/** As staff ask: any minute, whatever the notice; and without busy time, which the planner adds. */
function staffQuestion({ now, date }: Ask, about: About): Question {
	const ask = { ...about, vetId: null, from: date, to: date, held: true }
	const { question } = questionOf(now, ask, { busy: [], holdsEndAt: Number.POSITIVE_INFINITY })
	return { ...question, asker: 'staff' }
}
