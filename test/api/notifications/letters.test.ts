import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { mailbox } from '../../../api/notifications/channels/channel.ts'
import { composeMail } from '../../../api/notifications/compose.ts'
import { html } from '../../../api/notifications/html.ts'
import { phoneText } from '../../../api/notifications/phone-text.ts'
import { oneLine } from '../../../api/notifications/plain.ts'
import type { NotificationKind, NotificationVariables } from '../../../api/notifications/queue.ts'
import { settingsOf } from '../../../api/notifications/settings/choices.ts'
import type { Visit } from '../../../api/notifications/visit.ts'

const now = new Date('2026-11-01T08:00:00Z')
const sender = {
	serverKey: Buffer.alloc(32, 7),
	publicUrl: () => 'https://book.example/',
	from: 'Vetslot <bookings@vetslot.example>',
}

const visit = (differences: Partial<Visit> = {}): Visit => ({
	clinic: {
		id: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10',
		slug: 'harbour-lane',
		name: 'Harbour Lane Vets',
		timeZone: 'Europe/London',
		locale: 'en-GB',
		currency: 'GBP',
		phone: '020 7946 0112',
		email: 'hello@harbour.example',
		website: 'https://harbour.example',
		address: ['3 Harbour Lane', 'London'],
	},
	id: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b11',
	reference: 'HLV7Q4K',
	manageGeneration: 1,
	icsSequence: 0,
	status: 'confirmed',
	start: new Date('2026-11-05T10:40:00Z'),
	end: new Date('2026-11-05T11:00:00Z'),
	collect: null,
	answerBy: null,
	freeUntil: new Date('2026-11-04T10:40:00Z'),
	cancelledBy: null,
	cancelledLate: false,
	type: 'Check-up',
	price: { kind: 'from', amount: '58.00', note: '' },
	preparation: ['Bring a favourite treat'],
	veterinarian: 'Maren Lind',
	shortVeterinarian: 'Dr Lind',
	owner: {
		...{ name: 'Sam Rowe', email: 'sam@example.com', erased: false, known: false },
		isGuest: true,
		wants: settingsOf({ consents: [], accounts: [] }),
	},
	pets: ['Biscuit'],
	silenced: false,
	...differences,
})

const mail = (
	kind: NotificationKind,
	differences: Partial<Visit> = {},
	variables: NotificationVariables = {},
) => composeMail({ id: 'n', kind, variables, sequence: 2 }, visit(differences), sender, now)

const letters = suite('letters')

letters('confirms with everything the owner needs, in text and in HTML', () => {
	const { subject, text, html } = mail('booking_confirmed')
	assert.is(subject, 'You’re booked: Biscuit, Thursday 5 November at 10:40')
	for (const words of [
		'Dr Lind will see Biscuit on',
		'Maren Lind',
		'Thursday 5 November',
		'10:40 to 11:00 London time (GMT)',
		'Check-up',
		'Biscuit',
		'From £58',
		'3 Harbour Lane',
		'020 7946 0112',
		'HLV 7Q4K',
		'Bring a favourite treat',
		'https://book.example/visit#',
		'free until Wednesday 4 November at 10:40',
	]) {
		assert.match(text, words)
		assert.match(html, words)
	}
})

letters('say when to bring and to collect an animal that stays for the day', () => {
	const stays = { collect: { from: '15:30', until: '18:00' } }
	const { text, html, attachments } = mail('booking_confirmed', stays)
	for (const words of [
		'Please bring Biscuit on Thursday 5 November at 10:40 London time (GMT), and collect between 15:30 and 18:00.',
		'Bring at 10:40 London time (GMT)',
		'Collect between 15:30 and 18:00',
	]) {
		assert.match(text, words)
		assert.match(html, words)
	}
	assert.not.match(text, '11:00')
	const file = attachments[0]?.content.toString().replace(/\r\n /g, '')
	assert.match(file ?? '', 'Bring at 10:40\\, collect between 15:30 and 18:00\\nReference')
	const american = { ...visit().clinic, locale: 'en-US', timeZone: 'America/New_York' }
	const there = mail('booking_requested', { ...stays, clinic: american })
	assert.match(there.text, 'Collect between 3:30 PM and 6:00 PM')
})

letters('writes times as the clinic’s people do, in the clinic’s zone', () => {
	const clinic = { ...visit().clinic, timeZone: 'America/New_York', locale: 'en-US' }
	const { text } = mail('booking_confirmed', { clinic: { ...clinic, currency: 'USD' } })
	assert.match(text, 'Thursday, November 5')
	assert.match(text, '5:40 AM to 6:00 AM New York time (EST)')
	assert.match(text, 'From $58')
})

letters('does not promise a free change that has run out', () => {
	const { text } = mail('booking_confirmed', { freeUntil: new Date('2026-10-31T00:00:00Z') })
	assert.not.match(text, 'free until')
	assert.not.match(text, 'Move')
})

letters('says of a request by when the answer comes, and puts nothing into the calendar', () => {
	const answerBy = new Date('2026-11-02T17:00:00Z')
	const { subject, text, attachments } = mail('booking_requested', { status: 'pending', answerBy })
	assert.match(subject, 'Request sent')
	assert.match(text, 'You’ll hear from us by Monday 2 November at 17:00 London time (GMT).')
	assert.equal(attachments, [])
})

