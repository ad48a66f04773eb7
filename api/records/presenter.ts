import { secondText } from '../availability/presenter.ts'
import type { MedicalRecord, RecordKind, RecordVersion } from '../contract/records.ts'
import type { Zone } from '../time/zone.ts'

interface VersionRow {
	version: number
	title: string
	occurred_on: string
	next_due_on: string | null
	data: Record<string, unknown>
	visibility: MedicalRecord['visibility']
	is_withdrawn: boolean
	/** A text where it comes out of JSON. */
	released_at: Date | string | null
	reason: string | null
	written_at: Date | string
	author_id: string | null
	author: string | null
}

/** A record's row with its earlier versions. */
export interface RecordRow extends VersionRow {
	id: string
	pet_id: string
	appointment_id: string | null
	kind: RecordKind
	history: VersionRow[]
}

/** For the clinic's own eyes: what owners see of it is another presenter's to say. */
export function presentRecord(row: RecordRow, zone: Zone): MedicalRecord {
	return {
		id: row.id,
		petId: row.pet_id,
		appointmentId: row.appointment_id,
		kind: row.kind,
		...presentVersion(row, row.kind, zone),
		history: row.history.map((old) => presentVersion(old, row.kind, zone)),
	}
}

function presentVersion(row: VersionRow, kind: RecordKind, zone: Zone): RecordVersion {
	const at = (instant: Date | string) => secondText(zone, new Date(instant))
	return {
		version: row.version,
		title: row.title,
		occurredOn: row.occurred_on,
		nextDueOn: row.next_due_on,
		content: { ...row.data, kind },
		visibility: row.visibility,
		withdrawn: row.is_withdrawn,
		releasedAt: row.released_at === null ? null : at(row.released_at),
		author: row.author_id === null ? null : { id: row.author_id, name: row.author ?? '' },
		writtenAt: at(row.written_at),
		reason: row.reason,
	}
}
