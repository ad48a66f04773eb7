/** What decides when a type can be booked, and what a visit of it takes. */
import * as z from 'zod'
import { id, line, species } from './primitives.ts'
import { wallTime } from './schedules.ts'

const forSpecies = z.array(species).min(1).nullable().default(null).describe('null: all')
const minutes = (least: number, most: number) => z.int().min(least).max(most)
const weeks = z.int().min(0).max(1040).nullable().default(null)
const months = z.int().min(0).max(600).nullable().default(null)
const grams = z.int().min(1).max(1_000_000).nullable().default(null)
const word = line(1, 60)

export const ageMinutes = z.strictObject({
	species: forSpecies,
	fromWeeks: weeks,
	fromMonths: months,
	underWeeks: weeks,
	underMonths: months,
	minutes: minutes(1, 240),
})

export const ageLimit = z.strictObject({
	species: forSpecies,
	minWeeks: weeks,
	minMonths: months,
	maxWeeks: weeks,
	maxMonths: months,
})

export const weightLimit = z
	.strictObject({ species: forSpecies, minGrams: grams, maxGrams: grams })
	.refine(({ minGrams, maxGrams }) => (minGrams ?? 0) <= (maxGrams ?? Infinity), {
		error: 'Must not be below minGrams',
		path: ['maxGrams'],
	})

export const earlierVisitRule = z
	.strictObject({
		appointmentTypeIds: z.array(id).min(1).max(50).nullable().describe('null: any visit to a vet'),
		minDays: z.int().min(0).max(3650).default(0),
		maxDays: z.int().min(0).max(36_500),
	})
	.refine(({ minDays, maxDays }) => minDays <= maxDays, {
		error: 'Must not be below minDays',
		path: ['maxDays'],
	})

const pointsEntry = z.strictObject({
	species: forSpecies,
	sex: z.enum(['male', 'female']).nullable().default(null),
	fromGrams: grams.describe('From this weight on; of several that fit, the heaviest counts'),
	points: z.int().min(0).max(100),
})

export const capUse = z.strictObject({
	resourceId: id.describe('A resource of kind cap: its capacity is the places of a day or an hour'),
	per: z.enum(['day', 'hour']).default('day'),
	points: z
		.union([z.int().min(0).max(100), z.array(pointsEntry).min(1).max(30)])
		.default(1)
		.describe('How many places: of the visit, or by animal'),
})

// What a visit occupies, parts before and after it included, must fit into 36 hours.
const offset = minutes(-600, 600)
const beforeEnd = z.strictObject({ beforeEnd: offset })
const edge = z.union([offset, beforeEnd, z.strictObject({ at: wallTime })])

export const part = z.strictObject({
	need: z.enum(['person', 'room', 'equipment']),
	wanted: z.array(word).min(1).max(20).describe('Any one: a kind, room type, code or id'),
	skills: z.array(word).max(10).default([]).describe('Of a person: all of these'),
	from: edge.default(0).describe('Minutes after the start, or a wall time of that day'),
	until: edge.nullable().default(null).describe('null: to the end, or until animals go home'),
})

export const ownPart = z
	.strictObject({
		from: minutes(0, 720).default(0),
		until: z.union([minutes(1, 720), beforeEnd]).default({ beforeEnd: 0 }),
	})
	.describe("The chosen person's part of the visit")

const window = { from: wallTime, until: wallTime }

export const dayProcedure = z.strictObject({
	admission: z.strictObject({ ...window, everyMinutes: minutes(5, 60).default(15) }),
	discharge: z.strictObject(window),
})

export const exotic = z.strictObject({
	skill: word,
	species: z.array(species).min(1).nullable().default(null).describe('null: all but dogs and cats'),
})

export const inEmergency = z.enum(['first', 'after', 'never'])

/** All that is asked of a type: by the slot engine, by emergencies, by who calls back. */
export const typeRules = {
	durationMinutes: minutes(5, 480),
	extraPetMinutes: minutes(0, 240).default(0),
	extraProblemMinutes: minutes(0, 240).default(0),
	newClientMinutes: minutes(0, 240).default(0),
	ageMinutes: z.array(ageMinutes).max(12).default([]),
	maxPets: z.int().min(1).max(6).default(1),
	bufferBeforeMinutes: minutes(0, 240).default(0),
	bufferAfterMinutes: minutes(0, 240).default(0),
	stepMinutes: minutes(5, 240).default(15),
	starts: z
		.enum(['grid', 'flush'])
		.default('grid')
		.describe('flush: only starts that touch the visits beside them'),
	minNoticeMinutes: minutes(0, 129_600).default(120),
	horizonDays: z.int().min(1).max(730).default(60),
	sameDayOnly: z.boolean().default(false),
	urgent: z.boolean().default(false).describe('May use emergency time and what is kept back'),
	roles: z
		.array(z.enum(['veterinarian', 'nurse']))
		.min(1)
		.max(2)
		.default(['veterinarian']),
	namedResourceIds: z.array(id).min(1).max(200).nullable().default(null).describe('null: anyone'),
	requiredSkills: z.array(word).max(10).default([]),
	exotic: exotic.nullable().default(null).describe('A skill that exotic animals need besides'),
	roomTypes: z.array(word).max(20).default([]).describe('One of these; empty: no room'),
	equipment: z.array(word).max(20).default([]).describe('All of these, by code or id'),
	species: z.array(species).max(7).default([]).describe('Empty: all'),
	excludedSpecies: z.array(species).max(7).default([]),
	clientType: z.enum(['new', 'existing', 'both']).default('both'),
	ageLimits: z.array(ageLimit).max(12).default([]),
	weightLimits: z.array(weightLimit).max(12).default([]),
	earlierVisit: earlierVisitRule.nullable().default(null),
	caps: z.array(capUse).max(8).default([]),
	parts: z.array(part).max(8).default([]),
	ownPart: ownPart.nullable().default(null),
	dayProcedure: dayProcedure.nullable().default(null),
	suppressMessages: z
		.boolean()
		.default(false)
		.describe('A farewell: who asks for it is called sooner, and reminded of nothing any more'),
	inEmergency: inEmergency
		.nullable()
		.default(null)
		.describe('Whether its visits give way to an emergency; null: by what they need'),
}
