import { emulateMedia, sendMouse, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { ok, problem, vets } from '../fixture.ts'
import { afterEach, before, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { at, Colleague, ConsoleServer, DAY, leaveAll, visit } from './console.ts'

const plan = (of: object = {}) => ({
	possible: true,
	needs: 'nothing',
	start: at('12:00'),
	end: at('12:20'),
	veterinarianId: vets.osei,
	resourceIds: [],
	overbookedResourceIds: [],
	broken: [],
	...of,
})

describe('the diary', () => {
	let colleague: Colleague
	before(() => setViewport({ width: 1280, height: 900 }))
	afterEach(async () => {
		leaveAll()
		await emulateMedia({ media: 'screen' })
	})

	const blocks = () => colleague.all('.block')
	const block = (pet: string) => blocks().find((one) => one.textContent?.includes(pet))!

	it('shows each visit where and when it is, in the look of its state', async () => {
		colleague = await new Colleague().opened()
		assert.equal(
			blocks().map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim()),
			[
				'08:40 Pepper Booster, Dr Osei, Done',
				'10:40 Juno Booster, Dr Osei, With the vet',
				'11:20 Ziggy Booster, Dr Osei, Confirmed',
				'11:40 Pixel Booster, Dr Osei, Requested',
				'09:40 Rufus Booster, Dr Lind, Did not come',
				'10:50 Biscuit Booster, Dr Lind, Arrived',
				'11:00 Finn Booster, Lina, Confirmed',
			],
		)
		assert.is(getComputedStyle(block('Pixel')).borderTopStyle, 'dashed')
		assert.match(
			getComputedStyle(block('Rufus').querySelector('.names')!).textDecoration,
			'line-through',
		)
		const [juno, finn] = [
			block('Juno').getBoundingClientRect(),
			block('Finn').getBoundingClientRect(),
		]
		assert.ok(Math.abs(finn.top - juno.top - 136 / 3) < 1, 'twenty minutes below')
		assert.is(colleague.all('[role=columnheader]').length, 5)
	})

	it('marks an emergency and what is overbooked, by a line, icons and words', async () => {
		const server = new ConsoleServer()
		const [pepper, , juno, , ziggy] = server.diary.visits
		server.diary.visits = [
			{ ...pepper!, isEmergency: true },
			{ ...juno!, isEmergency: true, isOverbooked: true },
			{ ...ziggy!, isOverbooked: true },
		]
		colleague = await new Colleague(server).opened()
		const aside = (pet: string) => block(pet).querySelector('.sr')?.textContent
		assert.is(aside('Juno'), ', Dr Osei, Emergency, Overbooked, With the vet')
		assert.is(aside('Ziggy'), ', Dr Osei, Overbooked, Confirmed')
		assert.is(block('Juno').querySelectorAll('.icon').length, 3)
		const { borderTopWidth, borderTopColor } = getComputedStyle(block('Juno'))
		assert.is(borderTopColor, getComputedStyle(colleague.all('.now-badge')[0]!).backgroundColor)
		assert.is(borderTopWidth, devicePixelRatio === 1 ? '1px' : '1.5px')
		const isOver = getComputedStyle(block('Pepper')).borderTopColor
		assert.is.not(isOver, borderTopColor, 'one that is over is a visit as others are')
	})

	it('draws a line for now, and hatches what can not be booked', async () => {
		colleague = await new Colleague().opened()
		const [badge] = colleague.all('.now-badge')
		assert.match(badge?.textContent ?? '', /11:0[1-9]/)
		assert.ok(colleague.all('.closed').some((one) => one.textContent === 'Lunch'))
		assert.ok(colleague.all('.shut').length > 2)
	})

	it('goes from visit to visit by the arrows, and opens one by Enter', async () => {
		colleague = await new Colleague().opened()
		const name = () =>
			(colleague.focused?.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 11)
		block('Pepper').focus()
		colleague.key('ArrowDown')
		await until('Juno', () => name().startsWith('10:40 Juno'))
		colleague.key('ArrowRight')
		await until('Biscuit beside her', () => name() === '10:50 Biscu')
		colleague.key('Home')
		await until('Rufus above', () => name() === '09:40 Rufus')
		colleague.key('ArrowLeft')
		await until('Pepper or Juno', () => /Juno|Peppe/.test(name() ?? ''))
		assert.is(blocks().filter((one) => one.tabIndex === 0).length, 1)
		colleague.focused?.click()
		await colleague.sees('Allergy: amoxicillin')
		await until('the focus', () => colleague.focused?.id === 'visit-title')
		colleague.key('Escape')
		await until('the visit again', () => /Juno|Peppe/.test(name() ?? ''))
		assert.not.ok(colleague.all('vetslot-clinic-visit').length)
	})

	it('turns days by keys while the calendar has the focus', async () => {
		colleague = await new Colleague().opened()
		block('Pepper').focus()
		colleague.key(']')
		await until('Wednesday', () => location.hash.includes('2026-11-04'))
		await until('its answer', () => blocks().length === 0)
		await colleague.press('The day before')
		await until('Tuesday', () => location.hash.includes(DAY))
		await until('visits', () => blocks().length)
		block('Pepper').focus()
		colleague.key('n')
		await until('the form', () => colleague.find('Book the visit'))
	})

	it('takes in what a colleague changes', async () => {
		colleague = await new Colleague().opened()
		const { server } = colleague
		server.diary = {
			...server.diary,
			version: 8,
			visits: [
				...server.diary.visits,
				visit(20, { start: at('15:00'), pets: [{ name: 'Olive', species: 'cat' }] }),
			],
		}
		server.tell()
		await until('Olive', () => block('Olive'))
	})

	it('shows the rules while a visit is dragged, and moves it where it was dropped', async () => {
		const server = new ConsoleServer()
		const [, , , , ziggy] = server.diary.visits
		server.on(`/${ziggy!.id}/move`, ({ query }) =>
			query.get('dryRun') === 'true'
				? ok(
						plan({
							needs: 'override',
							broken: [
								{
									code: 'vet_busy',
									message: 'Dr Lind has a visit then',
									veterinarianId: vets.lind,
									data: {},
								},
							],
						}),
					)
				: ok({ ...ziggy, pets: [{ name: 'Ziggy' }], start: at('12:00') }),
		)
		colleague = await new Colleague(server).opened()
		const from = block('Ziggy').getBoundingClientRect()
		const each = block('Biscuit').getBoundingClientRect().left - from.left
		const position = (x: number, y: number): [number, number] => [
			Math.round(from.left + x),
			Math.round(from.top + y),
		]
		await sendMouse({ type: 'move', position: position(30, 8) })
		await sendMouse({ type: 'down' })
		await sendMouse({ type: 'move', position: position(40 + each / 2, 40) })
		await sendMouse({ type: 'move', position: position(30 + each, 99) })
		await colleague.sees('12:00 to 12:20')
		await colleague.sees('Dr Lind has a visit then')
		await sendMouse({ type: 'up' })
		await colleague.press('Move the visit')
		await colleague.sees('Say in a few words why it is all right')
		await colleague.fill('Why it is all right', 'Dr Lind agreed')
		await colleague.press('Move the visit')
		await colleague.sees('Ziggy moved to 12:00')
		const last = server.calls('/move').at(-1)
		assert.equal(last?.body, {
			start: at('12:00').replace('+00:00', '.000Z'),
			veterinarianId: vets.lind,
			override: { reason: 'Dr Lind agreed', overbook: false },
			tellOwner: true,
		})
		assert.not.ok(colleague.all('vetslot-clinic-visit').length, 'a drop is no press')
	})

	it('tells whoever was second that somebody else has moved the visit, and shows it', async () => {
		const server = new ConsoleServer()
		const [, , , , ziggy] = server.diary.visits
		server.on(`/${ziggy!.id}/move`, ({ query }) =>
			query.get('dryRun') === 'true' ? ok(plan()) : problem(409, 'appointment_moved'),
		)
		colleague = await new Colleague(server).opened()
		const { left, top } = block('Ziggy').getBoundingClientRect()
		await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top + 8)] })
		await sendMouse({ type: 'down' })
		await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top + 60)] })
		await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top + 99)] })
		await sendMouse({ type: 'up' })
		await colleague.press('Move the visit')
		await colleague.sees('Somebody else has changed this visit meanwhile')
	})

	it('offers what can be done at an empty place: a visit, a block, an answer why', async () => {
		const server = new ConsoleServer()
		server.on('/api/clinic/overrides', () => ok({ override: {}, stranded: [] }, 201))
		colleague = await new Colleague(server).opened()
		const [cell] = colleague.all('.cell')
		const { left, top } = cell!.getBoundingClientRect()
		const y = block('Ziggy').getBoundingClientRect().top - 136
		cell!.dispatchEvent(
			new MouseEvent('click', {
				bubbles: true,
				composed: true,
				clientX: left + 20,
				clientY: y + 4,
			}),
		)
		assert.ok(y > top)
		await colleague.sees('Dr Osei, 10:20')
		await colleague.press('Block this time')
		await until('the form', () => colleague.find('Until'))
		await colleague.fill('Reason, for the staff only', 'Delivery')
		const buttons = colleague.all('vetslot-clinic-block').length
		assert.is(buttons, 1)
		colleague.all<HTMLFormElement>('form').at(-1)!.requestSubmit()
		await colleague.sees('Time blocked')
		assert.equal(server.calls('POST /api/clinic/overrides')[0]?.body, {
			resourceId: vets.osei,
			type: 'unavailable',
			date: DAY,
			startTime: '10:20',
			endTime: '11:20',
			reason: 'Delivery',
			allowStranded: false,
		})
	})

	it('blocks a stretch that is drawn over empty time, and takes a block back', async () => {
		const server = new ConsoleServer()
		server.on('POST /api/clinic/overrides', () => ok({ override: {}, stranded: [] }, 201))
		const { id } = visit(77, {})
		server.on(`DELETE /api/clinic/overrides/${id}`, () => ok({ override: {}, stranded: [] }))
		const [osei] = server.diary.columns
		const block15 = { start: at('15:05'), end: at('15:50'), kind: 'unavailable' as const }
		osei!.closed.push({ ...block15, label: 'Delivery', overrideId: id })
		colleague = await new Colleague(server).opened()
		const { left, top } = block('Ziggy').getBoundingClientRect()
		const to = (minutes: number): [number, number] => [
			Math.round(left + 30),
			Math.round(top + (minutes * 136) / 60),
		]
		await sendMouse({ type: 'move', position: to(45) })
		await sendMouse({ type: 'down' })
		await sendMouse({ type: 'move', position: to(70) })
		await sendMouse({ type: 'move', position: to(85) })
		await colleague.sees('12:05 to 12:45')
		await sendMouse({ type: 'up' })
		await until('the menu', () => colleague.find('New visit at 12:05'))
		assert.ok(colleague.find('Why is this time not offered?'))
		await colleague.press('Block 12:05–12:45')
		const field = (await until('the form', () => colleague.find('Until'))) as HTMLInputElement
		assert.is(field.value, '12:45')
		colleague.all<HTMLFormElement>('form').at(-1)!.requestSubmit()
		await colleague.sees('Time blocked')
		const [sent] = server.calls('POST /api/clinic/overrides')
		assert.is(`${sent?.body.startTime} ${sent?.body.endTime}`, '12:05 12:45')
		const closed = colleague.all('.closed').find((one) => one.textContent === 'Delivery')!
		const { left: x, top: y } = closed.getBoundingClientRect()
		const options = { bubbles: true, composed: true, clientX: x + 9, clientY: y + 2 }
		closed.dispatchEvent(new MouseEvent('click', options))
		await colleague.press('Unblock: Delivery')
		await colleague.sees('Time is free again')
		assert.is(server.calls(`DELETE /api/clinic/overrides/${id}`).length, 1)
	})

	it('says every rule when asked why a time is not offered', async () => {
		const server = new ConsoleServer()
		const rule = (message: string, passed: boolean) => ({
			code: 'x',
			passed,
			veterinarianId: null,
			message,
			data: {},
		})
		server.on('/api/clinic/explain', () =>
			ok({
				start: at('10:20'),
				bookable: false,
				rules: [rule('It is too soon', false), rule('The vet works', true)],
			}),
		)
		colleague = await new Colleague(server).opened()
		await colleague.press('4 visits')
		await colleague.press('Why is this time not offered?')
		await colleague.sees('is not offered.')
		await colleague.sees('It is too soon')
		assert.is(server.calls('/explain')[0]?.query.get('asker'), 'owner')
	})

	it('is a table that needs no pointer in the list', async () => {
		colleague = await new Colleague().opened(`#/diary/${DAY}/list`)
		assert.is(colleague.all('tbody tr').length, 8)
		await colleague.press('Open Biscuit at 10:50')
		await colleague.sees('Allergy: amoxicillin')
	})

	it('keeps in the document only the columns on screen', async () => {
		const server = new ConsoleServer()
		const many = Array.from({ length: 100 }, (_, i) => ({
			...server.diary.columns[0]!,
			id: `${i}`,
			shortName: `Dr ${i}`,
		}))
		server.diary = { ...server.diary, columns: [...server.diary.columns, ...many] }
		colleague = await new Colleague(server).opened()
		assert.ok(colleague.all('.cell').length < 15, `${colleague.all('.cell').length} columns`)
		const [scroll] = colleague.all('.scroll')
		scroll!.scrollLeft = scroll!.scrollWidth
		await until('the last column', () => colleague.find('Dr 99'))
		assert.ok(colleague.all('.cell').length < 15)
	})
})
