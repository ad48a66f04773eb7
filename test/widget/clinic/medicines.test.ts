import { VetslotError } from '@vetslot/sdk/staff'
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { start } from '../../../widget/clinic/queues/badges.ts'
import { QueuesView } from '../../../widget/clinic/queues/queues-view.ts'
import { pageViolations } from '../axe.ts'
import { afterEach, describe, it } from '../mocha.ts'
import { all, type Fake, press, settle, show, text, type } from './hours-desk.ts'
import { medicine, peopleDesk } from './people-desk.ts'

const PATH = ['prescriptions']
const approved = {
	...{ ...medicine, status: 'approved', overdue: false, prescription: null },
	answeredBy: { id: 'w1', name: 'Dr Lind' },
}

const sent = ({ asked }: Fake, name: string) => asked.filter(([call]) => call === name)
const does = async (name: string) => {
	press(name)
	await settle()
}

/** The queue as somebody of these roles sees it. */
async function queueOf(roles: string[], requests: object[] = [medicine]): Promise<Fake> {
	const fake = peopleDesk(roles)
	fake.answers['prescriptions.list'] = () => ({ requests, nextCursor: null })
	await show(new QueuesView(), fake, PATH)
	return fake
}

describe('the medicines that owners ask for', () => {
	afterEach(async () => {
		document.body.replaceChildren()
		await emulateMedia({ colorScheme: 'light' })
	})

	for (const [mode, width] of [
		['light', 1280],
		['dark', 320],
	] as const)
		it(`have no accessibility violation, ${mode} at ${width} px, nor has a no`, async () => {
			await setViewport({ width, height: 900 })
			await emulateMedia({ reducedMotion: 'reduce', colorScheme: mode })
			await queueOf(['veterinarian'], [medicine, { ...approved, id: 'm2' }])
			assert.equal(await pageViolations(), [])
			await does('Decline')
			assert.equal(await pageViolations(), [])
		})

	it('are for vets alone to approve or decline', async () => {
		for (const roles of [['nurse', 'receptionist'], ['admin'], ['manager']]) {
			await queueOf(roles)
			assert.match(text(), 'Cimalgex 80 mg, 30 tablets')
			for (const name of ['Approve', 'Decline', 'It’s ready to collect'])
				assert.throws(() => press(name), /Nothing is called/, `${roles} ${name}`)
			document.body.replaceChildren()
		}
	})

	it('tell a vet what a yes or a no hangs on', async () => {
		const fake = await queueOf(['veterinarian'])
		for (const words of ['Unanswered for two days', 'One a day', '1 repeat is left after this one'])
			assert.match(text(), words)
		assert.match(text(), 'Check-up was due by')
		await does('Approve')
		assert.equal(sent(fake, 'prescriptions.approve')[0]?.slice(1), ['m1'])
		assert.ok(fake.told.includes('Approved, Ann Otter is told'))
		await does('Decline')
		type('field-reason', 'We need to see Biscuit first')
		const [button] = all<HTMLButtonElement>('form button.primary')
		button?.click()
		await settle()
		assert.equal(sent(fake, 'prescriptions.decline')[0]?.slice(1), [
			'm1',
			'We need to see Biscuit first',
		])
	})

	it('are handed over by nurses and the desk, and by no administrator', async () => {
		for (const role of ['nurse', 'receptionist', 'veterinarian']) {
			const fake = await queueOf([role], [approved])
			assert.match(text(), 'Approved by Dr Lind')
			await does('It’s on its way')
			assert.equal(sent(fake, 'prescriptions.ready')[0]?.slice(1), ['m1', 'sent'])
			document.body.replaceChildren()
		}
		await queueOf(['admin'], [approved])
		assert.throws(() => press('It’s ready to collect'), /Nothing is called/)
	})

	it('tell who was second, and are read again', async () => {
		const fake = await queueOf(['veterinarian'])
		fake.answers['prescriptions.approve'] = () => {
			const message = 'A vet has declined it already.'
			throw new VetslotError({ code: 'request_settled', status: 409, message })
		}
		await does('Approve')
		assert.ok(fake.told.includes('A vet has declined it already.'))
		assert.is(sent(fake, 'prescriptions.list').length, 2)
	})

	it('go on to what was answered, page by page', async () => {
		const fake = await queueOf(['receptionist'])
		const declined = { ...medicine, status: 'declined', reason: 'Too soon', overdue: false }
		fake.answers['prescriptions.list'] = ({ cursor }: { cursor?: string }) =>
			cursor
				? { requests: [{ ...declined, id: 'm3', reason: 'Too old' }], nextCursor: null }
				: { requests: [declined], nextCursor: 'm1' }
		await does('Answered')
		assert.match(text(), 'Too soon')
		await does('Show more')
		for (const words of ['Too soon', 'Too old']) assert.match(text(), words)
		assert.equal(sent(fake, 'prescriptions.list').at(-1)?.[1], { status: 'done', cursor: 'm1' })
		assert.throws(() => press('Show more'), /Nothing is called/)
	})

	it('count among what waits', async () => {
		const fake = peopleDesk()
		const counts: unknown[] = []
		Object.assign(fake.desk, {
			badge: (...count: unknown[]) => counts.push(count),
			onChange: () => () => {},
		})
		const stop = start(fake.desk)
		await settle()
		stop()
		assert.equal(counts, [['queues', 4]])
	})
})
