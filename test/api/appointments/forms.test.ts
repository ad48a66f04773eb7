import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('forms and signs')

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const now = () => new Date().toISOString()
const signs = (...questionIds: string[]) => ({ questionIds, answeredAt: now() })

async function issues(differences: Record<string, unknown>) {
	const body = bookBody(clinic, differences)
	const answer = await api.call(clinic, 'POST', '/api/customer/appointments/book', { body })
	const found = (answer.body.issues ?? []).map((one: { path: string; code: string }) => [
		one.path,
		one.code,
	])
	return { status: answer.status, code: answer.body.code, issues: found }
}

const form = (answers: [string, unknown][], differences: Record<string, unknown> = {}) =>
	issues({
		appointmentTypeId: clinic.types.form,
		triage: signs(),
		answers: answers.map(([fieldId, value]) => ({ fieldId, value })),
		...differences,
	})

test('asks for what is required, of the animals concerned', async () => {
	const dog = await form([])
	assert.is(dog.status, 400)
	assert.equal(dog.issues, [
		['answers.reason', 'required'],
		['answers.well', 'required'],
	])
	const cat = { visit: { species: 'cat' }, pets: [{ name: 'Moss', species: 'cat' }] }
	assert.equal((await form([['well', true]], cat)).issues, [
		['answers.reason', 'required'],
		['answers.outdoors', 'required'],
	])
})

test('names every answer that does not fit its question', async () => {
	const { issues: found } = await form([
		['reason', 'x'.repeat(101)],
		['well', 'yes'],
		['since', 'Long ago'],
		['chip', '12'],
		['days', 181],
		['reach', '123'],
		['colour', 'red'],
		['reason', 'again'],
	])
	assert.equal(found, [
		['answers.reason', 'too_long'],
		['answers.well', 'wrong_type'],
		['answers.since', 'invalid_value'],
		['answers.chip', 'invalid_format'],
		['answers.days', 'too_large'],
		['answers.reach', 'invalid_phone'],
		['answers.colour', 'unknown_field'],
		['answers.reason', 'repeated'],
	])
})

test('wants the signs looked at, lately, and among its own', async () => {
	const answered: [string, unknown][] = [
		['reason', 'Limping'],
		['well', true],
	]
	assert.equal((await form(answered, { triage: undefined })).issues, [['triage', 'required']])
	const old = { questionIds: [], answeredAt: new Date(Date.now() - 90_000_000).toISOString() }
	assert.equal((await form(answered, { triage: old })).issues, [
		['triage.answeredAt', 'out_of_date'],
	])
	const other = await makeBookableClinic(api.db)
	const unknown = signs(other.questions.amber, clinic.questions.cat)
	assert.equal((await form(answered, { triage: unknown })).issues, [
		['triage.questionIds.0', 'unknown_question'],
		['triage.questionIds.1', 'unknown_question'],
	])
})

test('sends a red sign to the phone, whatever the visit', async () => {
	const answer = await issues({ triage: signs(clinic.questions.red) })
	assert.is(answer.status, 409)
	assert.is(answer.code, 'not_bookable_online')
	assert.equal(answer.issues, [['triage.questionIds', 'red_sign']])
})

test('books an urgent visit after an amber sign only', async () => {
	const urgent = (differences: Record<string, unknown>) =>
		issues({ appointmentTypeId: clinic.types.urgent, start: startIn(0, 2), ...differences })
	const amber = { species: 'dog', amber: true }
	assert.equal((await urgent({ visit: amber })).issues, [
		['triage', 'required'],
		['visit.amber', 'amber_unproven'],
	])
	const none = await urgent({ triage: signs() })
	assert.is(none.code, 'not_bookable_online')
	const unsaid = await urgent({ triage: signs(clinic.questions.amber) })
	assert.is(unsaid.code, 'slot_not_offered')
	assert.equal(unsaid.issues, [['visit.amber', 'triage_required']])
	const okay = await urgent({ visit: amber, triage: signs(clinic.questions.amber) })
	assert.is(okay.status, 201)
})

test('wants the pets that times were found for', async () => {
	const cat = { name: 'Moss', species: 'cat' }
	assert.equal((await issues({ pets: [cat] })).issues, [['pets.0.species', 'species_mismatch']])
	assert.equal((await issues({ visit: { species: 'dog', pets: 2 } })).issues, [['pets', 'invalid']])
	const unborn = { name: 'Pip', species: 'dog', birthDate: '2190-01-01' }
	assert.equal((await issues({ pets: [unborn] })).issues, [['pets.0.birthDate', 'future_date']])
	const day = (ahead: number) =>
		new Date(Date.now() + ahead * 86_400_000).toLocaleDateString('sv', {
			timeZone: 'Europe/London',
		})
	const tomorrow = { ...unborn, birthDate: day(1) }
	assert.equal((await issues({ pets: [tomorrow] })).issues, [['pets.0.birthDate', 'future_date']])
	const today = { ...unborn, birthDate: day(0) }
	assert.is((await issues({ pets: [today], start: startIn(8) })).status, 201)
	const two = [unborn, unborn].map(({ name, species }) => ({ name, species }))
	const okay = await issues({ visit: { species: 'dog', pets: 2 }, pets: two, start: startIn(9) })
	assert.is(okay.status, 201)
})

test('wants the sex and the age of the visit from its first pet', async () => {
	const born = (days: number) =>
		new Date(Date.now() - days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/London' })
	const of = (visit: object, pet: object, differences = {}) =>
		issues({
			visit: { species: 'dog', ...visit },
			pets: [{ name: 'Pip', species: 'dog', ...pet }],
			...differences,
		})
	assert.equal((await of({ sex: 'male' }, { sex: 'female' })).issues, [
		['pets.0.sex', 'sex_mismatch'],
	])
	for (const [visit, days] of [
		[{ ageMonths: 24 }, 2 * 365 - 45],
		[{ ageMonths: 24 }, 2 * 365 + 75],
		[{ ageMonths: 0 }, 75],
		[{ ageWeeks: 20 }, 100],
		// Weeks win.
		[{ ageWeeks: 20, ageMonths: 3 }, 185],
	] as const) {
		const { issues: named } = await of(visit, { birthDate: born(days) })
		assert.equal(named, [['pets.0.birthDate', 'age_mismatch']], JSON.stringify([visit, days]))
	}
	for (const [i, [visit, days]] of (
		[
			[{ ageMonths: 24 }, 2 * 365 - 20],
			[{ ageMonths: 24 }, 2 * 365 + 50],
			[{ ageMonths: 0 }, 0],
			[{ ageWeeks: 20 }, 140],
			[{ sex: 'male' }, 3000],
		] as const
	).entries()) {
		const pet = { sex: 'male', birthDate: born(days) }
		assert.is((await of(visit, pet, { start: startIn(10 + i) })).status, 201, `${i}`)
	}
})

test.run()
