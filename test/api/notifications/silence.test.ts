import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { NotificationKind } from '../../../api/notifications/queue.ts'
import { isSilenced } from '../../../api/notifications/reason.ts'

const test = suite('silence about an animal')

/** By hand: a kind that is added does not compile until it is put on one side here, too. */
const expected: Readonly<Record<NotificationKind, boolean>> = {
	booking_requested: false,
	booking_confirmed: false,
	booking_moved: false,
	booking_delayed: false,
	booking_declined: false,
	booking_cancelled: false,
	visit_needs_new_time: false,
	match_question: true,
	running_late: false,
}

test('leaves what is about the visit itself, and ends everything else', () => {
	for (const [kind, silenced] of Object.entries(expected)) {
		assert.is(isSilenced(kind as NotificationKind), silenced, kind)
	}
})

test.run()
