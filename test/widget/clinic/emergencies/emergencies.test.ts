import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { emergency, emergencyIds, gap, rearranged, Surgery, vets } from './surgery.ts'

const BANNER = 'vetslot-clinic-emergency-banner'
const PLAN = 'vetslot-clinic-emergency-plan'
let desk: Surgery
const sent = (call: string) => desk.server.calls(call).at(-1)?.body

const hrefOf = (name: string) =>
	desk
		.all('a')
		.find((one) => one.textContent?.trim() === name)
		?.getAttribute('href')

beforeEach(async () => {
	await setViewport({ width: 1280, height: 900 })
	desk = new Surgery()
})
afterEach(async () => {
	desk.leave()
	await emulateMedia({ colorScheme: 'light' })
})

describe('the emergency banner', () => {
	it('says what is on the way, once aloud, in whatever view, and has no violation', async () => {
		desk.server.open = [emergency()]
		await desk.opens('account')
		await desk.reads(BANNER, '')
		await desk.reads('b', 'Emergency on the way: dog, collapsed. Arriving about 11:20')
		await desk.reads(
			'.words span',
			'Jo Moss called at 10:58 from 07700 900310. Dr Osei is free from 11:20.',
		)
		const alert = () =>
			desk
				.all('[role=alert]')
				.map((one) => one.textContent)
				.join('')
		await until('it is said', () => alert().includes('Emergency on the way'))
		desk.element?.voice.say('Something else')
		await until('something else is said', () => !alert().includes('Emergency'))
		desk.server.tell()
		await new Promise((resolve) => setTimeout(resolve, 400))
		assert.not.match(alert(), 'Emergency')
		assert.is(hrefOf('Call back'), 'tel:+447700900310')
		assert.equal(await desk.violations(BANNER), [])
		await emulateMedia({ colorScheme: 'dark' })
		assert.equal(await desk.violations(BANNER), [])
		await setViewport({ width: 360, height: 800 })
		assert.ok(document.documentElement.scrollWidth <= 360)
	})

	it('counts several, the most urgent on top, and goes when each has somebody', async () => {
		const second = emergency({
			id: emergencyIds[1],
			severity: 'urgent',
			species: 'cat',
			complaint: null,
		})
		desk.server.open = [emergency(), second]
		await desk.opens('account')
		await desk.reads('.count', '2 emergencies')
		assert.match(desk.all('.row b')[1]?.textContent ?? '', 'Emergency on the way: cat.')
		desk.server.open = [second]
		desk.server.tell()
		await until('one is left', () => desk.all('.row').length === 1)
		desk.server.open = []
		desk.server.tell()
		await until('none is left', () => desk.all(BANNER).length === 0)
	})

	it('gives it to whoever is free with one press', async () => {
		desk.server.open = [emergency()]
		await desk.opens('account')
		await desk.press('Assign to Dr Osei, 11:20')
		await desk.reads('.toast', 'Dr Osei sees it at 11:20')
		assert.equal(sent(`${emergencyIds[0]}/approve`), gap().approve)
	})

	it('shows the plan instead, where somebody would have to wait', async () => {
		desk.server.open = [emergency()]
		desk.server.proposals = [rearranged()]
		await desk.opens('account')
		await desk.reads('.words span', 'Dr Lind is free from 11:20. 1 visit would wait.')
		await desk.press('Make room')
		await desk.one(PLAN)
	})
})

/** What is folded away below the plan. */
const openRest = async () => void (await desk.one('summary')).click()

