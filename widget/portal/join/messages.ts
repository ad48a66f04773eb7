/** What somebody reads who gets an account, or answers a link about their email. */
export const joinMessages = {
	// Getting one
	text: 'With an account you see your visits and your pets at {clinic} in one place.',
	keep: 'Your visit on {day} at {time} for {pets} comes along. Keep this email: it is how we know the visit is yours.',
	'kept-title': 'Is this visit in your account?',
	'kept-text':
		'The link in your mail has ended, since this visit belongs to an account now. Sign in to see, move or cancel it. If you have made no account, call us on {phone}.',
	name: 'Your name',
	'name-missing': 'Add your name',
	email: 'Email',
	'email-missing': 'Add your email, like sam@example.com',
	password: 'Password',
	'password-hint':
		'Optional, at least 12 characters. Without one we mail you a code each time you sign in.',
	register: 'Create an account',
	'sign-in': 'Sign in instead',
	'sent-title': 'Check your mail',
	'sent-text': 'A mail is on its way to {email}. Open its link to go on. It is good for a day.',
	again: 'Use another address',

	// The link
	'reading-link': 'Reading your link…',
	'ended-title': 'This link has been used or is over',
	'ended-text': 'If you have an account, sign in. If not, ask for a new link.',
	'verify-title': 'Is this you?',
	'verify-text': 'Somebody asked for an account at {clinic}. Confirm it only if it was you.',
	phone: 'Phone',
	'phone-ending': 'Ends in {digits}',
	'asked-at': 'Asked for',
	'asked-when': '{day}, {time}, with {device}',
	'password-again': 'The password you chose',
	'password-again-hint': 'It counts once you give it again here.',
	confirm: 'Confirm',
	'without-password': 'Go on without a password',

	// Another email
	'change-title': 'Is your email changing?',
	'change-text': 'Somebody asked to change the email of an account at {clinic}.',
	'old-email': 'Old address',
	'new-email': 'New address',
	'change-yes': 'Yes, change it',
	'change-no': 'It was not me',
	'half-title': 'Confirmed here',
	'half-text':
		'Your email changes once the other address has confirmed, too. Look there for our mail.',
	'done-title': 'Your email has changed',
	'done-text': 'You are signed out everywhere. Sign in with your new address.',
	'taken-title': 'This address is no longer free',
	'taken-text':
		'Another account has the new address by now, so yours stays as it was. Sign in as before.',
	'refused-title': 'Nothing has changed',
	'refused-text':
		'The address stays as it was. If somebody else was signed in as you, choose a new password.',
	'to-sign-in': 'Sign in',
} as const
