import type { Knex } from 'knex'
import { Clinic } from '../database/models/clinic.ts'
import { queryOf } from '../database/query.ts'
import { openInvitation } from '../pets/sharing/rows.ts'
import { makeShareToken } from '../pets/sharing/token.ts'
import type { Mail } from './channels/channel.ts'
import type { Claim } from './claim.ts'
import { mailOf, pageOf, type Sender } from './compose.ts'
import { oneLine } from './plain.ts'
import type { Letter } from './templates/letter.ts'
import { clinicOf, type Visit } from './visit.ts'
import { dayText, timeInZone } from './when.ts'

/** What somebody is told who is asked to share a pet. The address stands in the invitation only. */
export const INVITATION_LETTER = 'pet_invitation'

/** Makes the mail, and its link; null once the invitation is accepted, taken back or over. */
export async function composeInvitation(
	trx: Knex.Transaction,
	{ clinicId, id, variables }: Claim,
	sender: Sender,
	now: Date,
): Promise<Mail | null> {
	const { invitationId = '' } = variables as { invitationId?: string }
	const found = await openInvitation(queryOf(trx), clinicId, invitationId)
	const row = await Clinic.query(trx).findById(clinicId)
	if (!row || !found || found.email === null) return null
	const clinic = clinicOf(row)
	const token = makeShareToken(sender.serverKey, { clinicId, invitationId })
	const letter = writeInvitation(clinic, {
		pet: oneLine(found.petName),
		from: oneLine(found.from ?? ''),
		until: `${dayText(found.expiresAt, clinic, now)} at ${timeInZone(found.expiresAt, clinic)}`,
		url: pageOf(sender, `/portal/${found.slug}#share=${token}`),
	})
	return mailOf({ id, kind: INVITATION_LETTER }, letter, { clinic, email: found.email }, sender)
}

function writeInvitation(
	clinic: Visit['clinic'],
	{ pet, from, until, url }: { pet: string; from: string; until: string; url: string },
): Letter {
	const who = from === '' ? 'Somebody' : from
	const paragraphs = [
		`${who} would like to share ${pet} with you at ${clinic.name}. You would both see the visits and what the clinic has shared of the record.`,
	]
	return {
		subject: `${clinic.name}: share ${pet}`,
		preview: paragraphs[0] ?? '',
		heading: `Share ${pet}`,
		paragraphs,
		facts: [],
		preparation: [],
		action: { label: 'See the invitation', url },
		closing: [
			`The link is for you alone. It is good once, until ${until}.`,
			'If you do not know what this is about, you need do nothing.',
		],
		clinic,
	}
}
