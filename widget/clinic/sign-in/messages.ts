/** What the screens before the console say. */
export const signInMessages = {
	title: 'Sign in',
	text: 'The console is for people who work at the clinic.',
	clinic: 'Clinic',
	'clinic-hint': 'Its name in the address of the booking page, such as wrenfold',
	'clinic-missing': 'Enter the clinic’s name: small letters, digits and hyphens',
	email: 'Email',
	'email-missing': 'Add your email, like imogen@example.com',
	password: 'Password',
	'password-missing': 'Enter your password',
	'sign-in': 'Sign in',
	'signing-in': 'Signing in…',
	refused: 'Clinic, email or password don’t fit together. Please check all three.',
	locked: {
		one: 'Too many tries. Please wait a minute.',
		other: 'Too many tries. Please wait {count} minutes.',
	},
} as const
