/** What the view of one's own sign-in says. */
export const accountMessages = {
	who: '{name}, {email}',

	// Password
	password: 'Password',
	'password-set': 'You sign in with a password, or with a code that is mailed to you.',
	'password-none': 'You sign in with a mailed code. With a password you need not wait for a mail.',
	current: 'Your password now',
	new: 'New password',
	'new-hint': 'At least 12 characters. A few words are hard to guess and easy to keep.',
	'set-password': 'Change the password',
	'set-first-password': 'Set a password',
	'password-changed': 'Your password is changed. You’re signed out everywhere else.',

	// Authenticator
	authenticator: 'Authenticator app',
	'authenticator-off': 'With an app on your phone, a stolen password alone opens nothing.',
	'authenticator-on': 'Signing in asks for a code of your app, too.',
	on: 'On',
	off: 'Off',
	'set-up': 'Set up an app',
	'prove-text': 'Type your password first, so that nobody else at this screen can go on.',
	'go-on': 'Go on',
	'scan-title': 'Scan this with the app',
	'scan-text': 'Any authenticator app does. If you can’t scan, type this key into it:',
	qr: 'QR code for an authenticator app',
	code: 'Code that the app shows now',
	confirm: 'Turn it on',
	remove: 'Turn the app off',
	'removed-authenticator': 'The app is off. Your password alone signs you in.',
	renew: 'New recovery codes',
	cancel: 'Cancel',
	'codes-title': 'Keep these recovery codes',
	'codes-text':
		'Each signs you in once when your phone is lost. Print them or write them down; they are not shown again.',
	copy: 'Copy',
	copied: 'Copied',
	done: 'I have kept them',

	// Sessions
	sessions: 'Where you’re signed in',
	'this-one': 'This one',
	'last-used': 'Last used {when} from {address}',
	'last-used-nowhere': 'Last used {when}',
	end: 'Sign out',
	'end-name': 'Sign out on {device}',
	'ended-one': 'Signed out on {device}',
	'end-others': 'Sign out everywhere else',
	'ended-others': {
		one: 'Signed out on {count} other device',
		other: 'Signed out on {count} other devices',
	},
} as const
