import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { LocalMessage } from '../../../api/database/models/notification.ts'
import { listPage, messagePage } from '../../../api/notifications/mailbox/pages.ts'

const now = new Date('2026-11-05T12:00:00Z')

const message = (differences: Partial<LocalMessage> = {}) =>
	({
		id: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10',
		sender: 'Harbour <mail@harbour.example>',
		recipient: 'sam@example.com',
		subject: 'Booked',
		textBody: 'Plain words',
		htmlBody: '<p>Words',
		headers: { 'Reply-To': 'hello@harbour.example' },
		attachments: [{ name: 'visit.ics', contentType: 'text/calendar; method=REQUEST', content: '' }],
		createdAt: new Date('2026-11-05T11:57:00Z'),
		...differences,
	}) as LocalMessage

const count = (page: string, words: string) => page.split(words).length - 1

const pages = suite('mailbox pages')

pages('say how long ago a message came', () => {
	for (const [createdAt, words] of [
		['2026-11-05T12:00:20Z', 'just now'],
		['2026-11-05T11:59:30Z', 'just now'],
		['2026-11-05T11:58:30Z', '1 minute ago'],
		['2026-11-05T11:00:01Z', '59 minutes ago'],
		['2026-11-05T11:00:00Z', '1 hour ago'],
		['2026-11-04T12:00:00Z', 'yesterday'],
		['2026-10-26T12:00:00Z', '10 days ago'],
	] as const) {
		const only = message({ createdAt: new Date(createdAt) })
		assert.match(listPage([only], true, now), `>${words}</time>`)
		assert.match(messagePage(only, now), `>${words}</time>`)
	}
})

pages('name a sender once when all mail is from the same one', () => {
	const two = [message(), message()]
	assert.is(count(listPage(two, true, now), 'Harbour'), 1)
	const mixed = listPage([...two, message({ sender: 'Quay <mail@quay.example>' })], true, now)
	assert.is(count(mixed, 'Harbour'), 2)
	assert.is(count(mixed, 'Quay'), 1)
	assert.not.match(listPage([], true, now), 'all from')
})

pages('put the letter first and fold what is technical below it', () => {
	const page = messagePage(message(), now)
	const [letter, files, folded] = ['<iframe', 'visit.ics', '<details'].map((mark) =>
		page.indexOf(mark),
	) as [number, number, number]
	assert.ok(0 < letter && letter < files && files < folded)
	for (const words of ['Reply-To', 'Harbour', 'Plain words', '2026-11-05 11:57:00 UTC']) {
		assert.ok(page.indexOf(words) > folded, words)
	}
})

pages('let the frame be measured, and run nothing in it', () => {
	const [, sandbox = ''] = /sandbox="([^"]*)"/.exec(messagePage(message(), now)) ?? []
	assert.match(sandbox, 'allow-same-origin')
	assert.not.match(sandbox, 'allow-scripts')
})

pages('show the text unfolded where there is nothing else', () => {
	const page = messagePage(message({ htmlBody: null }), now)
	assert.not.match(page, '<iframe')
	assert.not.match(page, 'frame.js')
	assert.ok(page.indexOf('Plain words') < page.indexOf('<details'))
})

pages.run()
