/** What the portal's first view says. */
export const homeMessages = {
	'book-a-visit': 'Book a visit',

	// The next visit
	'next-today': 'Next visit, today',
	'next-tomorrow': 'Next visit, tomorrow',
	'next-in': { one: 'Next visit, in {count} day', other: 'Next visit, in {count} days' },
	confirmed: 'Confirmed',
	waiting: 'Waiting for the clinic',
	arrived: 'You’re checked in',
	going: 'In progress',
	'time-with': '{time} with {vet}',
	'type-for': '{type} for {pets}',
	directions: 'Directions',
	change: 'Change',
	open: 'Open',
	'missing-answers': {
		one: '{count} question is still open',
		other: '{count} questions are still open',
	},
	answer: 'Answer',
	also: { one: '{count} more visit', other: '{count} more visits' },
	'none-planned': 'No visits planned',
	'none-due': 'Nothing is due in the next 30 days.',
	'none-planned-due': '{pet}’s {title} is due on {day}.',
	'none-planned-overdue': '{pet}’s {title} was due on {day}.',

	// Coming up
	'coming-up': 'Coming up',
	'due-title': '{title}, {pet}',
	'due-in': { one: 'Due {day}, in {count} day', other: 'Due {day}, in {count} days' },
	'due-today': 'Due today',
	'due-tomorrow': 'Due {day}, tomorrow',
	overdue: { one: 'Overdue by {count} day', other: 'Overdue by {count} days' },
	book: 'Book',
	'book-for': 'Book: {title}, {pet}',
	order: 'Order',
	'order-for': 'Order: {title}, {pet}',

	// Pets
	'your-pets': 'Your pets',
	'add-pet': 'Add a pet',
	'first-pet': 'Add your first pet',
	'first-pet-text': 'Then booking takes under a minute.',
	'no-pets': 'No pets on record yet',
	'no-pets-text': 'The clinic adds them at the first visit you book.',
	/** Kept together by a no-break space. */
	weight: '{weight}\u00a0kg',
	dog: 'Dog',
	cat: 'Cat',
	rabbit: 'Rabbit',
	guinea_pig: 'Guinea pig',
	bird: 'Bird',
	reptile: 'Reptile',
	other: 'Pet',
} as const
