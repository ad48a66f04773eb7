import * as z from 'zod'
import { id, instant, money, species } from './primitives.ts'
import { visitBody } from './visit.ts'

const wallTime = z.string().regex(/^\d\d:\d\d$/)
const share = z.number().describe('Of a hundred visits')

const learned = z
	.strictObject({
		visits: z.int().describe('How many visits it was learned from'),
		times: z
			.array(z.strictObject({ from: wallTime, to: wallTime }))
			.describe('The usual one first'),
		weekdays: z.array(z.int().min(0).max(6)).describe('0 is Monday; the usual one first'),
		veterinarianIds: z.array(id),
		appointmentTypeIds: z.array(id),
		leadHours: z.int().nullable().describe('How long before a visit it is usually booked'),
		cancelled: share,
		missed: share,
		moved: share,
	})
	.meta({ id: 'LearnedPreferences' })
export type LearnedPreferences = z.infer<typeof learned>

export const bookingPreferences = z
	.strictObject({
		isLearning: z.boolean().describe('Whether visits order what is offered next'),
		learned: learned.nullable().describe('null: nothing was learned, or it was forgotten'),
	})
	.meta({ id: 'BookingPreferences' })
export type BookingPreferences = z.infer<typeof bookingPreferences>

export const preferencesBody = z.strictObject({
	isLearning: z.boolean().describe('false forgets what was learned, too'),
})
export type PreferencesBody = z.output<typeof preferencesBody>

export const bookingDefaults = z
	.strictObject({
		client: z.enum(['new', 'existing']).describe('As the clinic has it: what booking goes by'),
		veterinarianId: id.nullable().describe('Whom the owner saw last'),
		needsPhone: z.boolean().describe('The clinic has no phone number: `owner` has to come along'),
	})
	.meta({ id: 'BookingDefaults' })
export type BookingDefaults = z.infer<typeof bookingDefaults>

export const rebookQuery = z.strictObject({ petId: id.optional() })
export type RebookQuery = z.output<typeof rebookQuery>

const suggestion = z
	.strictObject({
		appointmentId: id.describe('The visit that would be had again'),
		was: instant.describe('When that was'),
		appointmentType: z.strictObject({ id, name: z.string(), icon: z.string() }),
		veterinarian: z
			.strictObject({ id, shortName: z.string() })
			.nullable()
			.describe('The same as last time; null: no more, or not within the next weeks'),
		pets: z.array(z.strictObject({ id, name: z.string(), species })),
		price: money.nullable(),
		visit: visitBody.describe('Goes with the booking as it is'),
		needs: z
			.array(z.enum(['triage', 'answers']))
			.describe('What is asked before it can be booked; else two taps will do'),
		starts: z
			.array(z.strictObject({ start: instant, veterinarianId: id }))
			.describe('At most three, by what is usual; rising'),
	})
	.meta({ id: 'RebookSuggestion' })
export type RebookSuggestion = z.infer<typeof suggestion>

export const rebookSuggestions = z
	.strictObject({ timeZone: z.string(), suggestions: z.array(suggestion) })
	.meta({ id: 'RebookSuggestions' })
export type RebookSuggestions = z.infer<typeof rebookSuggestions>
