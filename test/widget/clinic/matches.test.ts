import type { Match } from '@vetslot/sdk/staff'
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { compare } from '../../../widget/clinic/queues/compare.ts'
import { QueuesView } from '../../../widget/clinic/queues/queues-view.ts'
import { violations } from '../axe.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { all, type Fake, press, settle, show, text, type } from './hours-desk.ts'
import { match, peopleDesk, undo } from './people-desk.ts'

const sent = ({ asked }: Fake, name: string) =>
	asked.filter(([call]) => call === name).map(([, ...values]) => values)
const does = async (name: string) => {
	press(name)
	await settle()
}
const [candidate] = match.candidates
const account = {
	...{ email: 'ann@owner.example', phone: null, registeredAt: '2026-11-02T10:00:00Z' },
}

describe('who a guest may be', () => {
	let fake: Fake
	const open = async (of: object = {}) => {
		fake.answers['matches.list'] = () => ({ matches: [{ ...match, ...of }] })
		await show(new QueuesView(), fake, ['matches'])
	}
	const confirm = async () => {
		all('button[type=submit]').at(-1)!.click()
		await settle()
	}
	beforeEach(() => {
		fake = peopleDesk()
	})
	afterEach(async () => {
		document.body.replaceChildren()
		await emulateMedia({ colorScheme: 'light' })
	})

	it('says what agrees and what does not, and what was proved', async () => {
		await open({ account })
		for (const words of [
			'Registered 2 Nov 2026. Has proved ann@owner.example.',
			'Name differs: Ann Oter there, Ann Otter here',
			'Email agrees: ann@owner.example (proved)',
			'Phone agrees: 020 7946 0142',
			'Biscuit: same name, same kind of animal',
		])
			assert.match(text(), words)
		assert.equal(await violations(), [])
	})

	it('goes by what was proved, not by what was typed', () => {
		const of = { ...match, account: { ...account, email: 'x@owner.example' } } as Match
		const typed = { ...of.candidates[0]!, reasons: ['phone' as const] }
		const [name, email, phone] = compare(of, typed)
		assert.equal([name?.is, email?.is, phone?.is], ['different', 'different', 'same'])
		const unknown = compare(
			{ ...of, client: { ...of.client, phone: null } },
			{ ...typed, reasons: [] },
		)
		assert.is(unknown[2]?.is, 'unknown')
	})

	it('lists what would be merged, and does nothing before that is confirmed', async () => {
		await open()
		await does('Same person')
		assert.match(text(), 'Biscuit and Biscuit become one animal, with the records of both.')
		assert.is(sent(fake, 'matches.link').length, 0)
		assert.equal(await violations(), [])
		type('pet-p1', 'new')
		await settle()
		assert.match(text(), 'Biscuit stays an animal of its own.')
		await confirm()
		const [[id, body] = []] = sent(fake, 'matches.link')
		assert.is(id, 'g1')
		assert.equal(body, { intoClientId: 'c1', pets: [{ petId: 'p1', intoPetId: null }] })
		await undo()
		assert.equal(sent(fake, 'matches.undo'), [['g1']])
	})

	it('proposes no merge of animals of one name that were born at other times', async () => {
		const doubt = { petId: 'p1', because: 'birth' }
		await open({ candidates: [{ ...candidate, pets: [{ petId: 'p1', intoPetId: null, doubt }] }] })
		assert.match(text(), 'Biscuit: same name and kind, but born at another time')
		await does('Same person')
		assert.match(text(), 'Biscuit stays an animal of its own.')
		await confirm()
		const [[, body] = []] = sent(fake, 'matches.link')
		assert.equal(body, { intoClientId: 'c1', pets: [{ petId: 'p1', intoPetId: null }] })
	})

	it('takes somebody off the list, and remembers that their contact is shared', async () => {
		await open()
		await does('Not the same')
		all<HTMLInputElement>('#shared')[0]!.click()
		assert.equal(await violations(), [])
		await confirm()
		assert.equal(sent(fake, 'clients.change'), [['c1', { contactIsShared: true }]])
		assert.equal(sent(fake, 'matches.deny'), [['g1', 'c1']])
		await undo()
		assert.equal(sent(fake, 'matches.proposeAgain'), [['g1', 'c1']])
	})

	it('leaves contacts alone unless that is ticked, and asks only where one agrees', async () => {
		await open({ candidates: [{ ...candidate, reasons: ['name'] }] })
		await does('Not the same')
		assert.is(all('#shared').length, 0)
		await confirm()
		assert.is(sent(fake, 'clients.change').length, 0)
	})

	it('is readable on a small phone in the dark', async () => {
		await setViewport({ width: 320, height: 800 })
		await emulateMedia({ colorScheme: 'dark' })
		await open({ account: { ...account, phone: '+442079460142' } })
		assert.equal(await violations(), [])
		const wide = document.documentElement.scrollWidth
		assert.ok(wide <= 320, `${wide} px`)
	})
})
