/** What the declarations of all changes of hours have in common. */
export const changesHours = {
	auth: 'clinic',
	idempotent: true,
} as const

export const strands =
	'Visits that would lose what they need are listed; unless that is allowed, nothing is changed.'
