/** What owners read about their own account. */
export const accountMessages = {
	name: 'Name',
	language: 'Language',
	email: 'Email',
	phone: 'Phone',
	password: 'Password',
	passkeys: 'Passkeys',
	change: 'Change',
	'change-name': 'Change: {what}',
	'waits-for-both': 'Changes to {email} once both addresses have confirmed',
	'waits-for-code': 'A code went to {phone}',
	confirmed: 'Confirmed',
	'not-confirmed': 'Not confirmed',
	none: 'None yet',
	'has-password': 'Chosen',
	'no-password': 'None: we mail you a code',
	'passkey-count': { one: '1 passkey', other: '{count} passkeys' },
	saved: 'Saved',
	save: 'Save',

	// Proof
	current: 'Your password',
	'current-hint': 'You signed in a while ago. Your password shows that it is you.',
	'sign-in-again':
		'You signed in a while ago. Sign out and in again with a code, then come back here.',

	// Language
	'language-text': 'How letters to you and these pages write days and times.',
	'as-clinic': 'As the clinic does',
	sample: 'Like this: {sample}',

	// Email
	'email-text': 'We mail a link to both addresses. Your email changes once both have confirmed.',
	'new-email': 'New email',
	'email-ask': 'Mail both links',
	'email-asked': 'Look for our mail at both addresses',

	// Phone
	'phone-text': 'We send a code to the number as a text message.',
	'phone-off': 'Text messages can’t be sent at the moment, so a number can’t be confirmed.',
	'phone-send': 'Send a code',
	code: 'Code from the text message',
	'code-hint': 'Six digits, good for ten minutes',
	'phone-confirm': 'Confirm the number',
	'phone-done': 'Your number is confirmed',
	'phone-again': 'Send another code',
	'phone-remove': 'Remove the number',

	// Password
	'new-password': 'New password',
	'new-password-hint': 'At least 12 characters. A few words are hard to guess and easy to keep.',
	'password-text': 'Every other device is signed out.',
	'password-done': 'Your password is changed',

	// Passkeys
	'passkeys-text':
		'A passkey signs you in with your fingerprint, your face or the code of your device.',
	'passkeys-elsewhere':
		'Passkeys work on {clinic}’s portal of its own, in a browser that knows them.',
	'passkey-add': 'Add a passkey',
	'no-passkeys': 'You have none yet.',
	'passkey-used': 'Added {added}, last used {used}',
	'passkey-unused': 'Added {added}, not used yet',
	'passkey-rename': 'Rename',
	'passkey-rename-name': 'Rename {name}',
	'passkey-rename-title': 'Rename a passkey',
	'passkey-name-hint': 'Such as “My phone”',
	'passkey-remove': 'Remove',
	'passkey-remove-name': 'Remove {name}',
	'passkey-sure': 'Remove {name}? It no longer signs you in.',
	'passkey-keep': 'Keep it',
	'passkey-gone': 'Removed {name}',
	'passkey-new': 'Your passkey is ready',
} as const
