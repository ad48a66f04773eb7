import { zoneOf } from '../../time/zone.ts'
import { checkCalendar } from './check-calendar.ts'
import { checkTypes } from './check-types.ts'
import type { DemoClinic, DemoTriage, FormFieldLibrary } from './schema.ts'

/** One fault in the data: where, as `staff[0].schedule[2].room`, and why it is refused. */
export interface DemoIssue {
	path: string
	message: string
}

/** Collects faults; `at` may be called with any number of path parts. */
export type Report = (path: string, message: string) => void

/** A clinic with what both clinics share. */
export interface DemoData {
	clinic: DemoClinic
	fields: FormFieldLibrary
	triage: DemoTriage
}

/** Everything by which well-formed data may still contradict itself. */
export function contradictions(data: DemoData): DemoIssue[] {
	const issues: DemoIssue[] = []
	const report: Report = (path, message) => issues.push({ path, message })
	checkZone(data.clinic, report)
	checkIds(data, report)
	checkFields(data, report)
	checkTriage(data, report)
	checkTypes(data, report)
	checkCalendar(data.clinic, report)
	return issues
}

/** Runs a reader that throws on bad text, and reports what it says. */
export function reportThrown(read: () => unknown, path: string, report: Report): boolean {
	try {
		read()
		return true
	} catch (error) {
		report(path, error instanceof Error ? error.message : String(error))
		return false
	}
}

function checkZone(clinic: DemoClinic, report: Report): void {
	reportThrown(() => zoneOf(clinic.timeZone), 'timeZone', report)
}

function checkIds({ clinic, fields, triage }: DemoData, report: Report): void {
	unique(clinic.rooms, 'rooms', (room) => room.id, report)
	unique(clinic.equipment, 'equipment', (item) => item.id, report)
	unique(clinic.caps, 'caps', (cap) => cap.id, report)
	unique(clinic.staff, 'staff', (person) => person.id, report)
	unique(clinic.appointmentTypes, 'appointmentTypes', (type) => type.id, report)
	unique(clinic.households, 'households', (household) => household.id, report)
	unique(fields, 'formFields', (field) => field.id, report)
	unique(triage.questions, 'triage.questions', (q) => `${q.species ?? 'all'}/${q.id}`, report)
}

function unique<T>(
	items: readonly T[],
	path: string,
	key: (item: T) => string,
	report: Report,
): void {
	const seen = new Set<string>()
	for (const [index, item] of items.entries()) {
		if (seen.has(key(item))) report(`${path}[${index}].id`, `"${key(item)}" is there twice`)
		seen.add(key(item))
	}
}

function checkFields({ clinic, fields }: DemoData, report: Report): void {
	const types = new Set(clinic.appointmentTypes.map((type) => type.id))
	for (const [index, field] of fields.entries()) {
		const path = `formFields[${index}]`
		const chooses = field.type === 'choice' || field.type === 'multi'
		if (chooses !== (field.options !== undefined)) {
			report(`${path}.options`, 'Choices have options, other fields have none')
		}
		if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
			report(`${path}.max`, 'Is less than min')
		}
		if (field.pattern !== undefined) {
			reportThrown(() => new RegExp(field.pattern ?? '', 'u'), `${path}.pattern`, report)
		}
		const offered = field.advice?.type
		if (offered && !types.has(offered)) {
			report(`${path}.advice.type`, `No appointment type "${offered}"`)
		}
		if (field.advice && (field.advice.suggest === 'offer') !== Boolean(offered)) {
			report(`${path}.advice.type`, 'An offer names a type, a call does not')
		}
	}
}

function checkTriage({ clinic, triage }: DemoData, report: Report): void {
	const codes = new Set(triage.questions.map((question) => question.id))
	for (const code of Object.keys(clinic.wording)) {
		if (!codes.has(code)) report(`wording.${code}`, 'No such question in the triage')
	}
	for (const [index, { level, action }] of triage.questions.entries()) {
		if ((level === 'red') === (action === 'stop_booking_and_call')) continue
		report(`triage.questions[${index}].action`, `Does not go with level ${level}`)
	}
}
