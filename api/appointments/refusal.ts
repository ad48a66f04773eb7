import type { Reason, ReasonCode } from '../availability/model.ts'
import { Problem } from '../http/problem.ts'

/** Rules that fail because somebody else was faster, not because of what was asked. */
const taken: ReadonlySet<ReasonCode> = new Set([
	'vet_busy',
	'room_not_free',
	'equipment_not_free',
	'person_not_free',
	'day_full',
	'hour_full',
])

/** Which field of the request each kind of refusal is about; the rest is about the start. */
const fields: Partial<Record<ReasonCode, string>> = {
	mode_not_bookable: 'appointmentTypeId',
	triage_required: 'visit.amber',
	species_not_offered: 'visit.species',
	vet_species: 'visit.species',
	exotic_skill_missing: 'visit.species',
	client_type_not_offered: 'visit.client',
	too_many_pets: 'visit.pets',
	vet_unknown: 'veterinarianId',
	vet_not_active: 'veterinarianId',
	vet_not_online: 'veterinarianId',
	vet_paused: 'veterinarianId',
	vet_not_named: 'veterinarianId',
	role_missing: 'veterinarianId',
	skill_missing: 'veterinarianId',
}

/**
 * Why a start was refused: `slot_taken` when somebody could do it and is merely occupied, else
 * `slot_not_offered`. Each failed rule becomes an issue.
 */
export function refusal(reasons: readonly Reason[]): Problem {
	const seen = new Set<string>()
	const issues = reasons.flatMap(({ code, message }) => {
		if (seen.has(code)) return []
		seen.add(code)
		return [{ path: fieldOf(code), in: 'body' as const, code, message }]
	})
	return new Problem(isTaken(reasons) ? 'slot_taken' : 'slot_not_offered', { issues })
}

/** The field of a request that a rule is about. */
export function fieldOf(code: ReasonCode): string {
	return fields[code] ?? 'start'
}

function isTaken(reasons: readonly Reason[]): boolean {
	if (reasons.some((reason) => reason.vetId === null && !taken.has(reason.code))) return false
	const people = new Set(reasons.map((reason) => reason.vetId))
	return [...people].some((vetId) =>
		reasons.filter((reason) => reason.vetId === vetId).every(({ code }) => taken.has(code)),
	)
}
