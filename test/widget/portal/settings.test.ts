import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import '../../../widget/portal/settings/data-view.ts'
import '../../../widget/portal/settings/habits-view.ts'
import '../../../widget/portal/settings/notifications-view.ts'
import type { ErasureOutlook, NotificationSettings } from '../../../sdk/owner.ts'
import { violations } from '../axe.ts'
import { ok, problem, vets } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { id, leaveAll, PortalServer, Visitor } from './portal.ts'

const cell = (email: boolean) => ({ email, sms: false, push: false })

const settings = (): NotificationSettings => ({
	settings: {
		...{ service: cell(true), reminders: cell(true), recalls: cell(true) },
		...{ followUps: cell(true), marketing: cell(false) },
	},
	available: ['email'],
	fixed: [{ kind: 'service', channel: 'email', why: 'We write whenever a visit changes.' }],
	marketingWording: 'I would like news from Harbour Lane Vets.',
})

const outlook = (of: Partial<ErasureOutlook> = {}): ErasureOutlook =>
	({
		...{ scope: 'client', onHold: false, askedAt: null },
		upcomingVisits: [
			{
				...{ id: id(601), reference: 'HLV7Q601', status: 'confirmed' },
				...{ start: '2026-11-05T10:40:00+00:00', pets: [{ id: id(711), name: 'Biscuit' }] },
			},
		],
		...of,
	}) as ErasureOutlook

class RightsServer extends PortalServer {
	constructor(of: Partial<ErasureOutlook> = {}) {
		super()
		this.on('GET /api/customer/notification-settings', () => ok(settings()))
		this.on('PUT /api/customer/notification-settings', ({ body }) =>
			ok({ ...settings(), settings: (body as { settings: object }).settings }),
		)
		this.on('GET /api/customer/erasure', () => ok(outlook(of)))
	}
}

const open = (view: string, server = new RightsServer()) =>
	new Visitor(server, { history: 'on' }).opened(`#vetslot/${view}`)

const erasures = (visitor: Visitor) => visitor.server.calls('POST /api/customer/erasure')

describe('what owners hear from the clinic', () => {
	afterEach(leaveAll)

	it('is a table of kinds and channels that says what can not be had or switched off', async () => {
		const visitor = await open('notifications')
		await visitor.sees('Always on')
		await visitor.sees('Nothing is sent by text and push for now.')
		await visitor.sees('We write whenever a visit changes.')
		const boxes = visitor.all<HTMLInputElement>('input[type=checkbox]')
		assert.equal(
			boxes.map(({ id, checked }) => `${id} ${checked}`),
			[
				'reminders-email true',
				'recalls-email true',
				'followUps-email true',
				'marketing-email false',
			],
		)
	})

	it('is saved whole, with the wording that somebody agrees to', async () => {
		const visitor = await open('notifications')
		const marketing = await until('the box', () => visitor.all('#marketing-email')[0])
		marketing.click()
		;(await until('the button', () => visitor.find('Save'))).click()
		await visitor.sees('Saved')
		const [call] = visitor.server.calls('PUT /api/customer/notification-settings')
		assert.ok(call)
		const { settings: kept, marketingWording } = call.body as unknown as NotificationSettings
		assert.equal(kept.marketing, { email: true, sms: false, push: false })
		assert.is(marketingWording, 'I would like news from Harbour Lane Vets.')
	})

	it('keeps what was ticked when saving fails, and says why', async () => {
		const visitor = await open('notifications')
		visitor.server.on('PUT /api/customer/notification-settings', () =>
			problem(500, 'internal_error'),
		)
		const recalls = await until('the box', () => visitor.all<HTMLInputElement>('#recalls-email')[0])
		recalls.click()
		;(await until('the button', () => visitor.find('Save'))).click()
		await until('trouble', () => visitor.all('[role=alert]').length > 0)
		assert.is(recalls.checked, false)
	})
})

