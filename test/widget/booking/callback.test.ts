import * as assert from 'uvu/assert'
import { problem, Server } from '../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { until, Visitor } from './harness.ts'

const CALL = 'POST /api/customer/callbacks'

describe('asking the clinic to call', () => {
	let server: Server
	let v: Visitor
	beforeEach(async () => {
		server = new Server()
		v = await new Visitor(server).arrive()
		await v.toTypes()
		await v.press(/^Talk to us/)
		await v.at(/^Talk to us/)
	})
	afterEach(() => v.leave())

	const promise = (promisedBy: string | null) =>
		server.on(CALL, () => ({ status: 201, body: { id: 'c1', promisedBy, open: true } }))

	it('says what is missing, beside the way to call at once', async () => {
		await v.press('Ask for a call')
		await until('the errors', () => v.focused?.id === 'errors')
		assert.match(v.text('#name-error'), 'name')
		assert.match(v.text('#phone-error'), /phone|number/)
		assert.is(server.calls(CALL).length, 0)
		assert.ok(v.find(/^Call 020 7946 0112/))
	})

	it('sends no more than a call needs, and says by when it comes', async () => {
		promise('2026-11-03T13:05:00+00:00')
		await v.type('name', 'Sam Rowe')
		await v.type('phone', '07700 900111')
		await v.type('pet', 'Moss')
		await v.press('Ask for a call')
		await v.at('We’ll call you')
		await until('focus on the heading', () => v.focused?.id === 'title')
		assert.match(v.text('section'), /Somebody will call 07700 900111 by 13:05\./)
		const [sent] = server.calls(CALL)
		const { name, petName, species, appointmentTypeId, ...rest } = sent!.body as Record<
			string,
			string
		>
		assert.equal([name, petName, species], ['Sam Rowe', 'Moss', 'dog'])
		assert.ok(appointmentTypeId)
		assert.equal(Object.keys(rest), ['phone'])
		assert.ok((sent!.headers.get('idempotency-key') ?? '').length >= 22)
	})

	it('says that it will be as soon as can be where no hours are known', async () => {
		promise(null)
		await v.type('name', 'Sam Rowe')
		await v.type('phone', '07700 900111')
		await v.press('Ask for a call')
		await v.at('We’ll call you')
		assert.match(v.text('section'), 'as soon as we can')
		await v.press('Choose another visit')
		await v.at('What does your dog need?')
	})

	it('shows what the server refuses at its field, and keeps what was typed', async () => {
		server.on(CALL, () =>
			problem(400, 'invalid_request', {
				issues: [
					{
						path: 'phone',
						in: 'body',
						code: 'invalid_phone',
						message: 'This is not a phone number',
					},
				],
			}),
		)
		await v.type('name', 'Sam Rowe')
		await v.type('phone', '07700 900111')
		await v.press('Ask for a call')
		await until('the refusal', () => v.text('#phone-error').includes('not a phone number'))
		assert.match(v.title, /^Talk to us/)
		assert.is(v.root.querySelector<HTMLInputElement>('#name')?.value, 'Sam Rowe')
	})

	it('asks once, however often it has to be sent', async () => {
		let tries = 0
		server.on(CALL, () => {
			if (tries++ === 0) throw new TypeError('network')
			return { status: 201, body: { id: 'c1', promisedBy: null, open: false } }
		})
		await v.type('name', 'Sam Rowe')
		await v.type('phone', '07700 900111')
		await v.press('Ask for a call')
		await v.at('We’ll call you')
		const keys = new Set(server.calls(CALL).map((one) => one.headers.get('idempotency-key')))
		assert.is(server.calls(CALL).length, 2)
		assert.is(keys.size, 1)
	})
})
