import { missingAnswers } from '../availability/asks.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { daysOfMonths } from '../availability/limits.ts'
import type { ChosenType } from '../availability/question.ts'
import { presentFormFields, regionOf } from '../clinics/presenter.ts'
import type { Issue } from '../contract/problem.ts'
import type { Visit } from '../contract/visit.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { toDay } from '../time/date.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import { type CheckedAnswers, checkAnswers } from './answers.ts'
import type { FullBody } from './party.ts'
import { readPhone } from './phone.ts'

const MOST_TRIAGE_AGE = 24 * 3_600_000
const MONTH_DAYS = 31
const CLOCK_SKEW = 5 * 60_000

export interface CheckedBooking {
	/** E.164. */
	phone: string
	answers: CheckedAnswers
	/** The words of the signs that were ticked. */
	signs: string[]
}

/**
 * Everything about a booking that its schema can't know: phone, pets, form answers, triage. All bad
 * fields are named at once.
 *
 * @throws Problem `invalid_request`, `not_bookable_online` when a sign needs a phone call
 */
export function checkBooking(now: ClinicNow, type: ChosenType, body: FullBody): CheckedBooking {
	const region = regionOf(now.clinic.rows.clinic)
	const phone = readPhone(body.owner.phone, region)
	const answers = checkAnswers(presentFormFields(type.row, now.clinic.rows.types), body.answers, {
		species: body.pets.map((pet) => pet.species),
		sex: body.visit.sex ?? body.pets[0]?.sex,
		region,
	})
	const issues = [
		...(phone ? [] : [issue('owner.phone', 'invalid_phone', 'This is not a phone number')]),
		...petIssues(body, todayOf(now)),
		...visitIssues(now, type, body.visit),
		...answers.issues,
	]
	const signs = checkTriage(now, type, body, issues)
	if (issues.length > 0 || !phone) throw invalidRequest(issues)
	return { phone, answers: answers.values, signs }
}

function issue(path: string, code: string, message: string): Issue {
	return { path, in: 'body', code, message }
}

/**
 * What a type's rules depend on has to be known, or the visit would slip past them; and an earlier
 * visit lies in the past.
 */
export function visitIssues(now: ClinicNow, { rules }: ChosenType, visit: Visit): Issue[] {
	const missing = missingAnswers(rules, visit).map((field) =>
		issue(`visit.${field}`, 'required', 'This kind of visit depends on it'),
	)
	const isAhead = visit.lastVisit !== undefined && visit.lastVisit > todayOf(now)
	return [
		...missing,
		...(isAhead ? [issue('visit.lastVisit', 'future_date', 'Must not be in the future')] : []),
	]
}

function todayOf({ clinic, now }: ClinicNow): string {
	return zoneOf(clinic.plan.zone).dateAt(minuteOf(now))
}

function petIssues({ pets, visit }: FullBody, today: string): Issue[] {
	// Times were found for one species; another may need another vet.
	const asked = visit.species ?? pets[0]?.species
	return pets.flatMap((pet, i) => {
		const path = `pets.${i}`
		const other = pet.species !== asked
		const unborn = pet.birthDate !== undefined && pet.birthDate > today
		return [
			...(other ? [issue(`${path}.species`, 'species_mismatch', "Must be the visit's")] : []),
			...(unborn ? [issue(`${path}.birthDate`, 'future_date', 'Must not be in the future')] : []),
			// Sex and age of a visit are those of the first.
			...(i === 0 ? disagreements(pet, visit, today) : []),
		]
	})
}

function disagreements(pet: FullBody['pets'][number], visit: Visit, today: string): Issue[] {
	const { sex, birthDate } = pet
	const other = sex !== undefined && visit.sex !== undefined && sex !== visit.sex
	const aged = birthDate === undefined || birthDate > today || isOfAge(birthDate, visit, today)
	return [
		...(other ? [issue('pets.0.sex', 'sex_mismatch', "Must be the visit's")] : []),
		...(aged ? [] : [issue('pets.0.birthDate', 'age_mismatch', "Must fit the visit's age")]),
	]
}

/** Whether an animal born on a day can be told to be as old as that: people know it to a month. */
function isOfAge(birthDate: string, { ageWeeks, ageMonths }: Visit, today: string): boolean {
	const days = toDay(today) - toDay(birthDate)
	if (ageWeeks !== undefined) return isAbout(days, ageWeeks * 7, (ageWeeks + 1) * 7)
	if (ageMonths === undefined) return true
	return isAbout(days, daysOfMonths(ageMonths), daysOfMonths(ageMonths + 1))
}

function isAbout(days: number, from: number, until: number): boolean {
	return days >= from - MONTH_DAYS && days < until + MONTH_DAYS
}

/** Finds the ticked signs among the clinic's own questions; an unknown one proves nothing. */
function checkTriage(
	now: ClinicNow,
	type: ChosenType,
	{ triage, visit, pets }: FullBody,
	issues: Issue[],
): string[] {
	const ticked = (triage?.questionIds ?? []).flatMap((id, i) => {
		const question = now.clinic.rows.triage.find((row) => row.id === id.toLowerCase())
		const fits = !question?.species || pets.some((pet) => pet.species === question.species)
		if (question && fits) return [question]
		const path = `triage.questionIds.${i}`
		issues.push(issue(path, 'unknown_question', 'The clinic does not ask this for this animal'))
		return []
	})
	const age = triage ? now.now.getTime() - Date.parse(triage.answeredAt) : 0
	if (age > MOST_TRIAGE_AGE || age < -CLOCK_SKEW) {
		issues.push(issue('triage.answeredAt', 'out_of_date', 'Please answer the questions again'))
	}
	if (!triage && type.row.triage !== 'none') {
		issues.push(issue('triage', 'required', 'The questions about signs must be answered first'))
	}
	if (ticked.some((question) => question.level === 'red')) throw redSign(now)
	const amber = ticked.some((question) => question.level === 'amber')
	if (visit.amber && !amber) {
		issues.push(issue('visit.amber', 'amber_unproven', 'No amber sign was ticked'))
	}
	if (type.row.triage === 'amber_required' && triage && !amber) throw notUrgent()
	return ticked.map((question) => question.text)
}

const about = { path: 'triage.questionIds', in: 'body' } as const

function redSign(now: ClinicNow): Problem {
	const phone = now.clinic.rows.clinic.phone ?? 'the clinic'
	const message = `These signs need a phone call now: ${phone}`
	return new Problem('not_bookable_online', {
		detail: message,
		issues: [{ ...about, code: 'red_sign', message }],
	})
}

function notUrgent(): Problem {
	const message = 'This visit is for pets that show one of the signs for today'
	return new Problem('not_bookable_online', {
		detail: `${message}.`,
		issues: [{ ...about, code: 'amber_required', message }],
	})
}
