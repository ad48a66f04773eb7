/**
 * Of `pet_owners` by a short name: whether the pet is still theirs. A day of a clinic may be a day
 * ahead of this one, and who was taken out today has gone at once, wherever that is.
 */
export const ownedNow = (owners: string) =>
	`(${owners}.owned_until is null
		or ${owners}.owned_until > (statement_timestamp() at time zone 'UTC')::date + 1)`
