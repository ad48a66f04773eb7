import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { pageViolations } from '../axe.ts'
import { ok, problem } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { Colleague, ConsoleServer, DAY, leaveAll, session } from './console.ts'

/** Every state of the frame, the calendar and the panel. */
const scenes: Record<string, (server: ConsoleServer) => Promise<Colleague>> = {
	'signed out': async (server) => {
		server.hasCookie = false
		const colleague = await new Colleague(server).arrive()
		await until('the form', () => colleague.find('Password'))
		return colleague
	},
	day: (server) => new Colleague(server).opened(),
	list: (server) => new Colleague(server).opened(`#/diary/${DAY}/list`),
	week: async (server) => {
		const colleague = await new Colleague(server).arrive(`#/diary/${DAY}/week`)
		await until('columns', () => colleague.all('.cell').length)
		return colleague
	},
	menu: async (server) => {
		const colleague = await new Colleague(server).opened()
		await colleague.press('Menu')
		return colleague
	},
	'columns to choose': async (server) => {
		const colleague = await new Colleague(server).opened()
		await colleague.press('Choose columns')
		return colleague
	},
	'place menu': async (server) => {
		const colleague = await new Colleague(server).opened()
		await colleague.press('4 visits')
		return colleague
	},
	visit: async (server) => {
		const colleague = await new Colleague(server).opened()
		await colleague.press('Biscuit')
		await colleague.sees('Allergy: amoxicillin')
		return colleague
	},
	'new visit': async (server) => {
		const colleague = await new Colleague(server).opened()
		await colleague.press('New visit')
		await until('the form', () => colleague.find('Book the visit'))
		await colleague.press('New owner')
		await colleague.press('Book the visit')
		await colleague.sees('Enter the owner’s name')
		return colleague
	},
	'everything at once': async (server) => {
		const colleague = await new Colleague(server).opened()
		await colleague.press('Biscuit')
		await colleague.press('Start visit')
		await colleague.press('Go on')
		await colleague.sees('Undo')
		await colleague.press('4 visits')
		await colleague.press('Block this time')
		await until('the form', () => colleague.find('Until'))
		assert.ok(colleague.find('Undo') && colleague.all('dialog[open]').length)
		return colleague
	},
	'nothing there': async (server) => {
		const colleague = await new Colleague(server).arrive('#/no-such-view')
		await colleague.sees('There is nothing at this address')
		return colleague
	},
	unreached: async (server) => {
		server.on('/refresh', () => problem(503, 'unavailable'))
		const colleague = await new Colleague(server).arrive()
		await until('a way out', () => colleague.find('Try again'))
		return colleague
	},
}

describe('every state of the console', () => {
	afterEach(async () => {
		leaveAll()
		await emulateMedia({ colorScheme: 'light' })
	})
	for (const [mode, width] of [
		['light', 1280],
		['dark', 375],
	] as const)
		for (const [name, play] of Object.entries(scenes))
			it(`${name} has no accessibility violation, ${mode} at ${width} px`, async () => {
				document.documentElement.lang = 'en'
				document.documentElement.style.colorScheme = 'light dark'
				document.title ||= 'Console'
				await setViewport({ width, height: 900 })
				await emulateMedia({ reducedMotion: 'reduce', colorScheme: mode })
				await play(new ConsoleServer())
				assert.equal(await pageViolations(document), [])
				const { scrollWidth, clientWidth } = document.documentElement
				assert.ok(scrollWidth <= clientWidth, 'nothing sticks out sideways')
			})
})

