/** What of a type's rules contradicts another one of them, so that nothing could be booked. */
import type * as z from 'zod'
import type { bookingMode } from './primitives.ts'
import { species } from './primitives.ts'
import type { typeRules } from './type-rules.ts'

type Rules = z.output<z.ZodObject<typeof typeRules>>
interface Draft extends Rules {
	mode: z.output<typeof bookingMode>
	triage: string
	active: boolean
	isDefault: boolean
	formFields: readonly { id: string }[]
}
type Mistake = readonly [path: string, code: string, message: string]

/** Minutes of the longest visit: with room for what is done before and after it. */
const LONGEST = 720
const MOST_PROBLEMS = 4

export function typeMistakes(body: Draft): Mistake[] {
	return [
		...lengthMistakes(body),
		...timeMistakes(body),
		...animalMistakes(body),
		...partMistakes(body),
		...dayMistakes(body),
		...defaultMistakes(body),
		...repeatedFields(body),
	]
}

const when = (bad: boolean, ...mistake: Mistake): Mistake[] => (bad ? [mistake] : [])

function lengthMistakes(body: Draft): Mistake[] {
	const longest =
		body.durationMinutes +
		(body.maxPets - 1) * body.extraPetMinutes +
		(MOST_PROBLEMS - 1) * body.extraProblemMinutes +
		body.newClientMinutes +
		body.ageMinutes.reduce((sum, { minutes }) => sum + minutes, 0)
	const message = `With all that lengthens it a visit would last ${longest} minutes; ${LONGEST} is the most`
	return when(longest > LONGEST, 'durationMinutes', 'too_long', message)
}

function timeMistakes({ minNoticeMinutes, horizonDays, sameDayOnly }: Draft): Mistake[] {
	const ahead = (sameDayOnly ? 1 : horizonDays) * 1440
	const message = 'Nothing could be booked: this is longer than the days ahead'
	return when(minNoticeMinutes >= ahead, 'minNoticeMinutes', 'too_large', message)
}

function animalMistakes(body: Draft): Mistake[] {
	const { species: named, excludedSpecies: excluded } = body
	const left = species.options.filter(
		(one) => (named.length === 0 || named.includes(one)) && !excluded.includes(one),
	)
	return [
		...when(left.length === 0, 'excludedSpecies', 'nothing_left', 'No animal is left'),
		...body.ageLimits.flatMap((limit, i) => {
			const [least, most] = [weeksOf(limit, 'min') ?? 0, weeksOf(limit, 'max') ?? Infinity]
			return when(least > most, `ageLimits.${i}`, 'nothing_left', 'No age is left')
		}),
		...body.ageMinutes.flatMap((entry, i) => {
			const [from, under] = [weeksOf(entry, 'from') ?? 0, weeksOf(entry, 'under') ?? Infinity]
			return when(from >= under, `ageMinutes.${i}`, 'nothing_left', 'No age is left')
		}),
	]
}

const WEEKS_OF_MONTH = 30.4375 / 7

/** As the engine reads it: weeks win over months. */
function weeksOf(entry: object, prefix: string): number | null {
	const given = entry as Record<string, number | null | undefined>
	const months = given[`${prefix}Months`] ?? null
	return given[`${prefix}Weeks`] ?? (months === null ? null : months * WEEKS_OF_MONTH)
}

function partMistakes({ parts, ownPart, durationMinutes: duration }: Draft): Mistake[] {
	const found = parts.flatMap((one, i): Mistake[] => {
		const [from, until] = [minuteOf(one.from, duration), minuteOf(one.until, duration)]
		if (from === null || until === null || from < until) return []
		return [[`parts.${i}.until`, 'too_small', 'Must be after its begin']]
	})
	if (ownPart === null) return found
	const until = minuteOf(ownPart.until, duration) ?? duration
	const empty = until <= ownPart.from
	const late = until > duration
	return [
		...found,
		...when(empty, 'ownPart.until', 'too_small', 'Must be after its begin'),
		...when(late, 'ownPart.until', 'too_large', 'Must not be after the visit'),
	]
}

type Edge = number | { beforeEnd: number } | { at: string } | null

/** Minutes after the start of a visit of usual length; null: a wall time, which could be any. */
function minuteOf(edge: Edge, duration: number): number | null {
	if (typeof edge === 'number') return edge
	if (edge === null) return duration
	return 'beforeEnd' in edge ? duration - edge.beforeEnd : null
}

function dayMistakes({ dayProcedure }: Draft): Mistake[] {
	if (dayProcedure === null) return []
	const { admission, discharge } = dayProcedure
	const message = 'Animals go home on the day they are brought'
	return [
		...when(
			admission.until <= admission.from,
			'dayProcedure.admission.until',
			'too_small',
			'Must be after its begin',
		),
		...when(discharge.from < admission.until, 'dayProcedure.discharge.from', 'too_small', message),
		...when(
			discharge.until <= discharge.from,
			'dayProcedure.discharge.until',
			'too_small',
			'Must be after its begin',
		),
	]
}

function defaultMistakes({ isDefault, active, mode, triage, ownPart }: Draft): Mistake[] {
	// Of any length, as it can be asked for, a part of it would be longer than the whole.
	const plain = active && mode === 'instant' && triage === 'none' && ownPart === null
	return [
		...when(
			isDefault && !plain,
			'isDefault',
			'not_plain',
			'The default must be in use, bookable at once, without triage and ownPart',
		),
		...when(
			mode === 'triage_only' && triage === 'none',
			'triage',
			'required',
			'What follows an amber answer needs the questions',
		),
	]
}

function repeatedFields({ formFields }: Draft): Mistake[] {
	const ids = formFields.map(({ id }) => id)
	return ids.flatMap((id, i) =>
		when(ids.indexOf(id) !== i, `formFields.${i}.id`, 'repeated', 'Another question has this name'),
	)
}
