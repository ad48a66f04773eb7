import { keepVersions } from '../../records/versions.ts'
import {
	day,
	externalId,
	kilograms,
	notes,
	oneOf,
	pastDay,
	shortText,
	spelled,
	title,
} from '../cells.ts'
import type { Row } from '../row.ts'
import type { Draft, Kind } from './kind.ts'
import { followRecords } from './record-effects.ts'

/** What was found, done and given; their pets are imported before. */
export const records: Kind = {
	table: 'medical_records',
	fields: [
		{ name: 'external_id', also: 'id recordid recordno historyid'.split(' '), isRequired: true },
		{
			name: 'pet_external_id',
			also: 'pet petid patientid animalid patientno patient'.split(' '),
			isRequired: true,
		},
		{ name: 'kind', also: 'type recordtype category'.split(' '), isRequired: true },
		{
			name: 'date',
			also: 'occurredon recorddate visitdate dategiven given datetime'.split(' '),
			isRequired: true,
		},
		{ name: 'title', also: 'description name summary'.split(' ') },
		{ name: 'next_due', also: 'nextdueon nextduedate due duedate duenext expires'.split(' ') },
		{ name: 'product', also: 'vaccine drug medicine item'.split(' ') },
		{ name: 'batch', also: 'batchno batchnumber lot lotno lotnumber'.split(' ') },
		{ name: 'weight', also: 'weightkg bodyweight'.split(' ') },
		{ name: 'notes', also: 'note text comments comment findings'.split(' ') },
		{ name: 'visibility', also: ['visible', 'access'] },
	],
	columns: {
		pet_id: 'uuid',
		kind: 'text',
		title: 'text',
		occurred_on: 'date',
		next_due_on: 'date',
		data: 'jsonb',
		visibility: 'text',
	},
	fresh: {},
	otherwise: { visibility: 'internal' },
	ends: ['is_withdrawn'],
	onChange: `version = medical_records.version + 1, correction_reason = 'Imported again',
		corrected_at = excluded.updated_at`,
	read: readRecord,
	keep: keepVersions,
	follow: followRecords,
	owner: { table: 'pets', field: 'pet_external_id', missing: 'unknown_pet' },
	ownerColumn: 'pet_id',
}

const LABELS = {
	visit: 'Visit',
	vaccination: 'Vaccination',
	prescription: 'Prescription',
	lab_result: 'Lab result',
	weight: 'Weight',
	allergy: 'Allergy',
	document: 'Document',
} as const

function readRecord(row: Row): Draft {
	const kind = row.require('kind', kindOf)
	const occurredOn = row.require('date', pastDay)
	const nextDueOn = row.read('next_due', day)
	if (nextDueOn !== null && nextDueOn < occurredOn) row.refuse('next_due', 'date_before')
	const product = row.read('product', title)
	const name = row.read('title', title) ?? product ?? LABELS[kind] ?? ''
	return {
		row,
		externalId: row.require('external_id', externalId),
		belongsTo: row.require('pet_external_id', externalId),
		values: {
			kind,
			title: name,
			occurred_on: occurredOn,
			next_due_on: nextDueOn,
			data: dataOf(row, kind, name, product),
			visibility: row.read('visibility', visibility),
		},
	}
}

/** As the console writes a record of that kind; see `RecordContent`. */
function dataOf(row: Row, kind: keyof typeof LABELS, name: string, product: string | null) {
	const text = row.read('notes', notes)
	const batch = row.read('batch', shortText)
	const weight = kind === 'weight' ? row.require('weight', kilograms) : null
	const of: Record<keyof typeof LABELS, object> = {
		visit: { summary: text ?? name },
		vaccination: { product: product ?? name, batch, notes: text },
		prescription: { product: product ?? name, dose: text, batch },
		lab_result: { test: name, status: 'final', result: text },
		weight: { kilograms: weight, value: weight, unit: 'kg' },
		allergy: { substance: name, reaction: text },
		document: { title: name, note: text },
	}
	const said = Object.entries(of[kind] ?? {}).filter(([, value]) => value !== null)
	return Object.fromEntries(said)
}

const kindOf = oneOf(
	spelled({
		visit: 'consult,consultation,appointment,exam,examination,check up,checkup,surgery,procedure',
		vaccination: 'vaccine,vaccinations,vacc,vac,booster,immunisation,immunization',
		prescription: 'medication,rx,drug,medicine',
		lab_result: 'lab,laboratory,test,lab test,blood test',
		weight: 'weighing,body weight',
		allergy: 'allergies,adverse reaction',
		document: 'file,attachment,letter,certificate,note',
	}),
	'invalid_kind',
)

const visibility = oneOf(
	spelled({ internal: 'private,staff,no,n,false,0', shared: 'public,owner,client,yes,y,true,1' }),
	'invalid_visibility',
)
