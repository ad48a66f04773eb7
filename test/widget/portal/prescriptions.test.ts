import '../../../widget/portal/prescriptions/prescriptions-view.ts'
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { OwnPrescriptionRequest, RepeatPrescription } from '../../../sdk/owner.ts'
import { violations } from '../axe.ts'
import { ok, problem } from '../fixture.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { biscuit, HomeServer, mo } from './home.ts'
import { id, leaveAll, Visitor } from './portal.ts'

const request = (of: Partial<OwnPrescriptionRequest> = {}): OwnPrescriptionRequest => ({
	...{ id: id(501), recordId: null, medicine: 'Cimalgex', quantity: null, notes: null },
	...{ status: 'requested', askedAt: '2026-11-01T10:00:00+00:00', answeredAt: null },
	...{ reason: null, handover: null, readyAt: null, withdrawnAt: null, mine: true },
	...{ petId: biscuit.id, petName: 'Biscuit' },
	...of,
})

const repeat = (of: Partial<RepeatPrescription> = {}): RepeatPrescription => ({
	...{ recordId: id(401), product: 'Cimalgex 80 mg', dose: 'One a day', quantity: '30 tablets' },
	...{ prescribedOn: '2026-06-01', repeatsLeft: 2, reviewOn: '2026-12-01', state: 'orderable' },
	...of,
})

const past = repeat({ recordId: id(402), product: 'Metacam', state: 'checkup_needed' })

class Pharmacy extends HomeServer {
	asked = [
		request(),
		request({ id: id(502), status: 'ready', handover: 'collect', medicine: 'Drops' }),
		request({ id: id(503), status: 'declined', reason: 'We need to see Biscuit', mine: false }),
	]
	repeats = [repeat(), past]

	constructor() {
		super()
		const list = 'GET /api/customer/prescription-requests'
		this.on(list, () => ok({ requests: this.asked, nextCursor: null }))
		const pet = `/api/customer/pets/${biscuit.id}`
		this.on(`GET ${pet}`, () => ok(biscuit))
		this.on(`GET ${pet}/repeat-prescriptions`, () => ok({ prescriptions: this.repeats }))
		this.on(`POST ${pet}/prescription-requests`, () => {
			this.repeats = [repeat({ state: 'asked' }), past]
			return { ...ok(request()), status: 201 }
		})
	}
}

const at = (server: Pharmacy, path = '') =>
	new Visitor(server, { history: 'on' }).opened(`#vetslot/prescriptions${path}`)

