import type { Knex } from 'knex'
import { Clinic } from '../database/models/clinic.ts'
import type { Mail } from './channels/channel.ts'
import type { Claim } from './claim.ts'
import { mailOf, type Sender } from './compose.ts'
import { phoneWords } from './templates/facts.ts'
import type { Letter } from './templates/letter.ts'
import { clinicOf, type Visit } from './visit.ts'

/** What somebody is told who was erased. Its row holds the address until it left, and no longer. */
export const LAST_LETTER = 'data_erased'

/** Makes the mail; null once the address is gone. */
export async function composeLastLetter(
	trx: Knex.Transaction,
	{ clinicId, id, formerEmail: email, variables }: Claim,
	sender: Pick<Sender, 'from'>,
): Promise<Mail | null> {
	const row = await Clinic.query(trx).findById(clinicId)
	if (!row || email === null) return null
	const clinic = clinicOf(row)
	const { cancelledVisits = 0 } = variables as { cancelledVisits?: number }
	const letter = writeLastLetter(clinic, cancelledVisits)
	return mailOf({ id, kind: LAST_LETTER }, letter, { clinic, email }, sender)
}

function writeLastLetter(clinic: Visit['clinic'], cancelled: number): Letter {
	const paragraphs = [
		`You asked ${clinic.name} to erase what it knows about you. That is done: your sign-in, your name, address and phone number and what you wrote are gone.`,
		'Your animals’ medical records stay with the clinic for as long as it has to keep them, without your name.',
	]
	const visits = cancelled === 1 ? 'The visit that was ahead is' : 'The visits that were ahead are'
	if (cancelled > 0) paragraphs.push(`${visits} cancelled. There is nothing to pay.`)
	return {
		subject: `${clinic.name}: your data is gone`,
		preview: 'What the clinic knew about you has been erased.',
		heading: 'Your data is gone',
		paragraphs,
		facts: [],
		preparation: [],
		action: null,
		closing: [
			'This is the last letter; your address goes as soon as it has left.',
			`If you did not ask for this, please call the clinic${phoneWords(clinic)}.`,
		],
		clinic,
	}
}