describe('the plan of an emergency', () => {
	const openPlan = async () => {
		desk.server.open = [emergency()]
		await desk.opens('account')
		await desk.press(desk.server.proposals[0]?.moves.length ? 'Make room' : 'Other ways')
		await desk.one('.ways')
	}

	it('shows before and after, who waits and how they hear of it, and has no violation', async () => {
		desk.server.proposals = [rearranged(), gap()]
		await openPlan()
		assert.is(desk.all('.way').length, 2)
		await desk.reads('.way', '11:20 with Dr Lind')
		await desk.reads('.line.leaves', '11:20Ziggy, Booster Dr Lindmoves')
		await desk.reads('.line.emergency', '11:20Emergency: dog, collapsed Dr Lind')
		await desk.reads('.line.comes', '11:50Ziggy, Booster Dr Lindnew time')
		await desk.reads('.waiting', 'Ziggy: 11:50 instead of 11:20')
		await desk.reads('.waiting', '30 min later · probably on the way · gets an email')
		assert.equal(await desk.violations(PLAN), [])
		await emulateMedia({ colorScheme: 'dark' })
		assert.equal(await desk.violations(PLAN), [])
		await setViewport({ width: 320, height: 800 })
		assert.ok(document.documentElement.scrollWidth <= 320)
	})

	it('is chosen by arrow keys, and sent as it was chosen', async () => {
		desk.server.proposals = [rearranged(), gap()]
		await openPlan()
		const [first] = desk.all('.way')
		first?.focus()
		first?.dispatchEvent(
			new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true }),
		)
		await until('the other is chosen', () => desk.all('.way')[1]?.ariaChecked === 'true')
		await desk.press('Book it')
		await desk.reads('.toast', 'Dr Osei sees it at 11:20. Nobody has to wait.')
		assert.equal(sent('/approve'), gap().approve)
		assert.equal(desk.all('#dialog'), [])
	})

	it('is asked for anew at another length', async () => {
		await openPlan()
		await desk.press('60 min')
		await until(
			'it is asked',
			() => desk.server.calls('/plan').at(-1)?.query.get('minutes') === '60',
		)
	})

	it('says that the day has changed, and shows a new plan', async () => {
		desk.server.proposals = [rearranged()]
		await openPlan()
		const stop = desk.server.on('/approve', () => problem(409, 'conflict'))
		desk.server.proposals = [gap()]
		await desk.press('Book it, and tell the owners')
		await desk.reads('#dialog .note', '')
		await desk.reads('.note', 'The day has changed meanwhile.')
		await desk.reads('.way', '11:20 with Dr Osei')
		stop()
		await desk.press('Book it')
		await desk.reads('.toast', 'Nobody has to wait')
	})

	it('says that somebody else was faster', async () => {
		await openPlan()
		desk.server.on('/approve', () => problem(409, 'conflict'))
		desk.server.open = []
		await desk.press('Book it')
		await desk.reads('.toast', 'Somebody else has taken this emergency.')
	})

	it('says whom to call when there is no address to write to', async () => {
		desk.server.proposals = [rearranged({ byMail: false })]
		await openPlan()
		await desk.press('Book it, and tell the owners')
		await desk.reads('.waiting', 'Sam Rivera')
		assert.is(hrefOf('07700 900142'), 'tel:+447700900142')
		assert.equal(await desk.violations(PLAN), [])
		await desk.press('Done')
		await until('it is closed', () => desk.all('#dialog').length === 0)
	})

	it('can be given to a person at once, or closed, where there is no place', async () => {
		desk.server.proposals = []
		desk.server.open = [emergency()]
		await desk.opens('account')
		await desk.reads('.words span', 'There is no place today.')
		await desk.press('See what can be done')
		await desk.reads('.note', 'There is no place today')
		await openRest()
		await desk.choose('give-to', vets.lind)
		await desk.press('Give it to them')
		await desk.reads('.toast', 'Dr Lind sees it')
		assert.equal(sent('/assign'), { veterinarianId: vets.lind })
		desk.server.open = [emergency()]
		desk.server.tell()
		await desk.press('See what can be done')
		await openRest()
		await desk.choose('outcome', 'referred')
		await desk.press('Close it')
		await desk.reads('.toast', 'The emergency is closed')
		assert.equal(sent('/close'), { outcome: 'referred' })
	})
})

describe('writing an emergency down', () => {
	it('takes two presses, sends what was told, and goes on to the plan', async () => {
		await desk.opens()
		assert.equal(await desk.violations('vetslot-clinic-emergencies'), [])
		await desk.press('Emergency now')
		await desk.one('vetslot-clinic-emergency-record')
		assert.equal(await desk.violations('vetslot-clinic-emergency-record'), [])
		await desk.press('Now')
		await desk.choose('species', 'cat')
		await desk.type('complaint', 'Hit by a car')
		await desk.type('phone', '07700 900310')
		await desk.press('Find a place')
		await desk.one(PLAN)
		assert.equal(sent('POST /api/clinic/emergencies'), {
			severity: 'life_threatening',
			species: 'cat',
			complaint: 'Hit by a car',
			caller: { phone: '07700 900310' },
			arrivesInMinutes: 0,
		})
	})

	it('says at its field what is wrong, and keeps what was typed', async () => {
		await desk.opens()
		await desk.press('Emergency now')
		const bad = {
			path: 'caller.phone',
			in: 'body',
			code: 'invalid_phone',
			message: 'This is not a phone number',
		}
		const stop = desk.server.on('POST /api/clinic/emergencies', () =>
			problem(400, 'invalid_request', { issues: [bad] }),
		)
		await desk.type('phone', '12')
		await desk.press('Find a place')
		await desk.reads('#phone-error', 'This is not a phone number')
		stop()
		await desk.type('phone', '07700 900310')
		await desk.press('Find a place')
		await desk.one(PLAN)
	})
})

describe('the pause of online booking', () => {
	it('is set for some hours and somebody, shown in every view, and ended by a press', async () => {
		await desk.opens()
		await desk.press('Pause online booking')
		await desk.one('vetslot-clinic-pause')
		assert.equal(await desk.violations('vetslot-clinic-pause'), [])
		await desk.press('1 hour')
		await desk.type('reason', 'Two emergencies')
		await desk.press('Pause')
		await desk.reads('.toast', 'Online booking is paused until 13:00')
		assert.equal(sent('PUT /api/clinic/pause'), {
			resourceId: null,
			hours: 1,
			reason: 'Two emergencies',
		})
		desk.server.tell()
		await desk.reads('vetslot-clinic-pause-banner', '')
		await desk.reads('.words', 'Online booking is paused until 13:00Two emergencies')
		assert.equal(await desk.violations('vetslot-clinic-pause-banner'), [])
		await desk.press('Go on now: Online booking is paused until 13:00')
		await desk.reads('.toast', 'Owners can book online again')
		desk.server.tell()
		await until('the banner is gone', () => desk.all('vetslot-clinic-pause-banner').length === 0)
	})
})

describe('the page of emergencies', () => {
	it('lists what waits and what was taken, with the way to its visit', async () => {
		desk.server.open = [emergency()]
		const visit = '01900000-0000-7000-8000-000000000777'
		desk.server.taken = [
			emergency({
				id: emergencyIds[1],
				status: 'assigned',
				veterinarianId: vets.lind,
				appointmentId: visit,
			}),
		]
		await desk.opens()
		await desk.reads('td', 'Dr Lind')
		assert.equal(await desk.violations('vetslot-clinic-emergencies'), [])
		await desk.press('Open the visit')
		assert.match(location.hash, `visit=${visit}`)
	})
})
