import * as assert from 'uvu/assert'
import { types } from '../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { Visitor } from './harness.ts'

describe('the main path', () => {
	let visitor: Visitor
	beforeEach(async () => {
		visitor = await new Visitor().arrive()
	})
	afterEach(() => visitor.leave())

	it('books from the animal to the reference', async () => {
		await visitor.toBooked()
		const [call] = visitor.server.calls('POST /api/customer/appointments/book')
		assert.is(call?.headers.get('vetslot-key'), 'pk_test')
		assert.is(call?.body.start, '2026-11-05T10:40:00+00:00')
		assert.is(call?.body.appointmentTypeId, types.booster)
		assert.equal(call?.body.owner, {
			name: 'Sam Rivera',
			phone: '07700 900142',
			email: 'sam@example.com',
		})
		assert.match(visitor.text('.reference'), 'HLV 7Q4K')
	})
})
