import { frameMessages } from '../frame/messages.ts'

/** What the portal's frame says. Views have messages of their own beside them. */
export const portalMessages = {
	...frameMessages,
	portal: 'Your pets at {clinic}',
	hello: 'Hello, {name}',
	'your-pets-here': 'Your pets',
	opening: 'Opening…',
	back: 'Back',
	menu: 'Menu',
	'close-menu': 'Close the menu',
	'sign-out': 'Sign out',
	'signed-out': 'You’re signed out',
	'signed-out-text': 'Sign in to see your visits and your pets.',
	leaving: 'You’re offline. You’ll be signed out as soon as the connection is back.',

	// Views, by their id
	'view-home': 'Home',
	'view-sign-in': 'Sign in',
	'view-pets': 'Your pets',
	'view-share': 'An invitation',
	'view-visits': 'Visits',
	'view-book': 'Book a visit',
	'view-sessions': 'Where you’re signed in',
	'view-prescriptions': 'Medicines',
	'view-documents': 'Documents',
	'view-notifications': 'What you hear from us',
	'view-habits': 'What we’ve learned',
	'view-your-data': 'Your data',
	'view-account': 'Your account',
	'view-register': 'Create an account',
	'view-verify': 'Confirm your email',
	'view-email': 'Your email',

	// Trouble
	call: 'Call {phone}',
	'unreached-title': 'We can’t reach the clinic',
	'offline-title': 'You’re offline',
	'offline-text': 'What you see may not be up to date.',
	'offline-said': 'You’re offline',
	'online-said': 'You’re back online',
	'view-lost': 'This part did not load',
	'view-lost-text': 'The connection may be weak. Nothing of yours is lost.',
	'not-yours': 'That isn’t yours to see or change.',
} as const
