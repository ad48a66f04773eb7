/** What every frame says: about trouble, dialogs and what was typed. */
export const frameMessages = {
	close: 'Close',
	undo: 'Undo',
	messages: 'Messages',
	retry: 'Try again',
	'leave-unsaved': 'Leave without saving?',
	leave: 'Leave',
	'keep-going': 'Keep going',
	offline: 'You’re offline. What you typed is kept.',
	unreached: 'We can’t reach the server. Please try again in a moment.',
	limited: 'That was a lot at once. Please wait a minute.',
	'not-yours': 'Your role doesn’t include this. Ask an administrator of the clinic.',
	'session-over': 'Your session has ended. Please sign in again.',
	failed: 'Something went wrong on our side. Please try again.',
} as const
