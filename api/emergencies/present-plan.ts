import { instantText, secondText } from '../availability/presenter.ts'
import type { EmergencyPlan, PlanLine, PlannedMove } from '../contract/emergencies.ts'
import type { Emergency } from '../database/models/emergency.ts'
import type { Minute } from '../time/interval.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import type { DayVisit, Move, EmergencyPlan as Plan, Proposal } from './model.ts'
import { presentEmergency } from './presenter.ts'
import type { DayAtHand } from './situation.ts'
import type { emergencyType } from './types.ts'

/** So much of the day is shown around what changes. */
const AROUND_MINUTES = 45

interface Asked {
	emergency: Emergency
	type: ReturnType<typeof emergencyType>
	day: DayAtHand
}

/** A plan as staff read it: what would be, beside what is. */
export function presentPlan({ proposals, complete }: Plan, asked: Asked): EmergencyPlan {
	const { emergency, day } = asked
	const zone = zoneOf(day.now.clinic.plan.zone)
	return {
		emergency: presentEmergency(emergency, zone),
		proposals: proposals.map((one) => presentProposal(one, asked, zone)),
		complete,
		serverTime: secondText(zone, day.now.now),
	}
}

function presentProposal(
	{ kind, place, waitMinutes, moves, cost }: Proposal,
	{ type, day }: Asked,
	zone: Zone,
): EmergencyPlan['proposals'][number] {
	const start = instantText(zone, place.startsAt)
	const own = { start, veterinarianId: place.vetId }
	const shown = moves.map((move) => presentMove(move, day, zone))
	return {
		kind,
		...own,
		end: instantText(zone, place.endsAt),
		resourceIds: [...new Set(place.reservations.map(({ resourceId }) => resourceId))],
		waitMinutes,
		points: cost,
		moves: shown,
		...linesOf({ place, moves }, day, zone),
		approve: {
			appointmentTypeId: type.row.id,
			minutes: type.rules.durationMinutes,
			...own,
			moves: shown.map(({ appointmentId, from, to }) => ({
				appointmentId,
				from: { start: from.start, veterinarianId: from.veterinarianId },
				to: { start: to.start, veterinarianId: to.veterinarianId },
			})),
		},
	}
}

const span = (zone: Zone, start: Minute, end: Minute) => ({
	start: instantText(zone, start),
	end: instantText(zone, end),
})

function presentMove({ visit, to, minutesLater }: Move, day: DayAtHand, zone: Zone): PlannedMove {
	const row = day.booked.get(visit.id)
	return {
		appointmentId: visit.id,
		reference: row?.bookingReference ?? '',
		...namesOf(visit, day),
		client: { name: row?.client.name ?? null, phone: row?.client.phone ?? null },
		from: { ...span(zone, visit.start, visit.end), veterinarianId: visit.vetId },
		to: { ...span(zone, to.startsAt, to.endsAt), veterinarianId: to.vetId },
		minutesLater,
		flexible: visit.facts.flexible,
		setOut: visit.facts.setOut,
		byMail: !!row?.client.email,
	}
}

function namesOf({ id }: DayVisit, { booked, now }: DayAtHand) {
	const row = booked.get(id)
	return {
		pets: row?.pets.map((pet) => pet.name) ?? [],
		visit: now.clinic.types.get(row?.appointmentTypeId ?? '')?.row.name ?? '',
	}
}

type Line = PlanLine & { at: Minute }

/** The vets concerned around what changes, as they are and as they would be. */
function linesOf({ place, moves }: Pick<Proposal, 'place' | 'moves'>, day: DayAtHand, zone: Zone) {
	const vets = new Set([place.vetId, ...moves.flatMap(({ visit, to }) => [visit.vetId, to.vetId])])
	const from = Math.min(place.startsAt, ...moves.map(({ visit }) => visit.start)) - AROUND_MINUTES
	const until = Math.max(place.endsAt, ...moves.map(({ to }) => to.endsAt)) + AROUND_MINUTES
	const near = day.situation.visits.filter(
		({ vetId, start, end }) => vets.has(vetId) && start < until && end > from,
	)
	const moved = new Map(moves.map((move) => [move.visit, move.to]))
	const line = (
		visit: DayVisit,
		change: PlanLine['change'],
		to = visit.start,
		vetId = visit.vetId,
	): Line => ({
		appointmentId: visit.id,
		veterinarianId: vetId,
		...span(zone, to, to + visit.end - visit.start),
		...namesOf(visit, day),
		change,
		at: to,
	})
	const emergency: Line = {
		appointmentId: null,
		veterinarianId: place.vetId,
		...span(zone, place.startsAt, place.endsAt),
		...{ pets: [], visit: '', change: 'emergency', at: place.startsAt },
	}
	const before = near.map((visit) => line(visit, moved.has(visit) ? 'leaves' : 'none'))
	const after = near.map((visit) => {
		const to = moved.get(visit)
		return to ? line(visit, 'comes', to.startsAt, to.vetId) : line(visit, 'none')
	})
	return { before: inOrder(before), after: inOrder([...after, emergency]) }
}

function inOrder(lines: Line[]): PlanLine[] {
	return lines.sort((a, b) => a.at - b.at).map(({ at: _, ...line }) => line)
}
