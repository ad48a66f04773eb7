import * as z from 'zod'
import { bookingMode, species } from '../../contract/primitives.ts'

/** The form of the demonstration data. What its parts mean to each other is checked in `check.ts`. */

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Must be a short lower-case code')
const words = z.string().trim().min(1).max(600)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time like 09:30')
const phone = z.string().regex(/^\+[0-9 ]{8,20}$/, 'Must be an international number')
const role = z.enum(['veterinarian', 'nurse'])
const weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])
const minutes = (least: number, most: number) => z.int().min(least).max(most)
const hours = z.tuple([time, time])
/** Checked for being a rule, and a harmless one, in `check.ts`. */
const recurring = { rrule: z.string(), anchorDate: z.iso.date() }
const range = { start: time, end: time }

const closure = z.union([
	z.strictObject({
		name: words,
		month: z.int().min(1).max(12),
		day: z.int().min(1).max(31),
		/** Where a holiday on a weekend is made up for: next free weekday, or Sunday's on Monday. */
		observed: z.enum(['weekday', 'monday']).optional(),
	}),
	z.strictObject({
		name: words,
		month: z.int().min(1).max(12),
		weekday,
		/** -1 is the month's last. */
		nth: z.int().min(-1).max(5),
	}),
	/** Days after Easter Sunday. */
	z.strictObject({ name: words, easter: z.int().min(-60).max(60) }),
])
export type Closure = z.infer<typeof closure>

/** Hours that replace a person's usual ones on the nth weekday of every month. */
const customHours = z.strictObject({
	staff: code,
	weekday,
	nth: z.int().min(1).max(4),
	...range,
	reason: words,
})

const workKind = z.enum([
	'consult',
	'nurse_clinic',
	'tech_clinic',
	'surgery',
	'admission',
	'theatre_support',
	'exam_support',
	'admin',
])
export type WorkKind = z.infer<typeof workKind>

const schedule = z.strictObject({
	kind: workKind,
	...recurring,
	...range,
	room: code.optional(),
	/** Visits at once; one unless told. */
	lanes: minutes(1, 20).optional(),
	note: words.optional(),
})

const person = z.strictObject({
	id: code,
	name: words,
	shortName: words,
	role,
	title: words,
	skills: z.array(code),
	languages: z.array(z.string()),
	species: z.array(species).min(1),
	bookableOnline: z.boolean(),
	schedule: z.array(schedule).min(1),
})
export type DemoPerson = z.infer<typeof person>

const partNeed = z.enum(['person', 'room', 'equipment'])
const rules = z.looseObject({
	minNoticeMinutes: minutes(0, 60 * 24 * 60).optional(),
	horizonDays: minutes(1, 730).optional(),
	extraPetMin: minutes(0, 240).optional(),
	extraProblemMin: minutes(0, 240).optional(),
	maxPets: minutes(1, 6).optional(),
	admission: z.strictObject({ from: time, until: time, everyMinutes: minutes(5, 60) }).optional(),
	discharge: z.strictObject({ from: time, until: time }).optional(),
	caps: z.array(z.looseObject({ resource: code })).optional(),
	parts: z.array(z.looseObject({ need: partNeed, wanted: z.array(code).min(1) })).optional(),
	exoticNeedsSkill: code.optional(),
	usesHeldSlots: z.boolean().optional(),
	sameDayOnly: z.boolean().optional(),
	minAgeWeeks: minutes(0, 520).optional(),
	maxAgeWeeks: minutes(0, 520).optional(),
	minAgeMonths: z.partialRecord(species, minutes(0, 240)).optional(),
	minAgeYears: z.partialRecord(species, minutes(0, 40)).optional(),
	requiresPrior: z
		.looseObject({
			type: code.optional(),
			minDays: minutes(0, 730).optional(),
			maxDays: minutes(1, 730),
		})
		.optional(),
	leadsTo: z.array(code).optional(),
	offerSeries: z.array(z.looseObject({ type: code.optional() })).optional(),
})

const price = z.strictObject({
	kind: z.enum(['fixed', 'from', 'free', 'range', 'estimate', 'package']),
	amount: z.number().min(0).max(99_999).nullable(),
	note: words.optional(),
})

const appointmentType = z.strictObject({
	id: code,
	name: words,
	group: words,
	icon: z.string().regex(/^[a-z-]+$/),
	description: words,
	mode: bookingMode,
	durationMinutes: minutes(5, 480),
	bufferBeforeMinutes: minutes(0, 120),
	bufferAfterMinutes: minutes(0, 120),
	roles: z.array(role).min(1),
	requiredSkills: z.array(code),
	roomTypes: z.array(code),
	equipment: z.array(code),
	species: z.array(species).min(1),
	clientType: z.enum(['new', 'existing', 'both']),
	price: price.nullable(),
	deposit: z.looseObject({ amount: z.number().positive() }).nullable(),
	triage: z.enum(['none', 'required', 'amber_required']),
	rules,
	intakeFields: z.array(code),
	preparation: z.array(
		z.strictObject({ text: words, species: z.array(species).min(1).nullable() }),
	),
	skillsNote: words.optional(),
})
export type DemoType = z.infer<typeof appointmentType>

