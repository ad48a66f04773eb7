/** Why a start can't be booked, for machines and for people. */

export type ReasonCode =
	| 'mode_not_bookable'
	| 'triage_required'
	| 'species_not_offered'
	| 'client_type_not_offered'
	| 'too_many_pets'
	| 'weight_out_of_range'
	| 'notice_too_short'
	| 'beyond_horizon'
	| 'same_day_only'
	| 'too_young'
	| 'too_old'
	| 'earlier_visit_too_recent'
	| 'earlier_visit_too_long_ago'
	| 'vet_unknown'
	| 'vet_not_active'
	| 'vet_not_online'
	| 'vet_paused'
	| 'role_missing'
	| 'vet_not_named'
	| 'skill_missing'
	| 'exotic_skill_missing'
	| 'vet_species'
	| 'closed'
	| 'emergency_only'
	| 'type_not_in_hours'
	| 'kept_back'
	| 'off_grid'
	| 'leaves_a_gap'
	| 'vet_busy'
	| 'room_not_free'
	| 'equipment_not_free'
	| 'person_not_free'
	| 'cap_closed'
	| 'day_full'
	| 'hour_full'
	| 'not_admission_time'

export type ReasonValue = string | number | boolean | null | readonly string[]

/** A machine code, its data (instants are minutes since the epoch) and English words. */
export interface Reason {
	code: ReasonCode
	/** The person concerned; null: the rule does not depend on a person. */
	vetId: string | null
	data: Readonly<Record<string, ReasonValue>>
	message: string
}
