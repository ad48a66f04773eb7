import type { FormField } from '@vetslot/sdk'
import { phoneProblem } from '../locales/phone.ts'
import { type FieldValue, type State, typeOf } from './state.ts'

/** What is wrong with a field: a message key and what it needs. */
export type FieldError =
	| { key: 'need-pet'; species: string }
	| { key: 'need-age' | 'need-sex' | 'need-name' | 'need-phone' | 'check-phone' }
	| { key: 'short-phone'; count: number; region: string }
	| { key: 'need-email' | 'finish-email' | 'need-consent' | 'need-answer' | 'check-answer' }
	| { key: 'too-long'; count: number }
	| { key: 'need-digits'; count: number }
	| { key: 'out-of-range'; min: number; max: number }
	| { key: 'said'; text: string }

export type FieldKind = FormField['type'] | 'email' | 'name' | 'age' | 'sex' | 'pet' | 'breed'

/** One field of the details form. */
export interface FieldSpec {
	/** The key in `entry.fields`. */
	name: string
	kind: FieldKind
	required: boolean
	max: number
	/** The clinic's own question, for fields that come from the visit. */
	of: FormField | undefined
}

const field = (name: string, kind: FieldKind, required = true, max = 40): FieldSpec => ({
	name,
	kind,
	required,
	max,
	of: undefined,
})

/** Fields about the pet, about the owner, and the visit's own questions, in the order of the form. */
export function fieldsOf(state: State): {
	pet: FieldSpec[]
	owner: FieldSpec[]
	visit: FieldSpec[]
} {
	const { species, sex, ageMonths, ageWeeks } = state.entry
	const { pet, owner } = state.given
	const asked = (typeOf(state)?.formFields ?? []).filter(
		(one) => !one.species || (species && one.species.includes(species)),
	)
	// No more than a call needs: there is no need to explain anything in writing.
	if (typeOf(state)?.mode === 'callback')
		return {
			pet: [field('pet', 'pet', false)],
			owner: [field('name', 'name', true, 120), field('phone', 'phone', true, 32)],
			visit: [],
		}
	const bySex = asked.some((one) => one.sex) && !sex
	const known = sex ?? state.entry.fields.sex
	return {
		pet: pet
			? []
			: [
					field('pet', 'pet'),
					field('breed', 'breed', false, 80),
					...((ageWeeks ?? ageMonths) === undefined ? [field('age', 'age')] : []),
					...(bySex ? [field('sex', 'sex')] : []),
				],
		owner: owner
			? []
			: [
					field('name', 'name', true, 120),
					field('phone', 'phone', true, 32),
					field('email', 'email', true, 254),
				],
		visit: [
			...asked
				.filter((one) => !one.sex || one.sex.some((which) => which === known))
				.map((of) => ({ ...field(`f-${of.id}`, of.type, of.required, of.maxLength ?? 500), of })),
			field('notes', 'longtext', false, 500),
		],
	}
}

export const allFields = (state: State): FieldSpec[] => {
	const { pet, owner, visit } = fieldsOf(state)
	return [...pet, ...owner, ...visit]
}

const lengthOf = (text: string): number => [...text].length

/** The value as text; lists and ticks have none. */
export const textOf = (value: FieldValue | undefined): string =>
	typeof value === 'string' ? value.trim() : ''

const missing = (value: FieldValue | undefined): boolean =>
	!value || (typeof value !== 'boolean' && !value.length) || value === ' '

/** What is wrong with a field now, whether or not the visitor should hear of it yet. */
export function errorOf(state: State, spec: FieldSpec): FieldError | undefined {
	const refused = state.refused[spec.name]
	if (refused) return { key: 'said', text: refused }
	const value = state.entry.fields[spec.name]
	const text = textOf(value)
	const empty = typeof value === 'string' ? !text : missing(value)
	if (empty) return spec.required ? needed(state, spec) : undefined
	const over = lengthOf(text) - spec.max
	if (over > 0) return { key: 'too-long', count: over }
	return wrong(state, spec, text)
}

