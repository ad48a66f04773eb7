import type { Knex } from 'knex'
import type { Clinic } from '../../availability/catalogue.ts'
import { chooseVet } from '../../availability/question.ts'
import { shortNameOf } from '../../clinics/presenter.ts'
import type { LetterPreview, PreviewQuery } from '../../contract/visit-changes.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import type { NotificationKind, NotificationVariables } from '../../notifications/queue.ts'
import { writeLetter } from '../../notifications/templates/letters.ts'
import { renderText } from '../../notifications/templates/text.ts'
import { findVisit, type Visit } from '../../notifications/visit.ts'
import type { Services } from '../../services.ts'
import { findOr404, livingOf } from '../open-for-change.ts'
import { startOf } from '../start.ts'

interface PreviewInput {
	clinicId: string
	appointmentId: string
	query: PreviewQuery
}

/**
 * The letter that a change would send, written by the same words that will be sent. Its link opens
 * nothing: the owner's own is made when the letter leaves.
 *
 * @throws Problem `appointment_not_found`, `appointment_moved`, `veterinarian_not_found`
 */
export async function previewLetter(
	trx: Knex,
	{ catalogue, publicUrl }: Pick<Services, 'catalogue' | 'publicUrl'>,
	{ clinicId, appointmentId, query }: PreviewInput,
): Promise<LetterPreview> {
	const { clinic, now } = await catalogue.read(queryOf(trx), clinicId)
	const { id } = await livingOf(trx, await findOr404(trx, clinicId, appointmentId))
	const visit = await findVisit(trx, clinicId, id)
	if (!visit) throw new Problem('appointment_not_found')
	const { kind, changes, variables = {} } = become(clinic, visit, query)
	const manageUrl = `${publicUrl()}/visit`
	const links = { manageUrl, accountUrl: null }
	const letter = writeLetter(kind, { visit: { ...visit, ...changes }, variables, ...links, now })
	return {
		to: visit.owner.email || null,
		subject: letter.subject,
		text: renderText(letter),
	}
}

interface Becoming {
	kind: NotificationKind
	changes: Partial<Visit>
	variables?: NotificationVariables
}

/** The visit as it would be then. */
function become(clinic: Clinic, visit: Visit, query: PreviewQuery): Becoming {
	const cancelled = { status: 'cancelled', cancelledBy: 'staff', cancelledLate: false }
	switch (query.kind) {
		case 'cancel':
			return { kind: 'booking_cancelled', changes: cancelled }
		case 'decline':
			return { kind: 'booking_declined', changes: cancelled }
		case 'running_late':
			return { kind: 'running_late', changes: {}, variables: lateBy(visit, query.minutes ?? 0) }
		case 'move':
			return {
				kind: 'booking_moved',
				changes: { ...movedTo(visit, query), ...withVet(clinic, query) },
				variables: { previousStart: visit.start.toISOString() },
			}
	}
}

function lateBy({ start }: Visit, minutes: number): NotificationVariables {
	return { expectedStart: new Date(start.getTime() + minutes * 60_000).toISOString() }
}

function movedTo(visit: Visit, { start, durationMinutes }: PreviewQuery): Partial<Visit> {
	const begin = start === undefined ? visit.start : new Date(startOf(start) * 60_000)
	const length =
		durationMinutes === undefined
			? visit.end.getTime() - visit.start.getTime()
			: durationMinutes * 60_000
	const later = begin.getTime() - visit.start.getTime()
	return {
		status: 'confirmed',
		start: begin,
		end: new Date(begin.getTime() + length),
		freeUntil: new Date(visit.freeUntil.getTime() + later),
	}
}

function withVet({ rows, ...clinic }: Clinic, { veterinarianId }: PreviewQuery): Partial<Visit> {
	const id = chooseVet({ rows, ...clinic }, veterinarianId, 'query')
	const vet = rows.resources.find((row) => row.id === id)
	if (!vet) return {}
	return { veterinarian: vet.name, shortVeterinarian: shortNameOf(rows.clinic, vet) }
}
