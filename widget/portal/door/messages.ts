/** What the screens say by which owners come in, and the list of where they are. */
export const doorMessages = {
	title: 'Sign in',
	text: 'See your visits and your pets at {clinic}.',
	'text-book': 'Sign in to go on with your visit. What you typed is still there.',
	email: 'Email',
	'email-missing': 'Add your email, like sam@example.com',
	password: 'Password',
	'password-missing': 'Enter your password',
	'sign-in': 'Sign in',
	refused: 'Email and password don’t fit together. Please check both.',
	locked: {
		one: 'Too many tries. Please wait a minute, or choose a new password by mail.',
		other: 'Too many tries. Please wait {count} minutes, or choose a new password by mail.',
	},

	// Other ways in
	'by-passkey': 'Use a passkey',
	register: 'Create an account',
	'as-guest': 'Book without signing in',
	'by-code': 'Email me a code instead',
	forgotten: 'Forgotten your password?',
	'back-to-password': 'Sign in with your password',
	'ask-code-title': 'Sign in with a code',
	'ask-code-text': 'We mail you six digits. You need no password.',
	'ask-code': 'Email me a code',
	'code-title': 'Check your mail',
	'code-text':
		'If {email} has an account at {clinic}, a code is on its way. It is good for ten minutes.',
	code: 'Code from the mail',
	'code-missing': 'Six digits, as they stand in the mail',
	'code-refused': 'This code doesn’t fit. Only the newest one counts, for ten minutes.',
	'another-code': 'Email me another code',

	// New password
	'ask-reset-title': 'Choose a new password',
	'ask-reset-text': 'We mail you a link that is good once, for an hour.',
	'ask-reset': 'Email me a link',
	'reset-sent-title': 'Check your mail',
	'reset-sent-text': 'If {email} has an account at {clinic}, a link is on its way.',
	'choose-title': 'Choose a new password',
	'choose-text': 'Hello {name}. From now on you sign in with {email} and this password.',
	newPassword: 'New password',
	'newPassword-hint': 'At least 12 characters. A few words are hard to guess and easy to keep.',
	'newPassword-missing': 'At least 12 characters',
	'show-password': 'Show the password',
	choose: 'Set it and sign in',
	'reading-link': 'Reading your link…',
	'link-ended-title': 'This link has been used or is over',
	'link-ended-text': 'Ask for a new one here.',

	// A browser that keeps nothing for this page
	'unkept-title': 'You’re signed in, on this page only',
	'unkept-text':
		'This browser keeps no sign-in for this site. When you reload the page or leave it, you sign in again. {clinic}’s own portal keeps you signed in.',
	'open-portal': 'Open the portal',
	'go-on': 'Stay on this page',

	// Where one is signed in
	'sessions-text': 'Is there a device you don’t know? Sign it out, then choose a new password.',
	'this-one': 'This one',
	'last-used': 'Last used {when}, from {address}',
	'last-used-nowhere': 'Last used {when}',
	end: 'Sign out',
	'end-name': 'Sign out on {device}',
	'ended-one': 'Signed out on {device}',
	everywhere: 'Sign out everywhere',
	'everywhere-sure': 'Sign out on every device, this one too?',
	'everywhere-no': 'Stay signed in',
	'everywhere-done': 'You’re signed out everywhere',
} as const
