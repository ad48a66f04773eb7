/** What the views about somebody's own data say. */
export const settingsMessages = {
	// Messages
	'settings-lead': 'Choose what you hear from {clinic}, and how.',
	about: 'About',
	email: 'Email',
	sms: 'Text',
	push: 'Push',
	service: 'Confirmations and changes',
	'service-hint': 'When a visit is booked, moved or cancelled',
	reminders: 'Reminders',
	'reminders-hint': 'Before a visit',
	recalls: 'What is due',
	'recalls-hint': 'Vaccinations and check-ups',
	followUps: 'After a visit',
	'followUps-hint': 'How it went, and results',
	marketing: 'News and offers',
	'marketing-hint': 'Off unless you ask for them',
	cell: '{kind} by {channel}',
	'not-by': 'Nothing is sent by {channels} for now.',
	always: 'Always on',
	'by-ticking': 'By ticking “News and offers” you agree: “{wording}”',
	save: 'Save',
	saved: 'Saved',

	// What was learned
	'habits-lead':
		'When you book again we show first what you usually choose. It hides nothing and decides nothing.',
	'habits-from': { one: 'Learned from {count} visit', other: 'Learned from {count} visits' },
	'habits-none': 'Nothing yet. It takes two visits alike.',
	'habits-vet': 'Usual vet',
	'habits-day': 'Usual day',
	'habits-time': 'Usual time',
	'habits-between': '{from} to {to}',
	'habits-type': 'Usual visit',
	'habits-forget': 'Forget this',
	'habits-forgotten': 'Forgotten. Later visits count from now on.',
	'habits-stop': 'Stop learning',
	'habits-stopped': 'Forgotten, and nothing more is learned',
	'habits-off':
		'Nothing is learned from your visits. Times are shown in the order of the calendar.',
	'habits-begin': 'Learn from later visits',
	'habits-begun': 'Later visits count from now on',

	// Your data
	'take-along': 'Take it with you',
	'take-along-text':
		'A file with your account, your pets and what the clinic shares about them, your visits and messages: a page to read, and the same for programs.',
	download: 'Download your data',
	downloaded: 'Your data is saved',
	erase: 'Delete your account',
	'erase-text': 'This cannot be taken back.',
	'erase-person':
		'Your sign-in, name, address, phone number and everything you wrote are erased everywhere.',
	'erase-pets':
		'Your pets’ medical records stay with the clinic for as long as it has to keep them, without your name. You can no longer see them.',
	'erase-shared': 'Whoever shares a pet with you keeps it.',
	'erase-account':
		'Somebody else signs in to the same record at the clinic. Your own sign-in and address go; the record stays with them.',
	'erase-letter': 'You get one last email that says it is done.',
	'erase-hold':
		'The clinic has to keep your data for now, by law. You can ask all the same: it is erased as soon as that ends.',
	'erase-asked': 'You have asked for it. It happens as soon as the clinic may.',
	visits: 'Your visits ahead',
	'visits-cancel': 'Cancel them',
	'visits-keep': 'Keep them',
	'visits-keep-text': 'They stay booked without your name, and the clinic cannot reach you.',
	'erase-now': 'Delete account and data',
	'erase-sure': 'Delete your account and erase your data? This cannot be taken back.',
	'erase-yes': 'Yes, delete everything',
	'erase-no': 'Keep my account',
	erased: 'Your account is deleted',
	postponed: 'We have noted it. Your data is erased as soon as the clinic may.',
	fresh: 'To be sure that it is you, please sign in again. That was more than ten minutes ago.',
	'sign-in-again': 'Sign in again',
} as const
