import { accountPath } from '../appointments/presenter.ts'
import { makeManageToken } from '../http/manage-token.ts'
import { appointmentCalendar, type CalendarEntry, type CalendarMethod } from './calendar.ts'
import type { Attachment, Mail } from './channels/channel.ts'
import type { NotificationKind, NotificationVariables } from './queue.ts'
import { petNames, stayText } from './templates/facts.ts'
import type { Letter } from './templates/letter.ts'
import { writeLetter } from './templates/letters.ts'
import { renderHtml } from './templates/page.ts'
import { renderText } from './templates/text.ts'
import type { Visit } from './visit.ts'

/** What sending needs and no row holds. */
export interface Sender {
	serverKey: Uint8Array
	/** Where people reach the hosted pages; asked at sending, since a port may be chosen at start. */
	publicUrl: () => string
	/** The address mail comes from: `name@example.com` or `Name <name@example.com>`. */
	from: string
}

export interface Notice {
	id: string
	kind: NotificationKind
	variables: NotificationVariables
	/** The calendar entry's. */
	sequence: number
}

/** Makes the mail of a notice, links included. */
export function composeMail(notice: Notice, visit: Visit, sender: Sender, now: Date): Mail {
	const token = manageToken(visit, sender)
	const letter = writeLetter(notice.kind, {
		...{ visit, variables: notice.variables, now },
		// The token stands in the fragment, which no server is sent.
		manageUrl: pageOf(sender, `/visit#${token}`),
		accountUrl: visit.owner.isGuest ? pageOf(sender, accountPath(visit.clinic.slug, token)) : null,
	})
	const to = { clinic: visit.clinic, email: visit.owner.email }
	return mailOf(notice, letter, to, sender, attachmentsOf(notice, visit, sender, now))
}

/** A letter, ready to leave. */
export function mailOf(
	notice: { id: string; kind: string },
	letter: Letter,
	to: { clinic: Visit['clinic']; email: string },
	sender: Pick<Sender, 'from'>,
	attachments: Attachment[] = [],
): Mail {
	return {
		clinicId: to.clinic.id,
		notificationId: notice.id,
		kind: notice.kind,
		from: { name: to.clinic.name, email: addressOf(sender.from) },
		replyTo: to.clinic.email,
		to: to.email,
		subject: letter.subject,
		text: renderText(letter),
		html: renderHtml(letter),
		attachments,
	}
}

/** What opens this visit. */
function manageToken(visit: Visit, { serverKey }: Pick<Sender, 'serverKey'>): string {
	return makeManageToken(serverKey, {
		clinicId: visit.clinic.id,
		reference: visit.reference,
		generation: visit.manageGeneration,
	})
}

/** The address of a page of this server. */
export function pageOf({ publicUrl }: Pick<Sender, 'publicUrl'>, path: string): string {
	return `${publicUrl().replace(/\/+$/, '')}${path}`
}

/** A visit as its calendar entry; `sequence` is the row's at the time it was queued. */
export function calendarEntry(visit: Visit, sequence = visit.icsSequence): CalendarEntry {
	return {
		clinicId: visit.clinic.id,
		reference: visit.reference,
		sequence,
		status: calendarStatus(visit.status),
		start: visit.start,
		end: visit.end,
		timeZone: visit.clinic.timeZone,
		title: `${visit.type}: ${petNames(visit)}`,
		note: stayText(visit),
		clinic: visit.clinic,
		owner: visit.owner,
	}
}

function calendarStatus(status: string): CalendarEntry['status'] {
	if (status === 'cancelled') return 'cancelled'
	return status === 'pending' ? 'tentative' : 'confirmed'
}

/** A delay leaves the calendar as it is; a time that has to change belongs in nobody's. */
const WITHOUT_CALENDAR: readonly NotificationKind[] = ['visit_needs_new_time', 'running_late']

/** A request is no appointment yet. */
function attachmentsOf(
	notice: Notice,
	visit: Visit,
	{ from }: Pick<Sender, 'from'>,
	now: Date,
): Attachment[] {
	if (visit.status === 'pending' || WITHOUT_CALENDAR.includes(notice.kind)) return []
	const method: CalendarMethod = visit.status === 'cancelled' ? 'CANCEL' : 'REQUEST'
	const entry = calendarEntry(visit, notice.sequence)
	// What goes with a mail has an organizer; a new clinic may have no address of its own yet.
	const clinic = { ...entry.clinic, email: entry.clinic.email || addressOf(from) }
	const file = appointmentCalendar({ ...entry, clinic }, method, now)
	return [
		{
			name: method === 'CANCEL' ? 'cancelled.ics' : 'visit.ics',
			contentType: `text/calendar; charset=utf-8; method=${method}`,
			content: Buffer.from(file),
		},
	]
}

function addressOf(from: string): string {
	return /<([^<>\s]+)>\s*$/.exec(from)?.[1] ?? from.trim()
}