letters('asks whom an emergency has put off, and leaves them the last word', () => {
	const before = { previousStart: '2026-11-05T10:20:00.000Z' }
	const { subject, text, html, attachments } = mail('booking_delayed', {}, before)
	assert.is(subject, '10:40 instead of 10:20: Biscuit, Thursday 5 November')
	for (const words of [
		'An emergency came in',
		'Dr Lind can see Biscuit at 10:40 instead of 10:20.',
		'The time is kept for you.',
		'Answer',
		'https://book.example/visit#',
		'Moving or cancelling costs nothing.',
		'If you have left already, just come',
		'020 7946 0112',
	]) {
		assert.match(text, words)
		assert.match(html, words)
	}
	assert.is(attachments[0]?.name, 'visit.ics')
	const same = mail('booking_delayed', {}, { previousStart: visit().start.toISOString() })
	assert.is(same.subject, 'Dr Lind will see Biscuit, Thursday 5 November')
	assert.match(same.text, 'Dr Lind can see Biscuit at 10:40, as agreed.')
})

letters('says of a move what was and what is', () => {
	const { text, attachments } = mail(
		'booking_moved',
		{},
		{ previousStart: '2026-11-03T09:00:00.000Z' },
	)
	assert.match(text, 'It was on Tuesday 3 November at 09:00.')
	assert.match(text, 'The new time is Thursday 5 November at 10:40')
	assert.match(attachments[0]?.content.toString() ?? '', 'SEQUENCE:2')
})

letters('says of a cancellation by the owner that there is nothing to pay', () => {
	const { text, attachments } = mail('booking_cancelled', {
		status: 'cancelled',
		cancelledBy: 'owner',
	})
	assert.match(text, 'is cancelled. Nothing to pay.')
	assert.not.match(text, '/visit#')
	assert.match(attachments[0]?.content.toString() ?? '', 'METHOD:CANCEL')
	const late = mail('booking_cancelled', {
		status: 'cancelled',
		cancelledBy: 'owner',
		cancelledLate: true,
	})
	assert.not.match(late.text, 'Nothing to pay')
})

letters('asks an owner to call when the clinic cancelled', () => {
	const { text } = mail('booking_cancelled', { status: 'cancelled', cancelledBy: 'staff' })
	assert.match(text, 'can’t go ahead')
	assert.match(text, 'Please call us on 020 7946 0112')
})

letters('asks an owner to choose another time, online for as long as that goes', () => {
	const { text, attachments } = mail('visit_needs_new_time')
	assert.match(text, 'can’t see')
	assert.match(text, 'Choose another time')
	assert.match(text, '/visit#')
	assert.equal(attachments, [])
	const late = mail('visit_needs_new_time', { freeUntil: new Date('2026-10-31T00:00:00Z') })
	assert.not.match(late.text, '/visit#')
	assert.match(late.text, 'Please call us on 020 7946 0112')
})

letters('groups the reference for people and leaves it whole for calendars', () => {
	const { text, html, attachments } = mail('booking_confirmed')
	assert.not.match(text, 'HLV7Q4K')
	assert.not.match(html, 'HLV7Q4K')
	assert.match(attachments[0]?.content.toString() ?? '', 'Reference: HLV7Q4K')
})

letters('keeps its voice: no exclamation marks or straight quotes, no words of machines', () => {
	for (const kind of [
		'booking_confirmed',
		'booking_requested',
		'booking_moved',
		'booking_cancelled',
		'visit_needs_new_time',
	] as const) {
		const { subject, text } = mail(kind)
		assert.not.match(`${subject} ${text}`, /!|'|invalid|oops|please note|\bslot\b|undefined|null/i)
	}
})

letters('shows markup in names as text', () => {
	const pets = ['<img src=x onerror=alert(1)>', 'Tom & "Jerry"']
	const owner = { ...visit().owner, name: '<script>x</script>' }
	const { html } = mail('booking_confirmed', { pets, owner })
	assert.not.match(html, '<img')
	assert.not.match(html, '<script')
	assert.match(html, '&lt;img src=x onerror=alert(1)&gt;')
	assert.match(html, 'Tom &amp; &quot;Jerry&quot;')
})

letters('takes line ends and marks of direction out of stored texts', () => {
	assert.is(oneLine('Rex\r\nBcc: all@example.com'), 'Rex Bcc: all@example.com')
	assert.is(oneLine('\u202Egnp\u202C.Rex\u2066\u200F'), 'gnp .Rex')
	assert.is(oneLine('a\u0000b\u2028c\u0085d'), 'a b c d')
	assert.is(oneLine('Łucja Ünal 🐕 ریکس'), 'Łucja Ünal 🐕 ریکس')
})

letters('quotes the sender’s name so that it can not become an address', () => {
	const name = 'Vets" <evil@example.com>, "x\\'
	assert.is(mailbox({ name, email: 'a@b.example' }), '"Vets <evil@example.com>, x" <a@b.example>')
	assert.is(mailbox({ name: '', email: 'a@b.example' }), 'a@b.example')
})

letters('escapes whatever is put into markup, once', () => {
	const inner = html`<b>${'<&>'}</b>`
	assert.is(
		String(html`<p title="${'"\''}">${[inner, null, false, 0]}</p>`),
		'<p title="&quot;&#39;"><b>&lt;&amp;&gt;</b>0</p>',
	)
})

letters('writes a phone number as the region reads it', () => {
	assert.is(phoneText('+442079460142', 'en-GB'), '020 7946 0142')
	assert.is(phoneText('+442079460142', 'en-US'), '+44 20 7946 0142')
	assert.is(phoneText('ask inside', 'en-GB'), 'ask inside')
})

letters.run()
