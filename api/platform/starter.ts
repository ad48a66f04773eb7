/** What a new clinic begins with, to be changed at will: four kinds of visit, and the questions. */
import type { Knex } from 'knex'
import { starterTriage } from '../clinics/demo/read.ts'
import { insertType } from '../clinics/setup/types.ts'
import { typeBody } from '../contract/clinic-types.ts'
import { newId } from '../database/ids.ts'

const reason = {
	id: 'reason',
	label: "What is the main thing you'd like help with?",
	type: 'longtext',
	required: true,
	maxLength: 600,
}
const since = {
	id: 'since_when',
	label: 'When did it start?',
	type: 'choice',
	options: ['Today', '1-3 days ago', '4-7 days ago', '1-4 weeks ago', 'Longer'],
}
const restraint = { text: 'Dogs on a lead, cats and small pets in a carrier.' }

const TYPES = [
	{
		slug: 'illness',
		name: 'My pet is unwell or hurt',
		description: 'For anything that worries you: sickness, a limp, itching, a lump.',
		group: 'Not well',
		icon: 'steth',
		color: '#c2513f',
		triage: 'required',
		durationMinutes: 20,
		stepMinutes: 20,
		extraPetMinutes: 20,
		extraProblemMinutes: 10,
		maxPets: 3,
		minNoticeMinutes: 60,
		horizonDays: 21,
		preparation: [restraint],
		formFields: [reason, since],
	},
	{
		slug: 'health_check',
		name: 'Health check',
		description: 'A nose-to-tail check, and time for your questions.',
		group: 'Check-ups',
		icon: 'heart',
		color: '#5b8c3e',
		isDefault: true,
		durationMinutes: 20,
		stepMinutes: 20,
		extraPetMinutes: 20,
		maxPets: 3,
		preparation: [restraint],
	},
	{
		slug: 'vaccination',
		name: 'Vaccination',
		description: 'A short check, then the vaccines that are due.',
		group: 'Vaccination',
		icon: 'syringe',
		color: '#3c74b8',
		durationMinutes: 15,
		extraPetMinutes: 15,
		maxPets: 3,
		preparation: [restraint, { text: 'Bring the vaccination card, if you have one.' }],
	},
	{
		slug: 'nurse_clinic',
		name: 'Nurse clinic',
		description: 'Nail clips, weight checks, stitches out, and advice.',
		group: 'Nurse',
		icon: 'scissors',
		color: '#2e8c9a',
		roles: ['nurse'],
		durationMinutes: 15,
	},
]

/** Writes them for a clinic that has none of its own yet. */
export async function insertStarter(trx: Knex.Transaction, clinicId: string): Promise<void> {
	for (const [i, type] of TYPES.entries()) {
		await insertType(trx, clinicId, { body: typeBody.parse(type), place: (i + 1) * 10 })
	}
	const { questions } = starterTriage()
	await trx('triage_questions').insert(
		questions.map(({ id: code, species, text, level, action, emphasis, sort }) => ({
			...{ clinic_id: clinicId, id: newId(), code, species, text, level, action },
			emphasis: emphasis ?? null,
			sort_order: sort,
		})),
	)
}
