import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { StaffAvailability, StaffMember } from '../../../../sdk/staff.ts'
import { ok } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import type { Colleague } from '../staff/colleague.ts'
import { before, details, vetId } from './visit.ts'

const COMPLETE = 'vetslot-clinic-complete'
const NEW = 'vetslot-clinic-new-visit'
const MINUTE = 60_000
let desk: Colleague

beforeEach(() => setViewport({ width: 1280, height: 900 }))
afterEach(() => desk.leave())

const labels = () => desk.all('label').map(({ textContent }) => textContent?.trim() ?? '')
const hasPrescription = () =>
	desk.all('summary').some(({ textContent }) => textContent === 'Prescription')

describe('completing a visit', () => {
	const open = async (roles: StaffMember['roles']) => {
		desk = await before(details({ actions: ['complete'] }), { roles })
		await desk.press('Complete')
		await desk.one(COMPLETE)
		await until('the cost', () => labels().some((label) => label.startsWith('Final cost')))
	}

	it('asks a nurse for the record, too', async () => {
		await open(['nurse'])
		assert.ok(labels().some((label) => label.startsWith('Weight in kg')))
		assert.ok(hasPrescription())
	})

	it('asks reception for the cost alone, whose is no record', async () => {
		await open(['admin', 'receptionist'])
		assert.not.ok(labels().some((label) => label.startsWith('Weight in kg')))
		assert.not.ok(hasPrescription())
		assert.equal(await desk.violations(COMPLETE), [])
	})
})

describe('a new visit', () => {
	it('offers no time that is over', async () => {
		const soon = Math.floor(Date.now() / MINUTE) * MINUTE
		const starts = [-40, -20, 20, 40].map((by) => new Date(soon + by * MINUTE).toISOString())
		const day = { date: '2026-11-03', veterinarians: [{ id: vetId, starts }] }
		desk = await before()
		await desk.one('#visit-title')
		const answer = { days: [day] } as unknown as StaffAvailability
		desk.server.on('GET /api/clinic/availability', () => ok(answer))
		const type = { id: vetId, name: 'Booster', active: true, isDefault: true, mode: 'instant' }
		Object.assign(desk.element?.desk ?? {}, { types: [type] })
		desk.element?.desk?.newVisit()
		await desk.one(NEW)
		await until('the times', () => desk.all('.times .time').length > 0)
		assert.is(desk.all('.times .time').length, 2)
	})
})
