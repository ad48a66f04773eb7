/** What the hours of a session say about the visits in them. */
import type { Question, Resource } from './model.ts'
import type { Hours, Session } from './openings.ts'

/** The sessions that a visit of this type may use now. */
export function usableHours({ type, asker, now }: Question, hours: Hours): readonly Session[] {
	return type.urgent || asker === 'staff' ? hours.all : hours.normalAt(now)
}

export function allowsType({ terms }: Session, { type }: Question): boolean {
	return terms.appointmentTypeIds === null || terms.appointmentTypeIds.includes(type.id)
}

/**
 * Minutes between starts. What lengthens a visit doesn't change the grid: times must not jump while one
 * counts. A hold proves that its start was on the grid, which a release may have moved since.
 */
export function stepOf({ terms }: Session, { type, held }: Question): number {
	if (held) return 1
	const own = type.admission?.everyMinutes ?? type.stepMinutes
	return Math.max(1, own ?? terms.stepMinutes ?? type.durationMinutes)
}

/** Whether starts have to touch the visits around them. What is held keeps its start. */
export function isFlush({ type, held }: Question): boolean {
	return type.starts === 'flush' && type.admission === null && !held
}

export function bufferAfter({ terms }: Session, { type }: Question): number {
	return Math.max(type.bufferAfter, terms.bufferMinutes)
}

export function isPerson({ kind }: Pick<Resource, 'kind'>): boolean {
	return kind === 'veterinarian' || kind === 'nurse'
}
