import { frameMessages } from '../frame/messages.ts'

/** What the console's frame says. Views have messages of their own beside them. */
export const consoleMessages = {
	...frameMessages,
	console: 'Console',
	opening: 'Opening the console…',

	// Views, by their id
	'view-diary': 'Diary',
	'view-queues': 'To work off',
	'view-people': 'Clients and pets',
	'view-triage': 'Questions about signs',
	'view-emergencies': 'Emergencies',
	'view-hours': 'Hours',
	'view-staff': 'People who work here',
	'view-audit': 'What was changed',
	'view-data': 'Import and export',
	'view-account': 'Your sign-in',
	'view-setup': 'Setting up',

	// Frame
	menu: 'Menu',
	'close-menu': 'Close the menu',
	'skip-to-view': 'Skip to the content',
	you: '{initials}, {name}',
	account: 'Your account',
	'sign-out': 'Sign out',
	leaving:
		'You’re offline. You’ll be signed out as soon as the connection is back; close this window.',
	'signed-out': 'You’re signed out',
	visit: 'Visit',
	search: 'Pet, owner, reference',
	'search-label': 'Search for a pet, an owner or a reference',
	'search-none': 'Nobody and nothing found for “{text}”',
	'search-found': { one: '{count} found', other: '{count} found' },
	'found-visit': '{day}, {time}, {type}',
	'found-new': 'New visit for {name}',
	'new-visit': 'New visit',
	'emergency-now': 'Emergency now',
	waiting: { one: '{count} waiting', other: '{count} waiting' },
	admin: 'Administrator',
	veterinarian: 'Vet',
	nurse: 'Nurse',
	receptionist: 'Reception',

	// Trouble
	reload: 'Load the page again',
	'no-view': 'There is nothing at this address',
	'no-view-text': 'It may have been for another role, or it was mistyped.',
	'to-diary': 'Go to the diary',
	'view-lost': 'This part of the console did not load',
	'view-lost-text': 'The connection may be weak, or there is a newer version of the console.',
} as const
