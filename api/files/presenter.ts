import { secondText } from '../availability/presenter.ts'
import type { OwnFile, PetFile } from '../contract/files.ts'
import type { Owner } from '../http/authenticate.ts'
import type { Zone } from '../time/zone.ts'
import type { FileRow } from './rows.ts'

export function presentOwnFile(row: FileRow, owner: Owner, zone: Zone): OwnFile {
	return {
		...facts(row, zone),
		title: row.record_title ?? row.name,
		from: fromOf(row, owner),
	}
}

export function presentPetFile(row: FileRow, zone: Zone): PetFile {
	return {
		...facts(row, zone),
		title: row.record_title ?? row.name,
		recordId: row.record_id,
		visibility: row.visibility,
		uploadedBy: { kind: row.uploaded_by_kind, id: row.uploaded_by_id, name: row.uploaded_by },
	}
}

function facts(row: FileRow, zone: Zone) {
	return {
		id: row.id,
		petId: row.pet_id,
		kind: row.kind,
		name: row.name,
		contentType: row.content_type,
		bytes: row.bytes,
		createdAt: secondText(zone, row.created_at),
	}
}

function fromOf({ uploaded_by_kind: kind, uploaded_by_id: id }: FileRow, owner: Owner) {
	if (kind !== 'owner') return 'clinic'
	return id === owner.accountId ? 'you' : 'owner'
}
