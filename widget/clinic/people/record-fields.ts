import type { MedicalRecord } from '@vetslot/sdk/staff'
import type { peopleMessages } from './messages.ts'

export type PeopleKey = keyof typeof peopleMessages
/** Messages without values. */
type Label = {
	[K in PeopleKey]: (typeof peopleMessages)[K] extends string
		? (typeof peopleMessages)[K] extends `${string}{${string}`
			? never
			: K
		: never
}[PeopleKey]

export interface RecordField {
	/** In the record's content. */
	path: string
	label: Label
	type: 'text' | 'area' | 'date' | 'whole' | 'number' | 'status' | 'unit'
	required?: boolean
}

/** What is asked of each kind of record, in order. */
export const FIELDS: Readonly<Record<MedicalRecord['kind'], readonly RecordField[]>> = {
	visit: [
		{ path: 'summary', label: 'summary', type: 'area', required: true },
		{ path: 'advice', label: 'advice', type: 'area' },
	],
	vaccination: [
		{ path: 'product', label: 'product', type: 'text', required: true },
		{ path: 'batch', label: 'batch', type: 'text', required: true },
		{ path: 'expiresOn', label: 'expires', type: 'date' },
		{ path: 'site', label: 'site', type: 'text' },
		{ path: 'intervalDays', label: 'interval-days', type: 'whole' },
		{ path: 'nextDueOn', label: 'next-due', type: 'date' },
	],
	prescription: [
		{ path: 'product', label: 'product', type: 'text', required: true },
		{ path: 'dose', label: 'dose', type: 'text', required: true },
		{ path: 'quantity', label: 'quantity', type: 'text', required: true },
		{ path: 'repeats', label: 'repeats', type: 'whole' },
		{ path: 'reviewOn', label: 'review-on', type: 'date' },
	],
	lab_result: [
		{ path: 'test', label: 'test', type: 'text', required: true },
		{ path: 'status', label: 'lab-status', type: 'status', required: true },
		{ path: 'result', label: 'result', type: 'area' },
	],
	weight: [
		{ path: 'value', label: 'value', type: 'number', required: true },
		{ path: 'unit', label: 'unit', type: 'unit', required: true },
	],
	allergy: [
		{ path: 'substance', label: 'substance', type: 'text', required: true },
		{ path: 'reaction', label: 'reaction', type: 'area' },
	],
	document: [
		{ path: 'title', label: 'title', type: 'text', required: true },
		{ path: 'fileName', label: 'file-name', type: 'text', required: true },
		{ path: 'note', label: 'note', type: 'area' },
	],
}
