/** The English words of the booking's steps for owners with an account. */
export const enOwner = {
	// Who the visit is for
	'own-pets-text': 'Choose one, or several for the same time.',
	'other-pet': 'Another pet',
	'what-needs': 'What does {pets} need?',
	'what-need-all': 'What do {pets} need?',
	'how-seen': 'How shall we see them?',
	together: 'Together',
	'one-after-another': 'One after another',
	'none-together': 'There’s no visit for both at once',
	'none-together-text': 'See them one after another, or choose one pet.',
	'leg-first': '{pet} first',
	'signed-in-as': 'Signed in as {name}',
	'not-you': 'Not you? Sign out',
	'who-usual': 'Who would you like to see? {vet} is your usual vet.',
	'visits-for': '{visits} for {pets}',
	'none-picked': 'No pet chosen',

	// Signing in
	'sign-in-title': 'Been here before?',
	'sign-in-text': 'We’ll email you a code. What you’ve chosen stays.',
	'send-code': 'Email me a code',
	'no-sign-in': 'Go on without signing in',
	'code-title': 'Check your email',
	'code-text':
		'If {email} has an account here, a code of 6 digits is on its way. It works for 10 minutes.',
	'sign-in-code': 'Code',
	'sign-in': 'Sign in',
	'other-code': 'Send another code',
	'email-wrong': 'Add the part after the @, like example.com',
	'code-short': 'Enter all 6 digits of the code',
	'code-wrong': 'That code doesn’t work. It may be an older one.',
	'code-later': 'We couldn’t do that just now. Try again in a minute.',

	// Details
	'own-details': 'Anything else we should know?',
	'booking-as': 'Booking as {name}',
	'with-account': 'Use my account instead',
	'as-guest-note': 'These details are for this visit only.',
	over: 'You’ve been signed out',
	'over-text': 'Nothing is lost. Go on with the details below, or sign in again.',
	'sign-in-again': 'Sign in again',
	left: 'You’ve signed out, so what came from your account is gone from this page.',

	// One after another
	'both-after': '{pets}, one after another',
	'at-for': '{time} for {pet}',
	'chain-lost': 'Sorry, {time} for {pet} has just gone',
	'chain-lost-text': 'Both stay together, so neither is booked yet. These are nearest.',
	'chain-lost-none': 'Both stay together, so neither is booked yet. Nothing near is free.',
} as const