describe('somebody’s own data', () => {
	afterEach(leaveAll)

	it('asks for a new sign-in where the last one was a while ago', async () => {
		const visitor = await open('your-data')
		visitor.server.on('POST /api/customer/data-exports', () =>
			problem(403, 'fresh_sign_in_required'),
		)
		;(await until('the button', () => visitor.find('Download your data'))).click()
		await visitor.sees('please sign in again')
		assert.ok(visitor.find('Sign in again'))
	})

	it('says what goes and what stays before it is deleted, and asks once more', async () => {
		const visitor = await open('your-data')
		await visitor.sees('medical records stay with the clinic')
		await visitor.sees('Thu 5 Nov, 10:40: Biscuit')
		visitor.server.on('POST /api/customer/erasure', () =>
			ok({ status: 'erased', scope: 'client', cancelledVisits: 0 }),
		)
		;(await until('the choice', () => visitor.find('Keep them'))).click()
		await visitor.sees('the clinic cannot reach you')
		;(await until('the button', () => visitor.find('Delete account and data'))).click()
		;(await until('the question', () => visitor.find('Keep my account'))).click()
		assert.equal(erasures(visitor), [])
		;(await until('the button', () => visitor.find('Delete account and data'))).click()
		;(await until('the question', () => visitor.find('Yes, delete everything'))).click()
		await until('the call', () => erasures(visitor).length > 0)
		assert.equal(erasures(visitor)[0]?.body, { upcomingVisits: 'keep' })
		await until('the way in', () => visitor.element.view?.route.view !== 'your-data')
	})

	it('waits with a word for what the clinic has to keep', async () => {
		const visitor = await open('your-data', new RightsServer({ onHold: true }))
		await visitor.sees('has to keep your data for now')
		visitor.leave()
		const asked = new RightsServer({ onHold: true, askedAt: '2026-11-03T11:56:00+00:00' })
		const again = await open('your-data', asked)
		await again.sees('You have asked for it')
		assert.not.ok(again.find('Delete account and data'))
	})
})

describe('these views', () => {
	afterEach(leaveAll)

	it('are clean for axe, and fit a small phone, in light and dark', async () => {
		await setViewport({ width: 320, height: 700 })
		for (const colorScheme of ['light', 'dark'] as const) {
			await emulateMedia({ colorScheme })
			for (const [view, text] of [
				['notifications', 'News and offers'],
				['your-data', 'Your visits ahead'],
			] as const) {
				const visitor = await open(view)
				await visitor.sees(text)
				assert.equal(await violations(visitor.element), [], view)
				assert.ok(document.documentElement.scrollWidth <= 320, view)
				visitor.leave()
			}
		}
		await emulateMedia({ colorScheme: 'light' })
		await setViewport({ width: 800, height: 600 })
	})
})

describe('what was learned from somebody’s visits', () => {
	afterEach(leaveAll)

	const learned = {
		...{ visits: 6, times: [{ from: '10:00', to: '12:00' }], weekdays: [1, 3] },
		...{ veterinarianIds: [vets.lind, id(999)], appointmentTypeIds: [], leadHours: 80 },
		...{ cancelled: 0, missed: 0, moved: 16.67 },
	}
	const path = '/api/customer/booking-preferences'
	const habits = (of: object) => {
		const server = new RightsServer()
		server.on(`GET ${path}`, () => ok(of))
		server.on(`PUT ${path}`, ({ body }) => ok({ ...body, learned: null }))
		return server
	}
	const clean = async ({ element }: Visitor) => assert.equal(await violations(element), [])

	it('is told in words, without whoever has left the clinic, and forgotten on one press', async () => {
		const visitor = await open('habits', habits({ isLearning: true, learned }))
		await visitor.sees('Dr Lind')
		await visitor.sees('Tuesday and Thursday')
		await visitor.sees('10:00 to 12:00')
		await visitor.sees('Learned from 6 visits')
		await clean(visitor)
		await visitor.press('Forget this')
		await visitor.sees('Nothing yet. It takes two visits alike.')
		assert.equal(visitor.server.calls(`PUT ${path}`)[0]?.body, { isLearning: true })
		assert.not.ok(visitor.find('Forget this'))
		await until('the title has the focus', () => visitor.focused?.id === 'title')
	})

	it('can be stopped, and begun again', async () => {
		const visitor = await open('habits', habits({ isLearning: true, learned }))
		await visitor.press('Stop learning')
		await visitor.sees('Nothing is learned from your visits')
		await clean(visitor)
		await visitor.press('Learn from later visits')
		await visitor.sees('Nothing yet')
		const bodies = visitor.server.calls(`PUT ${path}`).map(({ body }) => body)
		assert.equal(bodies, [{ isLearning: false }, { isLearning: true }])
	})

	it('stays where forgetting fails, and says why', async () => {
		const server = habits({ isLearning: true, learned })
		server.on(`PUT ${path}`, () => problem(500, 'internal_error'))
		const visitor = await open('habits', server)
		await visitor.press('Forget this')
		await until('trouble', () => visitor.all('[role=alert]').length > 0)
		await visitor.sees('Dr Lind')
	})
})
