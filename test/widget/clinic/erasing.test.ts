import { VetslotError } from '@vetslot/sdk/staff'
import * as assert from 'uvu/assert'
import { PeopleView } from '../../../widget/clinic/people/people-view.ts'
import { violations } from '../axe.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { all, type Fake, press, settle, show, text, type } from './hours-desk.ts'
import { agree, client, peopleDesk } from './people-desk.ts'

const sent = ({ asked }: Fake, name: string) => asked.filter(([call]) => call === name)
const does = async (name: string) => {
	press(name)
	await settle()
}
const held = {
	...client,
	legalHold: { since: '2026-11-02T10:00:00Z', reason: 'A claim about March.' },
}
const ahead = { ...client.visits[0], start: '2099-01-05T10:00:00Z' }

describe('keeping and erasing a client in the console', () => {
	let fake: Fake
	const went: unknown[] = []
	const open = async (of: object = client, roles = ['admin']) => {
		fake = peopleDesk(roles)
		fake.answers['clients.read'] = () => of
		went.length = 0
		Object.assign(fake.desk, { go: (to: unknown) => went.push(to) })
		await show(new PeopleView(), fake, ['client', 'c1'])
	}
	beforeEach(() => agree(true))
	afterEach(() => document.body.replaceChildren())

	it('is for administrators, while everyone sees a hold', async () => {
		await open(held, ['veterinarian', 'receptionist'])
		assert.match(text(), 'Legal hold since 2 Nov 2026.')
		assert.match(text(), 'A claim about March.')
		for (const name of ['Erase this client', 'End the legal hold', 'Legal hold']) {
			assert.throws(() => press(name), /Nothing is called/)
		}
		assert.equal(await violations(), [])
	})

	it('says what goes and what stays before anything is erased', async () => {
		await open({ ...client, visits: [ahead] })
		await does('Erase this client')
		for (const words of [
			'What goes',
			'Biscuit and Mo, with the medical records',
			'1 visit is ahead',
		])
			assert.match(text(), words)
		assert.equal(await violations(), [])
		await does('Don’t erase')
		assert.is(sent(fake, 'clients.erase').length, 0)
		assert.is(all('[role=dialog]').length, 0)
	})

	it('keeps visits ahead when that is chosen, and says when it is done', async () => {
		await open({ ...client, visits: [ahead] })
		await does('Erase this client')
		await does('Keep it')
		await does('Erase for good')
		const [[, id, body]] = sent(fake, 'clients.erase') as unknown as [unknown[]]
		assert.equal([id, body], ['c1', { upcomingVisits: 'keep' }])
		assert.equal(went, [{ view: 'people', path: [], query: {} }])
		assert.ok(fake.told.includes('The client is erased. 1 visit was cancelled.'))
	})

	it('erases nobody when a colleague has put a hold on them meanwhile', async () => {
		await open()
		fake.answers['clients.erase'] = () => {
			throw new VetslotError({ code: 'legal_hold', status: 409, message: 'End the hold first.' })
		}
		await does('Erase this client')
		await does('Erase for good')
		assert.match(text(), 'End the hold first.')
		assert.equal(went, [])
	})

	it('holds with a reason, and then refuses to erase and says why', async () => {
		await open()
		fake.answers['clients.hold'] = () => held
		await does('Legal hold')
		type('field-reason', 'A claim about March.')
		const submit = all('button[type=submit]')
		submit.at(-1)!.click()
		await settle()
		const [[, id, body]] = sent(fake, 'clients.hold') as unknown as [unknown[]]
		assert.equal([id, body], ['c1', { reason: 'A claim about March.' }])
		assert.match(text(), 'Erasing is refused while the legal hold stands.')
		assert.throws(() => press('Erase this client'), /Nothing is called/)
		assert.equal(await violations(), [])
	})

	it('asks before a hold ends, above all when somebody is erased by that', async () => {
		await open({ ...held, erasureAskedAt: '2026-11-03T10:00:00Z' })
		assert.match(text(), 'An owner asked on 3 Nov 2026 to be erased')
		agree(false)
		await does('End the legal hold')
		assert.is(sent(fake, 'clients.endHold').length, 0)
		assert.match(fake.told.join(), 'is erased at once')
		agree(true)
		fake.answers['clients.endHold'] = () => ({ erased: true, erasedAccounts: 1 })
		await does('End the legal hold')
		assert.equal(went, [{ view: 'people', path: [], query: {} }])
	})

	it('marks a phone or email that several people use', async () => {
		await open()
		await does('Change details')
		all<HTMLInputElement>('#shared-contact')[0]!.click()
		await does('Save')
		const [[, , body]] = sent(fake, 'clients.change') as unknown as [[0, 1, { contactIsShared: 1 }]]
		assert.equal(body.contactIsShared, true)
	})
})
