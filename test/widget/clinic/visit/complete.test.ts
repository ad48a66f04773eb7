import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import type { Colleague } from '../staff/colleague.ts'
import { before, details, visitId } from './visit.ts'

const COMPLETE = 'vetslot-clinic-complete'
const RECORDS = `POST /api/clinic/appointments/${visitId}/records`
let desk: Colleague

const open = async () => {
	desk = await before(details({ actions: ['complete'] }))
	await desk.press('Complete')
	await desk.one(COMPLETE)
}
type Sent = { content: { confirmed?: boolean } }[]
const entriesOf = ({ records }: Record<string, unknown>) => records as Sent
const written = () => desk.server.calls(RECORDS)

beforeEach(() => setViewport({ width: 1280, height: 900 }))
afterEach(() => desk.leave())

describe('completing a visit', () => {
	it('shows a doubt about a weight at its field, and takes it once it is confirmed', async () => {
		await open()
		const doubt = 'The last weight was 5.1 kg, 22 days earlier. Check this one.'
		const issue = { path: 'records.1.content.value', in: 'body', message: doubt }
		desk.server.on(RECORDS, ({ body }) =>
			entriesOf(body)[1]?.content.confirmed
				? ok({ records: [] })
				: problem(400, 'invalid_request', { issues: [{ ...issue, code: 'unlikely_weight' }] }),
		)
		desk.server.on(`POST /api/clinic/appointments/${visitId}/status`, () => ok({}))
		;(desk.all('#summary')[0] as HTMLTextAreaElement).value = 'Better'
		desk.all('#summary')[0]!.dispatchEvent(new Event('input', { bubbles: true }))
		await desk.type('weight', '51')
		await desk.press('Complete the visit')
		assert.match(await desk.text('#weight-error'), doubt)
		assert.is((desk.focused as HTMLElement).id, 'weight')
		assert.equal(await desk.violations(COMPLETE), [])
		const tick = await desk.one<HTMLInputElement>('#confirmed')
		tick.click()
		await desk.press('Complete the visit')
		await until('it is closed', () => desk.all(COMPLETE).length === 0)
		const keys = written().map(({ headers }) => headers.get('idempotency-key'))
		assert.is.not(keys[0], keys[1])
		assert.equal(entriesOf(written()[1]!.body)[1]?.content, {
			...{ kind: 'weight', value: 51, unit: 'kg', confirmed: true },
		})
	})

	it('says at its field what else is refused, and never where that was in the request', async () => {
		await open()
		const issue = { path: 'records.0.content.nextDueOn', in: 'body', code: 'x' }
		desk.server.on(RECORDS, () =>
			problem(400, 'invalid_request', { issues: [{ ...issue, message: 'That day is over' }] }),
		)
		await desk.type('vaccine', 'Nobivac')
		await desk.type('batch', 'A1')
		await desk.press('Complete the visit')
		assert.match(await desk.text('#nextDue-error'), 'That day is over')
		assert.not.match(await desk.text('dialog'), 'records.0')
	})
})