describe('medicines', () => {
	afterEach(leaveAll)

	it('lists what was asked for, and what came of it', async () => {
		const visitor = await at(new Pharmacy())
		await visitor.sees('Cimalgex, Biscuit')
		await visitor.sees('Waiting for a vet')
		await visitor.sees('Ready to collect')
		await visitor.sees('The vet writes: We need to see Biscuit')
		await visitor.sees('Asked Sun 1 Nov by somebody who shares this pet')
		await visitor.press('Mo')
		await until('Mo', () => location.hash === `#vetslot/prescriptions/${mo.id}`)
	})

	it('orders again what was prescribed, with what the vet should know', async () => {
		const server = new Pharmacy()
		const visitor = await at(server, `/${biscuit.id}`)
		await visitor.sees('2 repeats left, until Tue 1 Dec')
		assert.is(visitor.title, 'Order for Biscuit')
		await visitor.press('Order again: Cimalgex 80 mg')
		await visitor.sees('Please allow 24 to 48 hours')
		await visitor.fill('Anything we should know?', 'By Friday')
		await visitor.press('Send the request')
		await visitor.sees('Your request is with the clinic')
		const [sent] = server.calls('/prescription-requests').filter(({ method }) => method === 'POST')
		const body = { recordId: id(401), quantity: '30 tablets', notes: 'By Friday' }
		assert.equal(sent?.body, body)
		await visitor.sees('Asked already')
	})

	it('opens the form of a medicine that one came for, once', async () => {
		const visitor = await at(new Pharmacy(), `/${biscuit.id}?medicine=CIMALGEX%2080%20mg`)
		await visitor.sees('Please allow 24 to 48 hours')
		await until('the form', () => visitor.find('Send the request'))
		assert.not(visitor.all('input[name=medicine]').length, 'it is chosen')
		assert.is(location.hash, `#vetslot/prescriptions/${biscuit.id}`)
	})

	it('begins with the words for a medicine that can’t be repeated', async () => {
		const server = new Pharmacy()
		const visitor = await at(server, `/${biscuit.id}?medicine=Worming`)
		await visitor.press('Send the request')
		await visitor.sees('Your request is with the clinic')
		const [sent] = server.calls('/prescription-requests').filter(({ method }) => method === 'POST')
		assert.equal(sent?.body, { medicine: 'Worming' })
	})

	it('opens no form of what needs a visit first', async () => {
		const visitor = await at(new Pharmacy(), `/${biscuit.id}?medicine=Metacam`)
		await visitor.sees('A check-up is needed first')
		await until('the address', () => !location.hash.includes('?'))
		assert.not(visitor.find('Send the request'))
	})

	it('knows the name of a pet that is not among the first', async () => {
		const server = new Pharmacy()
		server.household.pets = []
		const visitor = await at(server, `/${biscuit.id}`)
		await until('the title', () => visitor.title === 'Order for Biscuit')
	})

	it('begins with a pet for whom has none', async () => {
		const server = new Pharmacy()
		server.household.pets = []
		server.asked = []
		const visitor = await at(server)
		await visitor.sees('Add your pet first. Then you can order its medicines again here.')
		await visitor.press('Add a pet')
		await until('the form', () => location.hash === '#vetslot/pets/new')
	})

	it('offers a visit where one comes first', async () => {
		const visitor = await at(new Pharmacy(), `/${biscuit.id}`)
		await visitor.sees('A check-up is needed first')
		await visitor.press('Book a check-up: Metacam')
		await until('the booking', () => visitor.element.route.view === 'book')
	})

	it('asks in one’s own words, and says what the server says', async () => {
		const server = new Pharmacy()
		const path = `POST /api/customer/pets/${biscuit.id}/prescription-requests`
		server.on(path, () => problem(409, 'prescription_asked'))
		const visitor = await at(server, `/${biscuit.id}`)
		await visitor.press('Ask for something else')
		await visitor.fill('Which medicine?', 'Flea drops')
		await visitor.press('Send the request')
		await until('the refusal', () => visitor.all('.note.danger').length)
		assert.equal(server.calls(path)[0]?.body, { medicine: 'Flea drops' })
	})

	it('withdraws after a yes, and tells when a vet was first', async () => {
		const server = new Pharmacy()
		let refused = true
		const path = `POST /api/customer/prescription-requests/${id(501)}/withdraw`
		server.on(path, () => {
			if (refused) return problem(409, 'request_settled')
			server.asked = [request({ status: 'withdrawn' })]
			return ok(server.asked[0])
		})
		const visitor = await at(server)
		const withdraw = async () => {
			await visitor.press('Withdraw: Cimalgex, Biscuit')
			await until('the question', () => visitor.find('Keep it'))
			await visitor.press('Withdraw')
		}
		await withdraw()
		await visitor.sees('request_settled')
		refused = false
		const again = () => visitor.find('Withdraw: Cimalgex, Biscuit')
		await until('another try', () => again()?.ariaDisabled === null && !visitor.find('Keep it'))
		await withdraw()
		await visitor.sees('The request is withdrawn')
		await until('no more', () => !visitor.find('Withdraw: Cimalgex, Biscuit'))
	})

	it('has nothing that axe finds, in light and dark, down to 320 px', async () => {
		for (const colorScheme of ['light', 'dark'] as const) {
			await emulateMedia({ colorScheme })
			await setViewport({ width: 320, height: 640 })
			for (const path of ['', `/${biscuit.id}`]) {
				const visitor = await at(new Pharmacy(), path)
				await visitor.sees('Waiting for a vet')
				if (path) await visitor.sees('Metacam')
				assert.equal(await violations(visitor.element), [], `${colorScheme} ${path}`)
				assert.ok(document.documentElement.scrollWidth <= 320, 'nothing sticks out')
				assert.ok(visitor.all('.button.primary').length <= 1)
				visitor.leave()
			}
		}
		await emulateMedia({ colorScheme: 'light' })
		await setViewport({ width: 1000, height: 800 })
	})
})
