/** The English words of the frame around every step. */
export const enShell = {
	'step-of': 'Step {step} of {steps}',
	back: 'Back',
	call: 'Call',
	'call-number': 'Call {phone}',
	close: 'Close',
	change: 'Change',
	edit: 'Edit',
	'edit-section': 'Edit {section}',
	'your-visit': 'Your visit',
	optional: 'optional',
	'none-of-these': 'None of these',
} as const

/** The English words of days, times, holds and forms. */
export const enDiary = {
	// Days and times
	month: 'Month',
	'days-label': 'Day',
	'month-before': 'Previous month',
	'month-after': 'Next month',
	'book-up-to': 'You can book up to {day}',
	today: 'Today',
	full: 'Full',
	closed: 'Closed',
	'too-soon': 'Too soon',
	'not-this-vet': 'Not this vet',
	past: 'Past',
	'day-free': { one: '{day}, {count} time free', other: '{day}, {count} times free' },
	'day-full': '{day}, fully booked',
	'day-closed': '{day}, closed',
	'day-soon': '{day}, too soon to book',
	'day-vet': '{day}, not with this vet',
	'day-past': '{day}, past',
	'many-times': 'Many times',
	'a-few-times': 'A few',
	'none-free': 'None free',
	morning: 'Morning',
	afternoon: 'Afternoon',
	evening: 'Evening',
	'show-more': { one: 'Show {count} more', other: 'Show {count} more' },
	'time-with': '{time} with {vet}',
	'time-gone': '{time}, just taken',
	'time-held': '{time}, held by you',
	'held-by-you': 'Held by you',
	'first-available': 'First available',

	// Hold
	'held-until': '{time} held until {until}',
	'keep-it': 'Keep it',

	// Form
	'characters-left': { one: '{count} character left', other: '{count} characters left' },
	'characters-over': {
		one: 'Shorten this by {count} character',
		other: 'Shorten this by {count} characters',
	},
	'things-to-fix': { one: '{number} thing to fix', other: '{number} things to fix' },
	/** One to ten, for the start of a sentence; larger numbers are written as digits. */
	'numbers-in-words': 'One,Two,Three,Four,Five,Six,Seven,Eight,Nine,Ten',
	copy: 'Copy',
} as const

/**
 * The English words of the controls, which every page of ours needs. `{name}` is filled by the
 * caller; a message that counts has one form a plural category.
 */
export const enControls = { ...enShell, ...enDiary } as const
