/** What the hours of a session say about the visits in them. */
import type { Question, Resource } from './model.ts'
import type { Hours, Session } from './openings.ts'

/** The sessions that a visit of this type may use. */
export function usableHours({ type, asker }: Question, hours: Hours): readonly Session[] {
	return type.urgent || asker === 'staff' ? hours.all : hours.normal
}

export function allowsType({ terms }: Session, { type }: Question): boolean {
	return terms.appointmentTypeIds === null || terms.appointmentTypeIds.includes(type.id)
}

/** Minutes between starts. Further pets don't change the grid: times must not jump while one counts. */
export function stepOf({ terms }: Session, { type }: Question): number {
	return Math.max(1, type.stepMinutes ?? terms.stepMinutes ?? type.durationMinutes)
}

export function bufferAfter({ terms }: Session, { type }: Question): number {
	return Math.max(type.bufferAfter, terms.bufferMinutes)
}

export function isPerson({ kind }: Resource): boolean {
	return kind === 'veterinarian' || kind === 'nurse'
}