function needed(state: State, { kind, name }: FieldSpec): FieldError {
	if (name.startsWith('f-')) return { key: kind === 'consent' ? 'need-consent' : 'need-answer' }
	if (kind === 'pet') return { key: 'need-pet', species: state.entry.species ?? 'other' }
	return { key: `need-${kind}` as 'need-name' }
}

function wrong(state: State, spec: FieldSpec, text: string): FieldError | undefined {
	const { kind, of } = spec
	const region = state.clinic?.region ?? ''
	if (kind === 'name' && lengthOf(text) < 2) return { key: 'need-name' }
	if (kind === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$/.test(text))
		return { key: /@/.test(text) || !/\s/.test(text) ? 'finish-email' : 'need-email' }
	if (kind === 'phone') {
		const problem = phoneProblem(text, region)
		if (problem === 'check') return { key: 'check-phone' }
		return problem && { key: 'short-phone', count: problem.short, region }
	}
	if (kind === 'number') {
		const min = of?.min ?? 0
		const max = of?.max ?? 9999
		const number = Number(text.replace(',', '.'))
		return number >= min && number <= max ? undefined : { key: 'out-of-range', min, max }
	}
	if (!of?.pattern || matches(of.pattern, text)) return undefined
	const digits = /^\^?(?:\[0-9\]|\\d)\{(\d+)\}\$?$/.exec(of.pattern)
	return digits ? { key: 'need-digits', count: Number(digits[1]) } : { key: 'check-answer' }
}

function matches(pattern: string, text: string): boolean {
	try {
		return new RegExp(pattern, 'u').test(text)
	} catch {
		// A clinic's broken pattern must not keep anyone from booking; the server has the last word.
		return true
	}
}

/** Every field that keeps the form from being sent, in form order. */
export const errorsOf = (state: State): { spec: FieldSpec; error: FieldError }[] =>
	allFields(state).flatMap((spec) => {
		const error = errorOf(state, spec)
		return error ? [{ spec, error }] : []
	})

export const firstError = (state: State) => errorsOf(state)[0]

const known =
	'gmail.com hotmail.com outlook.com yahoo.com icloud.com hotmail.co.uk yahoo.co.uk btinternet.com live.com me.com example.com googlemail.com ymail.com mail.com aol.com'.split(
		' ',
	)

/** A likely spelling of a mistyped mail domain: `sam@gmial.com` gives `sam@gmail.com`. */
export function emailTypo(email: string): string | undefined {
	const [name, domain] = email.trim().toLowerCase().split('@')
	if (!name || !domain || known.includes(domain)) return undefined
	const [place, end] = halves(domain)
	// Two slips are only believed in a long name; its ending (.com, .co.uk) has to be right then.
	const near =
		known.find((one) => edits(one, domain) === 1) ??
		known.find((one) => halves(one)[1] === end && place.length > 4 && edits(one, domain) === 2)
	return near && `${email.trim().split('@')[0]}@${near}`
}

const halves = (domain: string): [string, string] => {
	const dot = domain.indexOf('.')
	return [domain.slice(0, dot), domain.slice(dot)]
}

const FAR = 9

/** Up to two letters to add, drop, change or swap with their neighbour to get from one word to the other. */
function edits(a: string, b: string, most = 2): number {
	if (!a || !b) return a.length + b.length
	if (a[0] === b[0]) return edits(a.slice(1), b.slice(1), most)
	if (!most) return FAR
	const [c, d] = [a.slice(1), b.slice(1)]
	const swapped = a[0] === b[1] && a[1] === b[0]
	const ways = [
		[c, b] as const,
		[a, d] as const,
		swapped ? ([c.slice(1), d.slice(1)] as const) : ([c, d] as const),
	]
	return 1 + Math.min(...ways.map(([x, y]) => edits(x, y, most - 1)))
}

/** The suggestion that an answer calls for: another visit, or the phone. */
export function adviceOf(state: State, spec: FieldSpec) {
	const advice = spec.of?.advice
	const value = state.entry.fields[spec.name]
	if (!advice || value === undefined || value === '') return undefined
	const under = /^under:(\d+)$/.exec(advice.when)
	const hit = under
		? Number(value) < Number(under[1])
		: Array.isArray(value)
			? value.includes(advice.when)
			: value === advice.when
	return hit ? advice : undefined
}
