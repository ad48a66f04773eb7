import { VetslotError } from '@vetslot/sdk/staff'
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { ConsoleView } from '../../../widget/clinic/console-view.ts'
import { PeopleView } from '../../../widget/clinic/people/people-view.ts'
import { QueuesView } from '../../../widget/clinic/queues/queues-view.ts'
import { TriageView } from '../../../widget/clinic/triage/triage-view.ts'
import { pageViolations } from '../axe.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { all, type Fake, press, settle, show, text, type } from './hours-desk.ts'
import { call, peopleDesk, pet, question, reroute } from './people-desk.ts'

const sent = ({ asked }: Fake, name: string) => asked.filter(([call]) => call === name)
const does = async (name: string) => {
	press(name)
	await settle()
}

describe('people, queues and questions in the console', () => {
	let fake: Fake
	beforeEach(() => {
		fake = peopleDesk()
	})
	afterEach(async () => {
		document.body.replaceChildren()
		await emulateMedia({ colorScheme: 'light' })
	})

	const scenes: Record<string, [ConsoleClass, string[], ...string[]]> = {
		'the newest clients': [PeopleView, []],
		'a client': [PeopleView, ['client', 'c1']],
		'the form of a client': [PeopleView, ['client', 'c1'], 'Change details'],
		'a new client': [PeopleView, [], 'New client'],
		'a pet': [PeopleView, ['pet', 'p1']],
		'the form of a pet': [PeopleView, ['pet', 'p1'], 'Change details'],
		'a new alert': [PeopleView, ['pet', 'p1'], 'Add an alert'],
		'a death': [PeopleView, ['pet', 'p1'], 'Record a death'],
		'a new record': [PeopleView, ['pet', 'p1'], 'Write a record'],
		'a corrected record': [PeopleView, ['pet', 'p1'], 'Correct'],
		'a withdrawn record': [PeopleView, ['pet', 'p1'], 'Withdraw'],
		requests: [QueuesView, ['requests']],
		'a declined request': [QueuesView, ['requests'], 'Decline'],
		matches: [QueuesView, ['matches']],
		calls: [QueuesView, ['callbacks']],
		'a call that is done': [QueuesView, ['callbacks'], 'Done'],
		'the pet of a call': [QueuesView, ['callbacks'], 'Which pet is it?'],
		questions: [TriageView, []],
		'a reworded question': [TriageView, [], 'Reword'],
	}
	for (const [name, [View, path, ...presses]] of Object.entries(scenes))
		for (const [mode, width] of [
			['light', 1280],
			['dark', 375],
		] as const)
			it(`${name}: no accessibility violation, ${mode} at ${width} px`, async () => {
				await setViewport({ width, height: 900 })
				await emulateMedia({ reducedMotion: 'reduce', colorScheme: mode })
				await show(new View(), fake, path)
				for (const step of presses) await does(step)
				assert.equal(await pageViolations(), [])
			})

	it('finds while somebody types, one question for several keys', async () => {
		const view = new PeopleView()
		await show(view, fake, [])
		const went: unknown[] = []
		Object.assign(fake.desk, { go: (to: unknown) => went.push(to) })
		for (const q of ['o', 'ot', 'ott']) type('q', q)
		await settle(200)
		assert.equal(went, [{ view: 'people', path: [], query: { q: 'ott' } }])
		await reroute(view, [], { q: 'ott' })
		assert.is(sent(fake, 'search')[0]?.[1], 'ott')
		assert.ok(fake.told.includes('3 found'))
		for (const word of ['Ann Otter', '020 7946 0142', 'Biscuit', 'Check-up'])
			assert.match(text(), word)
	})

	it('adds a client with a pet, and goes to the page', async () => {
		await show(new PeopleView(), fake, [])
		await does('New client')
		type('field-name', 'Bo Brook')
		type('field-phone', '020 7946 0999')
		type('field-pets-0-name', 'Plum')
		await does('Save')
		const [[, body]] = sent(fake, 'clients.create') as [[string, Record<string, unknown>]]
		assert.equal(body.pets, [{ name: 'Plum', species: 'dog' }])
		assert.equal([body.name, body.phone, body.email], ['Bo Brook', '020 7946 0999', undefined])
	})

	it('shows a doubt about a weight at its field, and takes it once it is confirmed', async () => {
		fake.answers['pets.writeRecord'] = (_: never, body: { content: { confirmed?: boolean } }) => {
			if (body.content.confirmed) return { records: [] }
			const issue = { path: 'content.value', in: 'body', code: 'unlikely_weight' } as const
			const issues = [{ ...issue, message: 'It weighed 12 kg. Right?' }]
			throw new VetslotError({ code: 'invalid_request', status: 400, message: 'x', issues })
		}
		await show(new PeopleView(), fake, ['pet', 'p1'])
		await does('Write a record')
		type('field-kind', 'weight')
		await settle()
		type('field-content-value', '124,5')
		await does('Save')
		assert.match(text(), 'It weighed 12 kg. Right?')
		const [tick] = all<HTMLInputElement>('#confirmed')
		tick!.click()
		await does('Save')
		const [, second] = sent(fake, 'pets.writeRecord') as [unknown, [string, string, Body]]
		assert.equal(second[2].content, { kind: 'weight', value: 124.5, unit: 'kg', confirmed: true })
		assert.is(all('[role=dialog]').length, 0)
	})

	it('corrects a record with its version and a reason, and shows what it said before', async () => {
		await show(new PeopleView(), fake, ['pet', 'p1'])
		assert.match(text(), '1 earlier version')
		assert.match(text(), 'Left ear')
		await does('Correct')
		type('field-content-summary', 'Both ears')
		type('field-reason', 'Looked again')
		await does('Save')
		const [[, id, body]] = sent(fake, 'records.correct') as [[string, string, Body]]
		assert.equal([id, body.version, body.reason], ['r1', 2, 'Looked again'])
		assert.equal(body.content, { kind: 'visit', summary: 'Both ears' })
	})

	it('lets reception read records, and gives nothing to write with', async () => {
		fake = peopleDesk(['receptionist'])
		await show(new PeopleView(), fake, ['pet', 'p1'])
		assert.match(text(), 'Right ear')
		for (const name of ['Write a record', 'Correct', 'Withdraw', 'Release']) {
			assert.throws(() => press(name), /Nothing is called/)
		}
	})

	it('records a death, and says that nobody is reminded any more', async () => {
		await show(new PeopleView(), fake, ['pet', 'p1'])
		await does('Record a death')
		const [, confirm] = all('button').filter((one) => one.textContent?.includes('Record a death'))
		confirm!.click()
		await settle()
		assert.is(sent(fake, 'pets.markDeceased')[0]?.[1], pet.id)
		assert.match(text(), 'Nobody is reminded of anything about this pet.')
	})

	it('asks the clinic to confirm what an owner says has become of a pet', async () => {
		const report = { kind: 'deceased', on: '2026-11-01', at: '2026-11-01T10:00:00Z' }
		fake.answers['pets.read'] = () => ({ ...pet, status: 'deceased', report })
		await show(new PeopleView(), fake, ['pet', 'p1'])
		assert.match(text(), 'The owner has told us that Biscuit has died.')
		assert.equal(await pageViolations(), [])
		await does('Confirm')
		assert.is(sent(fake, 'pets.markDeceased')[0]?.[1], pet.id)
		assert.not.match(text(), 'has told us')
	})

	it('tells who was second, and reads the list again', async () => {
		fake.answers['matches.create'] = () => {
			const message = 'Somebody has settled this match already.'
			throw new VetslotError({ code: 'match_settled', status: 409, message })
		}
		await show(new QueuesView(), fake, ['matches'])
		await does('It’s somebody new')
		assert.ok(fake.told.includes('Somebody has settled this match already.'))
		assert.is(sent(fake, 'matches.list').length, 2)
	})

	it('takes a call before its number is dialled, and says nothing of why', async () => {
		await show(new QueuesView(), fake, ['callbacks'])
		assert.match(text(), 'Quiet call')
		assert.not.match(text(), /goodbye|end of life|put to sleep/i)
		assert.throws(() => press('Call +44'), /Nothing is called/)
		const mine = { ...call, claimedBy: { id: 'w1', name: 'Dr Lind' } }
		fake.answers['callbacks.list'] = () => ({ callbacks: [mine] })
		await does('I’ll call')
		assert.is(sent(fake, 'callbacks.claim')[0]?.[1], 'k1')
		const [link] = all<HTMLAnchorElement>('a.button')
		assert.is(link?.getAttribute('href'), 'tel:+447700900111')
		assert.match(link?.textContent ?? '', 'Call 07700 900111')
	})

	it('says which pet a call is about', async () => {
		await show(new QueuesView(), fake, ['callbacks'])
		await does('Which pet is it?')
		assert.is(sent(fake, 'search')[0]?.[1], 'Moss')
		assert.match(text(), 'nobody is reminded of anything about it')
		await does('It’s this one')
		assert.equal(sent(fake, 'callbacks.link')[0]?.slice(1), ['k1', { petId: 'p1', clientId: 'c1' }])
	})

	it('accepts a request, and tells that its answer is overdue', async () => {
		await show(new QueuesView(), fake, ['requests'])
		assert.match(text(), 'Answer is overdue since')
		await does('Accept')
		assert.is(sent(fake, 'appointments.confirm')[0]?.[1], 'v1')
	})

	it('lets vets approve the words that they read, and nobody else', async () => {
		await show(new TriageView(), fake, [])
		await does('Approve')
		const [[, id, body]] = sent(fake, 'triage.approve') as [[string, string, unknown]]
		const { text: words, level, species, emphasis } = question
		assert.equal([id, body], ['q1', { words: { text: words, level, species, emphasis } }])
		fake = peopleDesk(['admin'])
		await show(new TriageView(), fake, [])
		assert.throws(() => press('Approve'), /Nothing is called/)
		await does('Move “Struggling to breathe” down')
		assert.equal(sent(fake, 'triage.order')[0]?.[1], { ids: ['q2', 'q1'] })
	})
})

type ConsoleClass = new () => ConsoleView
interface Body {
	content: unknown
	version: number
	reason: string
}
