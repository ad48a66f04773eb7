/** What the console's frame says. Views have messages of their own beside them. */
export const consoleMessages = {
	console: 'Console',
	opening: 'Opening the console…',

	// Views, by their id
	'view-diary': 'Diary',
	'view-hours': 'Hours',
	'view-staff': 'People who work here',
	'view-audit': 'What was changed',
	'view-account': 'Your sign-in',

	// Frame
	menu: 'Menu',
	'close-menu': 'Close the menu',
	'skip-to-view': 'Skip to the content',
	you: 'You: {name}',
	account: 'Your account',
	'sign-out': 'Sign out',
	'signed-out': 'You’re signed out',
	search: 'Pet, owner, reference',
	'new-visit': 'New visit',
	close: 'Close',
	undo: 'Undo',
	messages: 'Messages',
	waiting: { one: '{count} waiting', other: '{count} waiting' },
	admin: 'Administrator',
	veterinarian: 'Vet',
	nurse: 'Nurse',
	receptionist: 'Reception',

	// Trouble
	retry: 'Try again',
	reload: 'Load the page again',
	'no-view': 'There is nothing at this address',
	'no-view-text': 'It may have been for another role, or it was mistyped.',
	'to-diary': 'Go to the diary',
	'view-lost': 'This part of the console did not load',
	'view-lost-text': 'The connection may be weak, or there is a newer version of the console.',
	offline: 'You’re offline. What you see may be old.',
	unreached: 'We can’t reach the server. Please try again in a moment.',
	limited: 'That was a lot at once. Please wait a minute.',
	'not-yours': 'Your role doesn’t include this. Ask an administrator of the clinic.',
	'session-over': 'Your session has ended. Please sign in again.',
	failed: 'Something went wrong on our side. Please try again.',
} as const