const pet = z.strictObject({
	name: words,
	species,
	breed: words,
	sex: z.enum(['female', 'male', 'unknown']),
	neutered: z.boolean().nullable(),
	/** At the time of loading. */
	ageDays: z.int().min(0).max(36_500),
	weightKg: z.number().positive().max(200),
	due: z.array(z.strictObject({ what: code, inDays: z.int() })),
})

const household = z.strictObject({
	id: code,
	name: words,
	phone,
	email: z.email(),
	pets: z.array(pet).min(1),
})

export const demoClinic = z.strictObject({
	slug: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
	name: words,
	locale: z.string(),
	region: z.string().regex(/^[A-Z]{2}$/),
	timeZone: z.string(),
	currency: z.string().regex(/^[A-Z]{3}$/),
	units: z.enum(['metric', 'imperial']),
	pricesIncludeTax: z.boolean(),
	accent: z.string().regex(/^#[0-9a-f]{6}$/),
	/** Public, and the same everywhere: it opens made-up data on the developer's own machine. */
	demoKey: z.string().regex(/^pk_demo_[a-z0-9_]{20,80}$/),
	about: words,
	address: z.array(words).min(1),
	phone,
	sms: phone,
	email: z.email(),
	website: z.url(),
	privacyUrl: z.url(),
	contact: z.record(z.string(), words),
	hours: z.strictObject({
		mon: hours.nullable(),
		tue: hours.nullable(),
		wed: hours.nullable(),
		thu: hours.nullable(),
		fri: hours.nullable(),
		sat: hours.nullable(),
		sun: hours.nullable(),
	}),
	closures: z.array(closure),
	customHours: z.array(customHours),
	outOfHours: z.strictObject({
		name: words,
		phone,
		address: z.array(words),
		hours: words,
		service: words,
		travelMinutes: minutes(0, 300),
	}),
	policies: z.looseObject({
		cancelFreeHours: z.int().min(0),
		surgeryCancelFreeHours: z.int().min(0),
		bookingHorizonDays: z.looseObject({ default: minutes(1, 730) }),
	}),
	cancellationPolicy: words,
	defaultType: code,
	rooms: z.array(
		z.strictObject({
			id: code,
			name: words,
			type: code,
			capacity: minutes(1, 100),
			/** Left out: any animal. */
			species: z.array(species).min(1).optional(),
		}),
	),
	/** Places of a day or an hour, of which visits take some. */
	caps: z.array(z.strictObject({ id: code, name: words, places: minutes(1, 1000) })),
	equipment: z.array(
		z.strictObject({
			id: code,
			name: words,
			count: minutes(1, 100),
			/** Used in passing by several at once, such as a fridge: never booked. */
			shared: z.boolean(),
		}),
	),
	breaks: z.array(
		z.strictObject({
			name: words,
			...recurring,
			...range,
			who: z.enum(['all', 'consulting', 'early_shift']),
		}),
	),
	meetings: z.array(z.strictObject({ name: words, ...recurring, ...range })),
	urgentHolds: z.array(
		z.strictObject({
			staff: code,
			...recurring,
			times: z.array(time).min(1),
			type: code,
			/** Shares of the kept times, in the order of their release; the last takes the rest. */
			release: z
				.array(
					z.looseObject({
						at: z.string().regex(/^(T-\d+h|same day ([01]\d|2[0-3]):[0-5]\d)$/),
						share: z.number().min(0).max(1),
					}),
				)
				.min(1),
		}),
	),
	staff: z.array(person).min(1),
	appointmentTypes: z.array(appointmentType).min(1),
	households: z.array(household),
	/** The clinic's own words for questions of the triage, by code. */
	wording: z.record(z.string(), words),
})
export type DemoClinic = z.infer<typeof demoClinic>

export const formFieldLibrary = z.array(
	z.strictObject({
		id: code,
		label: words,
		type: z.enum([
			'text',
			'longtext',
			'choice',
			'multi',
			'number',
			'date',
			'yesno',
			'consent',
			'phone',
		]),
		required: z.boolean(),
		options: z.array(words).min(2).optional(),
		maxLength: minutes(1, 2000).optional(),
		min: z.number().optional(),
		max: z.number().optional(),
		pattern: z.string().max(200).optional(),
		species: z.array(species).optional(),
		sex: z.array(z.enum(['male', 'female'])).optional(),
		advice: z
			.strictObject({
				when: z.string(),
				suggest: z.enum(['call', 'offer']),
				type: code.nullable(),
			})
			.optional(),
	}),
)
export type FormFieldLibrary = z.infer<typeof formFieldLibrary>

export const demoTriage = z.strictObject({
	texts: z.strictObject({
		intro: words,
		none: words,
		redMessage: words,
		amberMessage: words,
		disclaimer: words,
		reviewNote: words,
	}),
	questions: z.array(
		z.strictObject({
			id: code,
			species: species.nullable(),
			text: words,
			level: z.enum(['red', 'amber']),
			action: z.enum(['stop_booking_and_call', 'same_day_slot_or_call']),
			sort: z.int(),
			emphasis: words.optional(),
		}),
	),
})
export type DemoTriage = z.infer<typeof demoTriage>
