import type { RecordContent } from '../contract/records.ts'
import type { JsonObject } from '../database/models/base.ts'
import { fromDay, toDay } from '../time/date.ts'

/** What a record says, as columns of its row. */
export interface Written {
	title: string
	next_due_on: string | null
	data: JsonObject
}

const KILOGRAMS = { g: 0.001, kg: 1, lb: 0.453_592_37 } as const

/** To the gram: a scale knows no more. */
export function kilogramsOf({ value, unit }: { value: number; unit: keyof typeof KILOGRAMS }) {
	return Math.round(value * KILOGRAMS[unit] * 1000) / 1000
}

/**
 * The columns of a record. When the next dose is due follows from the product's own interval and the
 * day of this one, never from the visit.
 */
export function writtenOf(content: RecordContent, occurredOn: string): Written {
	const { kind, ...data } = content
	switch (content.kind) {
		case 'vaccination': {
			const { nextDueOn, intervalDays } = content
			const next = intervalDays ? fromDay(toDay(occurredOn) + intervalDays) : null
			return { title: content.product, next_due_on: nextDueOn ?? next, data: clean(data) }
		}
		case 'prescription':
			return { title: content.product, next_due_on: content.reviewOn ?? null, data: clean(data) }
		case 'lab_result':
			return { title: content.test, next_due_on: null, data: clean(data) }
		case 'weight': {
			const { value, unit } = content
			const weight = { kilograms: kilogramsOf(content), value, unit }
			return { title: 'Weight', next_due_on: null, data: weight }
		}
		case 'allergy':
			return { title: content.substance, next_due_on: null, data: clean(data) }
		case 'document':
			return { title: content.title, next_due_on: null, data: clean(data) }
		case 'visit':
			return { title: 'Visit', next_due_on: null, data: clean(data) }
	}
}

function clean(data: Record<string, unknown>): JsonObject {
	return JSON.parse(JSON.stringify(data))
}
