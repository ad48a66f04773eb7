import * as z from 'zod'
import { id, line, name, species } from './primitives.ts'
import { allowStranded, resolutions, stranded } from './stranded.ts'

const kind = z.enum(['veterinarian', 'nurse', 'room', 'equipment', 'cap'])

/** What can be occupied: a person, a room, a piece of equipment, a day's places. */
export const resource = z
	.strictObject({
		id,
		kind,
		code: z.string().nullable(),
		name: z.string(),
		shortName: z.string().describe('As said in a sentence: Dr Lind, Maren'),
		title: z.string().nullable(),
		roomType: z.string().nullable(),
		capacity: z.int().describe('Visits at once'),
		skills: z.array(z.string()),
		species: z.array(z.string()).describe('Empty: all'),
		languages: z.array(z.string()),
		color: z.string().nullable(),
		sortOrder: z.int(),
		bookableOnline: z.boolean(),
		active: z.boolean(),
	})
	.meta({ id: 'Resource' })
export type Resource = z.infer<typeof resource>

export const resources = z.strictObject({ resources: z.array(resource) }).meta({ id: 'Resources' })

const code = z
	.string()
	.regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'Must be small letters, digits, - and _')
const words = z.array(line(1, 60)).max(30)

const fields = {
	name: name(1, 120),
	title: name(0, 80).nullable().describe('Of a person, as owners read it beside the name'),
	roomType: code.nullable().describe('Of a room: what appointment types ask for'),
	capacity: z.int().min(1).max(1000),
	skills: words,
	species: z.array(species).max(7).describe('Empty: all'),
	languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'Must be a language such as en')).max(20),
	color: z
		.string()
		.regex(/^#[0-9a-f]{6}$/, 'Must be a colour such as #2f7d6b')
		.nullable(),
	sortOrder: z.int().min(0).max(100_000),
	bookableOnline: z.boolean(),
}

export const newResource = z
	.strictObject({
		kind,
		code: code.optional().describe('What types point to; made of the name when left out'),
		...fields,
		title: fields.title.default(null),
		roomType: fields.roomType.default(null),
		capacity: fields.capacity.default(1),
		skills: fields.skills.default([]),
		species: fields.species.default([]),
		languages: fields.languages.default([]),
		color: fields.color.default(null),
		sortOrder: fields.sortOrder.optional().describe('Left out: last of its kind'),
		bookableOnline: fields.bookableOnline.default(true),
	})
	.superRefine(({ kind, roomType }, context) => {
		const isRoom = kind === 'room'
		if (isRoom === (roomType !== null)) return
		const message = isRoom ? 'Say what kind of room it is' : `Does not go with a ${kind}`
		const params = { code: isRoom ? 'required' : 'unwanted' }
		context.addIssue({ code: 'custom', path: ['roomType'], message, params })
	})
export type NewResource = z.output<typeof newResource>

export const resourceBody = z
	.strictObject({ ...fields, active: z.boolean() })
	.partial()
	.extend({ allowStranded, resolutions })
	.refine(({ allowStranded: _, resolutions: __, ...given }) => Object.keys(given).length > 0, {
		error: 'Give at least one field',
		path: ['capacity'],
	})
export type ResourceBody = z.output<typeof resourceBody>

export const resourceChanged = z
	.strictObject({ resource, stranded })
	.meta({ id: 'ResourceChanged' })
