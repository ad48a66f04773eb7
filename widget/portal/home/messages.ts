/** What the portal's first view says. */
export const homeMessages = {
	'book-a-visit': 'Book a visit',
	'at-the-clinic': 'At the clinic',
	directions: 'Directions',
} as const
