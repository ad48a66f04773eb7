import type { BookBody } from '../contract/appointments.ts'
import type { FormField } from '../contract/clinic.ts'
import type { Issue } from '../contract/problem.ts'
import { readPhone } from './phone.ts'

type Answer = BookBody['answers'][number]
type Value = Answer['value']

/** A form answer as it is stored: phone numbers as E.164, everything else as it was given. */
export type CheckedAnswers = Record<string, Value>

export interface AboutPets {
	species: readonly string[]
	/** Unknown when nobody said. */
	sex: string | undefined
	/** The clinic's region, for phone numbers: ISO 3166. */
	region: string
}

/**
 * Checks answers against the form of a visit. An issue names the field, whether its answer is
 * wrong or missing: `answers.reason_text`.
 */
export function checkAnswers(
	fields: readonly FormField[],
	answers: readonly Answer[],
	about: AboutPets,
): { values: CheckedAnswers; issues: Issue[] } {
	const byId = new Map(fields.map((field) => [field.id, field]))
	const values: CheckedAnswers = {}
	const issues: Issue[] = []
	const say = (fieldId: string, [code, message]: Finding) =>
		issues.push({ path: `answers.${fieldId}`, in: 'body', code, message })
	for (const { fieldId, value } of answers) {
		const field = byId.get(fieldId)
		if (!field) say(fieldId, ['unknown_field', 'The form has no such question'])
		else if (Object.hasOwn(values, fieldId)) say(fieldId, ['repeated', 'Answered twice'])
		else if (!isEmpty(value)) {
			const finding = wrong(field, value, about.region)
			if (finding) say(fieldId, finding)
			values[fieldId] = stored(field, value, about.region)
		}
	}
	for (const field of fields) {
		if (field.required && isAsked(field, about) && !Object.hasOwn(values, field.id)) {
			say(field.id, ['required', 'Please answer this'])
		}
	}
	return { values, issues }
}

type Finding = readonly [code: string, message: string]

/** Whether a question is for these animals. */
export function isAsked(field: FormField, about: AboutPets): boolean {
	const forSpecies = field.species === null || about.species.some((s) => includes(field.species, s))
	// Without knowing the sex we can't insist on an answer.
	return forSpecies && (field.sex === null || includes(field.sex, about.sex))
}

function includes(list: readonly string[] | null, item: string | undefined): boolean {
	return item !== undefined && (list ?? []).includes(item)
}

function isEmpty(value: Value): boolean {
	return value === '' || (Array.isArray(value) && value.length === 0)
}

const wrongType: Finding = ['wrong_type', 'This answer has the wrong type']
const notAnOption: Finding = ['invalid_value', 'Choose one of the options']

/** One check a kind of field; the first thing that is wrong, if any. */
function wrong(field: FormField, value: Value, region: string): Finding | undefined {
	switch (field.type) {
		case 'text':
		case 'longtext':
			return typeof value === 'string' ? wrongText(field, value) : wrongType
		case 'choice':
			if (typeof value !== 'string') return wrongType
			return includes(field.options, value) ? undefined : notAnOption
		case 'multi':
			if (!Array.isArray(value)) return wrongType
			return value.every((item) => includes(field.options, item)) ? undefined : notAnOption
		case 'number':
			return typeof value === 'number' ? wrongNumber(field, value) : wrongType
		case 'date':
			return typeof value === 'string' && isDay(value) ? undefined : wrongType
		case 'yesno':
			return typeof value === 'boolean' ? undefined : wrongType
		case 'consent':
			if (typeof value !== 'boolean') return wrongType
			return field.required && !value ? ['required', 'Please tick this'] : undefined
		case 'phone':
			if (typeof value === 'string' && readPhone(value, region)) return undefined
			return ['invalid_phone', 'This is not a phone number']
	}
}

function wrongText(field: FormField, value: string): Finding | undefined {
	const longest = field.maxLength ?? 2000
	if ([...value].length > longest) return ['too_long', `At most ${longest} characters`]
	if (field.type === 'text' && /[\n\r]/.test(value)) return ['invalid_format', 'One line only']
	if (field.pattern === null || new RegExp(field.pattern, 'u').test(value)) return undefined
	return ['invalid_format', 'This does not have the expected form']
}

function wrongNumber(field: FormField, value: number): Finding | undefined {
	if (field.min !== null && value < field.min) return ['too_small', `At least ${field.min}`]
	if (field.max !== null && value > field.max) return ['too_large', `At most ${field.max}`]
	return undefined
}

/** A day that exists: Date.parse takes 30 February for 2 March. */
function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
	const day = new Date(`${text}T00:00:00Z`)
	return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

function stored(field: FormField, value: Value, region: string): Value {
	if (field.type !== 'phone' || typeof value !== 'string') return value
	return readPhone(value, region) ?? value
}