describe('the frame of the console', () => {
	let colleague: Colleague
	afterEach(leaveAll)

	it('signs in, remembers the clinic, and goes where the address says', async () => {
		const server = new ConsoleServer()
		server.hasCookie = false
		colleague = await new Colleague(server).arrive()
		await colleague.fill('Clinic', 'Harbour-Lane ')
		await colleague.fill('Email', 'abena.osei@harbour.example')
		await colleague.fill('Password', 'right')
		await until('a button', () => colleague.find('Sign in'))
		colleague.all<HTMLFormElement>('form')[0]!.requestSubmit()
		await until('the diary', () => colleague.all('.block').length)
		assert.is(JSON.parse(localStorage.getItem('vetslot-clinic') ?? '{}').slug, 'harbour-lane')
		const [call] = server.calls('POST /api/clinic/sessions')
		assert.is(call?.body.clinic, 'harbour-lane')
	})

	it('asks again when the session has ended meanwhile', async () => {
		const server = new ConsoleServer()
		colleague = await new Colleague(server).opened()
		server.hasCookie = false
		server.on('/api/clinic/diary', () => problem(401, 'session_ended'))
		await colleague.press('The day after')
		await until('the form', () => colleague.find('Password'))
	})

	it('signs out on the server and forgets whom it knew', async () => {
		colleague = await new Colleague().opened()
		await colleague.press('Menu')
		await colleague.press('Sign out')
		await until('the form', () => colleague.find('Password'))
		assert.is(
			colleague.server.calls('DELETE /api/clinic/sessions/01900000-0000-7000-8000-000000000100')
				.length,
			1,
		)
	})

	it('says so when signing out did not reach the server, and does it first of all next time', async () => {
		const server = new ConsoleServer()
		const end = 'DELETE /api/clinic/sessions/01900000-0000-7000-8000-000000000100'
		const mend = server.on(end, () => problem(503, 'unavailable'))
		colleague = await new Colleague(server).opened()
		await colleague.press('Menu')
		await colleague.press('Sign out')
		await colleague.sees('You’ll be signed out as soon as the connection is back')
		mend()
		const begun = server.calls('/refresh').length
		await colleague.press('Try again')
		await until('the form', () => colleague.find('Password'))
		assert.is(server.calls('/refresh').length, begun)
		assert.is(JSON.parse(localStorage.getItem('vetslot-clinic') ?? '{}').left, 'done')
	})

	it('marks a visit as arrived by one tap, and takes it back', async () => {
		const server = new ConsoleServer()
		server.on('/undo', () => ok({}))
		colleague = await new Colleague(server).opened()
		await colleague.press('Ziggy')
		await colleague.sees('Allergy: amoxicillin')
		await colleague.press('Arrived')
		// The visit is of another day, which is asked about.
		await colleague.press('Not yet')
		assert.is(server.calls('/status').length, 0)
		await colleague.press('Arrived')
		await colleague.press('Go on')
		await colleague.sees('Ziggy arrived')
		await until('the calendar, too', () => colleague.find('Ziggy Booster, Dr Osei, Arrived'))
		await colleague.press('Undo')
		await until('the call', () => server.calls('/undo').length === 1)
	})

	it('finds as one types, and leads there by the keyboard alone', async () => {
		const server = new ConsoleServer()
		const brief = {
			reference: 'HLV5T8P',
			status: 'confirmed',
			start: '2026-11-05T10:40:00+00:00',
			typeName: 'Booster',
			pets: [{ id: 'p', name: 'Biscuit' }],
		}
		server.on('/api/clinic/search', () =>
			ok({ clients: [], pets: [], visits: [{ id: 'v1', ...brief }] }),
		)
		colleague = await new Colleague(server).opened()
		await colleague.fill('Search for a pet', 'bis')
		await colleague.sees('Biscuit · HLV5T8P')
		colleague.find('Search for a pet')!.focus()
		colleague.key('Enter')
		await until('the day', () => location.hash === '#/diary/2026-11-05?visit=v1')
	})

	it('asks before a dialog is left in which something was typed', async () => {
		colleague = await new Colleague().opened()
		await colleague.press('New visit')
		const field = (await until('the form', () =>
			colleague.find('Owner or pet'),
		)) as HTMLInputElement
		field.value = 'Kim'
		field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
		const dialog = colleague.all<HTMLDialogElement>('#dialog')[0]!
		dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
		await colleague.sees('Leave without saving?')
		await colleague.press('Keep going')
		assert.is(colleague.all('#dialog[open]').length, 1)
		assert.is(field.value, 'Kim')
		dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
		await colleague.press('Leave')
		await until('it is closed', () => colleague.all('#dialog').length === 0)
	})

	it('has only the views of a role', async () => {
		const server = new ConsoleServer()
		server.session = session(['nurse'])
		colleague = await new Colleague(server).opened()
		await colleague.press('Menu')
		assert.ok(colleague.find('Diary'))
		assert.not.ok(colleague.find('Staff'))
	})

	it('books by phone for somebody new, past a rule with a reason', async () => {
		const server = new ConsoleServer()
		let tries = 0
		const start = '2026-11-03T10:20:00.000Z'
		server.on('POST /api/clinic/appointments', ({ query }) => {
			if (query.get('dryRun') !== 'true')
				return ok({ pets: [{ name: 'Olive' }], start, reference: 'HLV2222' }, 201)
			tries++
			return ok({
				needs: 'override',
				broken: [{ code: 'x', message: 'Dr Osei is at lunch', veterinarianId: null, data: {} }],
			})
		})
		server.on('/api/clinic/availability', () => ok({ days: [] }))
		colleague = await new Colleague(server).opened()
		await colleague.press('New visit')
		await colleague.press('New owner')
		await colleague.fill('Owner’s name', 'Kim Doe')
		await colleague.fill('Phone', '07700 90012')
		await colleague.sees('There is no email: please tell the owner the time.')
		await colleague.press('Book the visit')
		await colleague.sees('This number is one digit short.')
		assert.is(tries, 0)
		await colleague.fill('Phone', '07700 900123')
		await colleague.fill('Animal’s name', 'Olive')
		await colleague.fill('Day', '2026-11-03')
		await colleague.fill('Time', '10:20')
		await colleague.press('Book the visit')
		await colleague.sees('Dr Osei is at lunch')
		await colleague.fill('Why it is all right', 'Asked her')
		await colleague.press('Book the visit')
		await colleague.sees('Reference HLV2222')
		assert.is(tries, 1)
		const last = server.calls('POST /api/clinic/appointments').at(-1)
		assert.equal(last?.body.client, { create: { name: 'Kim Doe', phone: '07700 900123' } })
		assert.equal(last?.body.override, { reason: 'Asked her', overbook: false })
		assert.is(last?.body.start, start)
	})
})
