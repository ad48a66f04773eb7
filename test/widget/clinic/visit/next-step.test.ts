import { sendMouse, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { VisitDetails } from '../../../../sdk/staff.ts'
import { ok } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import type { Colleague } from '../staff/colleague.ts'
import { before, details, visitId } from './visit.ts'

const PANEL = 'vetslot-clinic-visit'
let desk: Colleague

afterEach(() => desk.leave())

const named = (name: string) =>
	desk.all('.panel-foot button').find((one) => one.textContent?.trim() === name)

/** What really stands at a place, through all shadow roots. */
function deepest(x: number, y: number): Element | null {
	let found = document.elementFromPoint(x, y)
	while (found?.shadowRoot) {
		const inner = found.shadowRoot.elementFromPoint(x, y)
		if (!inner || inner === found) break
		found = inner
	}
	return found
}

/** A press at a place, whatever stands there by then. */
function pressAt({ x, y }: { x: number; y: number }, how: PointerEventInit): void {
	const place = { clientX: x, clientY: y, bubbles: true, composed: true, cancelable: true }
	deepest(x, y)?.dispatchEvent(new PointerEvent('click', { ...place, ...how }))
}

const middleOf = (element: HTMLElement) => {
	const { left, top, width, height } = element.getBoundingClientRect()
	return { x: left + width / 2, y: top + height / 2 }
}

const toStatuses = () => desk.server.calls('/status').map(({ body }) => body.to)

/** A visit that is taken one step further by each call, as the server would. */
async function walk(width: number): Promise<void> {
	await setViewport({ width, height: 800 })
	desk = await before(details({ actions: ['check_in', 'move', 'no_show', 'cancel'] }))
	const after: Record<string, Partial<VisitDetails>> = {
		checked_in: { actions: ['start', 'move', 'cancel', 'undo'], undoes: undoes('checked_in') },
		in_progress: { actions: ['complete', 'undo'], undoes: undoes('in_progress') },
	}
	desk.server.on(`POST /api/clinic/appointments/${visitId}/status`, ({ body }) => {
		const to = String(body.to)
		const now = details(after[to])
		now.appointment = { ...now.appointment, status: to as 'checked_in' }
		desk.server.on(`GET /api/clinic/appointments/${visitId}`, () => ok(now))
		return ok(now.appointment)
	})
	await until('the first step', () => named('Arrived'))
}

const undoes = (to: 'checked_in' | 'in_progress') =>
	({ to, from: 'confirmed' }) as unknown as VisitDetails['undoes']

for (const width of [1280, 360]) {
	describe(`the next step of a visit at ${width} px`, () => {
		beforeEach(() => walk(width))

		it('stays at one place', async () => {
			const first = middleOf(named('Arrived')!)
			named('Arrived')!.click()
			await until('the second step', () => named('Start visit'))
			const second = middleOf(named('Start visit')!)
			assert.is(Math.abs(first.y - second.y) < 1, true)
			assert.equal(await desk.violations(PANEL), [])
		})

		for (const [by, first, second] of [
			['a mouse', { pointerType: 'mouse', detail: 1 }, { pointerType: 'mouse', detail: 2 }],
			['a finger', { pointerType: 'touch', detail: 1 }, { pointerType: 'touch', detail: 1 }],
		] as const)
			it(`is not taken by the second of two quick presses of ${by}`, async () => {
				const place = middleOf(named('Arrived')!)
				pressAt(place, first)
				await until('the second step', () => named('Start visit'))
				pressAt(place, second)
				await new Promise((resolve) => setTimeout(resolve, 100))
				assert.equal(toStatuses(), ['checked_in'])
				assert.ok(named('Start visit'))
			})

		it('is taken by a mouse as soon as it is pressed anew', async () => {
			const place = middleOf(named('Arrived')!)
			pressAt(place, { pointerType: 'mouse', detail: 1 })
			await until('the second step', () => named('Start visit'))
			pressAt(place, { pointerType: 'mouse', detail: 1 })
			await until('the third step', () => named('Complete'))
			assert.equal(toStatuses(), ['checked_in', 'in_progress'])
		})

		it('has what ends a visit behind a button of its own', async () => {
			const isShown = (name: string) => named(name)?.checkVisibility() ?? false
			assert.not(isShown('Cancel the visit'))
			named('More')!.click()
			assert.ok(isShown('Cancel the visit'))
			assert.ok(isShown('Did not come'))
			assert.equal(await desk.violations(PANEL), [])
			const place = middleOf(named('Arrived')!)
			assert.not(deepest(place.x, place.y)?.closest('.popover'))
			named('Did not come')!.click()
			await until('the call', () => toStatuses().length === 1)
			assert.equal(toStatuses(), ['no_show'])
			assert.not(isShown('Cancel the visit'))
		})

		it('closes that menu by another press of its button', async () => {
			const isShown = () => named('Cancel the visit')?.checkVisibility() ?? false
			const { x, y } = middleOf(named('More')!)
			const press = () => sendMouse({ type: 'click', position: [Math.round(x), Math.round(y)] })
			for (const open of [true, false, true, false]) {
				await press()
				assert.is(isShown(), open)
			}
		})
	})
}
