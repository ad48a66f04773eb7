/** Small clinics for tests: everything has a plain default, a test names only what it is about. */
import type {
	Override,
	Plan,
	Question,
	Resource,
	Schedule,
	TypeRules,
} from '../../../api/availability/model.ts'
import { minutesOf, toDay } from '../../../api/time/date.ts'
import type { Minute } from '../../../api/time/interval.ts'
import { zoneOf } from '../../../api/time/zone.ts'

export const LONDON = 'Europe/London'

/** The instant of a wall time such as `2027-06-07 09:30`. */
export function at(wall: string, zone = LONDON): Minute {
	return zoneOf(zone).toInstant(toDay(wall.slice(0, 10)), minutesOf(wall.slice(11)))
}

/** Instants as `HH:MM` on the wall. */
export function clock(starts: readonly Minute[], zone = LONDON): string {
	const two = (number: number) => String(number).padStart(2, '0')
	return starts
		.map((start) => zoneOf(zone).minutesAt(start))
		.map((minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`)
		.join(' ')
}

export function vet(id: string, more: Partial<Resource> = {}): Resource {
	return {
		id,
		kind: 'veterinarian',
		capacity: 1,
		category: null,
		roles: [],
		skills: [],
		species: null,
		active: true,
		bookableOnline: true,
		...more,
	}
}

export function room(id: string, category: string, more: Partial<Resource> = {}): Resource {
	return vet(id, { kind: 'room', category, ...more })
}

/** Every day of 2027, 09:00 to 12:00. */
export function schedule(resourceId: string, more: Partial<Schedule> = {}): Schedule {
	return {
		resourceId,
		rule: 'FREQ=DAILY',
		anchorDate: '2027-01-01',
		startTime: '09:00',
		endTime: '12:00',
		effectiveFrom: '2020-01-01',
		effectiveUntil: null,
		stepMinutes: null,
		bufferMinutes: 0,
		lanes: 1,
		breaks: [],
		appointmentTypeIds: null,
		keepBack: [],
		...more,
	}
}

export function override(more: Partial<Override>): Override {
	return {
		resourceId: null,
		type: 'unavailable',
		date: null,
		rule: null,
		anchorDate: null,
		startTime: null,
		endTime: null,
		release: null,
		...more,
	}
}

/** Half an hour with a veterinarian, bookable for a year at once. */
export function type(more: Partial<TypeRules> = {}): TypeRules {
	return {
		id: 'check',
		mode: 'instant',
		durationMinutes: 30,
		bufferBefore: 0,
		bufferAfter: 0,
		stepMinutes: null,
		minNoticeMinutes: 0,
		horizonDays: 365,
		sameDayOnly: false,
		roles: ['veterinarian'],
		namedResourceIds: null,
		requiredSkills: [],
		exoticSkill: null,
		exoticSpecies: null,
		roomTypes: null,
		equipment: [],
		ownPart: null,
		parts: [],
		caps: [],
		admission: null,
		discharge: null,
		species: null,
		excludedSpecies: [],
		clientType: 'both',
		extraPetMinutes: 0,
		extraProblemMinutes: 0,
		newClientMinutes: 0,
		ageMinutes: [],
		maxPets: null,
		urgent: false,
		starts: 'grid',
		ageLimits: [],
		weightLimits: [],
		earlierVisit: null,
		...more,
	}
}

export function plan(more: Partial<Plan> = {}): Plan {
	return {
		zone: LONDON,
		resources: [vet('ann')],
		schedules: [schedule('ann')],
		overrides: [],
		elsewhere: new Map(),
		...more,
	}
}

/** Monday 7 June 2027, asked a day earlier at noon. */
export function question(more: Partial<Question> = {}): Question {
	return {
		plan: plan(),
		busy: [],
		now: at('2027-06-06 12:00'),
		from: '2027-06-07',
		to: '2027-06-07',
		type: type(),
		visit: { species: 'dog', pets: 1, problems: 1 },
		vetId: null,
		...more,
	}
}
