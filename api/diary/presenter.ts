import type { ClinicNow } from '../availability/catalogue.ts'
import { instantText, secondText } from '../availability/presenter.ts'
import { shortNameOf } from '../clinics/presenter.ts'
import type { ResourceRow } from '../clinics/queries.ts'
import type { Diary, DiaryColumn, DiaryVisit } from '../contract/diary.ts'
import { EMERGENCY } from '../database/models/appointment.ts'
import type { Zone } from '../time/zone.ts'
import type { ColumnHours } from './hours.ts'
import type { DiaryHoldRow, DiaryVisitRow } from './visits.ts'

interface Found {
	now: ClinicNow
	zone: Zone
	from: string
	to: string
	columns: readonly { row: ResourceRow; hours: ColumnHours }[]
	visits: readonly DiaryVisitRow[]
	holds: readonly DiaryHoldRow[]
}

export function presentDiary({ now, zone, from, to, columns, visits, holds }: Found): Diary {
	const { clinic, version, pausedUntil } = now
	const say = instants(zone)
	const { types, resources } = clinic.rows
	const known: Known = {
		say,
		typeNames: new Map(types.map((type) => [type.id, type.name])),
		capacities: new Map(resources.map((row) => [row.id, row.capacity])),
	}
	return {
		timeZone: zone.name,
		from,
		to,
		now: secondText(zone, now.now),
		version,
		paused: pausedUntil !== null,
		columns: columns.map(({ row, hours }) => ({
			...presentColumn(row, hours, zone),
			shortName: shortNameOf(clinic.rows.clinic, row),
		})),
		visits: visits.map((visit) => presentVisit(visit, known)),
		holds: holds.map(({ resourceId, start, end, expiresAt }) => ({
			resourceId,
			start: say(start),
			end: say(end),
			expiresAt: secondText(zone, expiresAt * 1000),
		})),
	}
}

function presentColumn(row: ResourceRow, { open, closed }: ColumnHours, zone: Zone) {
	const stretch = ({ start, end }: { start: number; end: number }) => ({
		start: instantText(zone, start),
		end: instantText(zone, end),
	})
	return {
		id: row.id,
		name: row.name,
		initials: row.initials ?? row.name.slice(0, 1),
		kind: row.kind as DiaryColumn['kind'],
		title: row.title,
		capacity: row.capacity,
		open: open.map((one) => ({ ...stretch(one), kind: one.kind })),
		closed: closed.map(({ kind, label, overrideId, ...one }) => ({
			...stretch(one),
			kind,
			label,
			overrideId,
		})),
	}
}

type Say = (seconds: number) => string

interface Known {
	say: Say
	typeNames: ReadonlyMap<string, string>
	capacities: ReadonlyMap<string, number>
}

function presentVisit(row: DiaryVisitRow, { say, typeNames, capacities }: Known): DiaryVisit {
	const own = { start: say(row.start), end: say(row.end) }
	return {
		id: row.id,
		reference: row.reference,
		status: row.status,
		...own,
		appointmentTypeId: row.typeId,
		typeName: row.typeId === null ? null : (typeNames.get(row.typeId) ?? null),
		veterinarianId: row.vetId,
		client: row.client,
		pets: row.pets.map(([name, species]) => ({ name, species })),
		reason: row.reason,
		bookingMethod: row.method,
		isEmergency: row.source === EMERGENCY,
		isOverbooked: row.places.some(([id, , , lane]) => lane >= (capacities.get(id) ?? 1)),
		answerBy: row.answerBy === null ? null : say(row.answerBy),
		arrivedAt: row.arrivedAt === null ? null : say(row.arrivedAt),
		lateMinutes: row.lateMinutes,
		carPark: row.carPark,
		places: row.places.map(([id, start, end]) =>
			isApart(row, start, end) ? { id, start: say(start!), end: say(end!) } : { id, ...own },
		),
	}
}

const HALF_HOUR = 1800

/**
 * Whether a place is taken at another time than the visit's own, as a theatre is after the admission.
 * What is only a little longer is the visit with its buffers, which belong to nobody's sight.
 */
function isApart(row: DiaryVisitRow, start: number | null, end: number | null): boolean {
	if (start === null || end === null) return false
	const covers = start <= row.start && end >= row.end
	return !(covers && row.start - start <= HALF_HOUR && end - row.end <= HALF_HOUR)
}

/** Visits begin on few different minutes, and putting an instant into words costs a microsecond. */
function instants(zone: Zone): Say {
	const known = new Map<number, string>()
	return (seconds) => {
		const minute = Math.floor(seconds / 60)
		const text = known.get(minute) ?? instantText(zone, minute)
		known.set(minute, text)
		return text
	}
}
