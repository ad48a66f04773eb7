import * as z from 'zod'
import { formField } from './clinic.ts'
import { id, line, species } from './primitives.ts'

const options = z.array(line(1, 100)).min(1).max(50)

const advice = z.strictObject({
	when: line(1, 100).describe('yes, no, an option, or `under:N` for a number'),
	suggest: z.enum(['call', 'offer']),
	appointmentTypeId: id.nullable().default(null).describe('Of what is offered instead'),
})

/** One question of a form, as the clinic writes it. A photo can't be asked for yet. */
export const formFieldBody = z
	.strictObject({
		id: z
			.string()
			.regex(/^[a-z][a-z0-9_]{0,39}$/, 'Must be small letters, digits and underlines')
			.describe('Answers are kept under this name; keep it when you change the words'),
		label: line(1, 200),
		type: formField.shape.type,
		required: z.boolean().default(false),
		options: options.nullable().default(null).describe('Of a choice, or of several'),
		maxLength: z.int().min(1).max(5000).nullable().default(null),
		min: z.number().min(-1e9).max(1e9).nullable().default(null),
		max: z.number().min(-1e9).max(1e9).nullable().default(null),
		pattern: z.string().max(100).nullable().default(null).describe('A regular expression: ^…$'),
		species: z.array(species).min(1).nullable().default(null),
		sex: z
			.array(z.enum(['male', 'female']))
			.min(1)
			.nullable()
			.default(null),
		advice: advice.nullable().default(null),
	})
	.superRefine((field, context) => {
		for (const [path, code, message] of mistakes(field)) {
			context.addIssue({ code: 'custom', path: [path], message, params: { code } })
		}
	})
	.meta({ id: 'FormFieldBody' })
export type FormFieldBody = z.output<typeof formFieldBody>

type Draft = Omit<z.output<typeof formFieldBody>, 'id' | 'label'>
type Mistake = [path: string, code: string, message: string]

function mistakes(field: Draft): Mistake[] {
	const { type, options, maxLength, min, max, pattern } = field
	const chooses = type === 'choice' || type === 'multi'
	const writes = type === 'text' || type === 'longtext'
	const unwanted = (path: string, given: unknown, fits: boolean): Mistake[] =>
		given === null || fits ? [] : [[path, 'unwanted', `Does not go with a ${type}`]]
	const found = [
		...unwanted('options', options, chooses),
		...unwanted('maxLength', maxLength, writes),
		...unwanted('min', min, type === 'number'),
		...unwanted('max', max, type === 'number'),
		...unwanted('pattern', pattern, type === 'text'),
		...adviceMistakes(field),
	]
	if (chooses && options === null) found.push(['options', 'required', 'Give the options'])
	if (options !== null && new Set(options).size < options.length) {
		found.push(['options', 'repeated', 'Each option must be another one'])
	}
	if (min !== null && max !== null && min > max) {
		found.push(['max', 'too_small', 'Must not be below min'])
	}
	if (pattern !== null) found.push(...patternMistakes(pattern, maxLength))
	return found
}

function adviceMistakes({ type, options, advice }: Draft): Mistake[] {
	if (advice === null) return []
	const whens: Record<string, RegExp | readonly string[]> = {
		yesno: ['yes', 'no'],
		choice: options ?? [],
		multi: options ?? [],
		number: /^under:-?\d{1,9}(?:\.\d{1,3})?$/,
	}
	const may = whens[type]
	if (!may) return [['advice', 'unwanted', `Does not go with a ${type}`]]
	const fits = may instanceof RegExp ? may.test(advice.when) : may.includes(advice.when)
	if (fits) return []
	return [['advice.when', 'invalid_value', 'Must be an answer that this question can have']]
}

// Letters and signs, classes, and how often: no groups, no alternatives, nothing that looks around.
const ATOM = /(?:\\[dwsDWS./()+*?[\]{}|^$\\-]|\[\^?(?:[^\][\\]|\\.)+\]|[A-Za-z0-9 _\-/:,@#&'])/
const TIMES = /(?:\{\d{1,3}(?:,\d{0,3})?\}|[?*+])?/
const PATTERN = new RegExp(`^\\^(?:${ATOM.source}${TIMES.source})+\\$$`)
const VARIABLE = /\\.|\[(?:[^\]\\]|\\.)*\]|(\{\d*,\d*\}|[?*+])/g

/** Of the parts of a pattern that may be long or short; more take too many ways to try. */
const MOST_VARIABLE = 3
const LONGEST_TRIED = 200

/**
 * A pattern runs on the server, over what anyone types: one that can be matched in too many ways
 * would keep it busy for everybody.
 */
function patternMistakes(pattern: string, maxLength: number | null): Mistake[] {
	const wrong = (message: string): Mistake[] => [['pattern', 'invalid_format', message]]
	if (!PATTERN.test(pattern)) {
		return wrong('Must begin with ^, end with $, and have no groups or alternatives')
	}
	try {
		new RegExp(pattern, 'u')
	} catch {
		return wrong('Is not a regular expression')
	}
	const variable = [...pattern.matchAll(VARIABLE)].filter(([, times]) => times).length
	if (variable > MOST_VARIABLE) {
		return wrong(`At most ${MOST_VARIABLE} of its parts may differ in length`)
	}
	if (variable === 0 || (maxLength !== null && maxLength <= LONGEST_TRIED)) return []
	return [['maxLength', 'required', `This pattern needs a maxLength of ${LONGEST_TRIED} or less`]]
}
