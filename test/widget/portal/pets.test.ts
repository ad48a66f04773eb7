import { emulateMedia, setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import '../../../widget/portal/pets/pets-view.ts'
import { type Paper, printPaper } from '../../../widget/portal/pets/paper.ts'
import { placesOf } from '../../../widget/portal/pets/weight-plot.ts'
import { violations } from '../axe.ts'
import { afterEach, beforeEach, describe, it } from '../mocha.ts'
import { until } from '../visit/owner.ts'
import { biscuit, biscuitId, PetsServer } from './pets-clinic.ts'
import { leaveAll, Visitor } from './portal.ts'

const own = (part = '') => `#vetslot/pets/${biscuitId}${part}`

describe('an owner’s pets in the portal', () => {
	let server: PetsServer
	beforeEach(() => {
		server = new PetsServer()
	})
	afterEach(async () => {
		leaveAll()
		await emulateMedia({ colorScheme: 'light' })
	})

	const open = async (hash: string) => {
		const visitor = new Visitor(server, { history: 'on' })
		await visitor.opened(hash)
		return visitor
	}

	const scenes: Record<string, [hash: string, sees: string]> = {
		'all pets': ['#vetslot/pets', 'Mo'],
		'a new pet': ['#vetslot/pets/new', 'Microchip'],
		'a pet': [own(), 'Kennel cough'],
		'a pet that is changed': [own('/edit'), 'Insured until'],
		'its history': [own('/history'), 'Batch A12'],
		'who shares it': [own('/sharing'), 'Kim Reed'],
	}
	for (const [name, [hash, sees]] of Object.entries(scenes)) {
		it(`shows ${name} to everybody, light and dark, narrow and wide`, async () => {
			for (const [colorScheme, width] of [
				['light', 320],
				['dark', 1000],
			] as const) {
				await setViewport({ width, height: 800 })
				await emulateMedia({ colorScheme })
				const visitor = await open(hash)
				await visitor.sees(sees)
				assert.equal(await violations(), [], `${colorScheme} ${width}`)
				const { scrollWidth, clientWidth } = document.documentElement
				assert.ok(scrollWidth <= clientWidth, `${scrollWidth} of ${clientWidth}`)
				leaveAll()
			}
		})
	}

	it('calls an age a guess where the day of birth is one, as the first view does', async () => {
		const visitor = await open('#vetslot/pets')
		await visitor.sees(/Border terrier, about \d+ years, 8\.2 kg/)
	})

	it('asks whom there is nobody of to add somebody', async () => {
		server.pets = []
		const visitor = await open('#vetslot/pets')
		await visitor.sees('Add your first pet. Then booking takes under a minute.')
		await visitor.press('Add a pet')
		await visitor.sees('Microchip')
		await visitor.fill('Name', 'Bo')
		await visitor.press('Save')
		await visitor.sees('Choose what animal it is')
		assert.is(visitor.focused?.id, 'field-species')
		assert.is(server.calls('POST /api/customer/pets').length, 0)
		await visitor.fill('Species', 'dog')
		await visitor.press('Save')
		const [call] = await until('the call', () => {
			const calls = server.calls('POST /api/customer/pets')
			return calls.length ? calls : undefined
		})
		const { name, species, weightKg } = (call?.body ?? {}) as Record<string, unknown>
		assert.equal([name, species, weightKg], ['Bo', 'dog', undefined])
		await visitor.sees('Kennel cough')
	})

	it('asks before what was typed about a pet is lost, and not once it is saved', async () => {
		const visitor = await open('#vetslot/pets/new')
		await visitor.fill('Name', 'Bo')
		await visitor.press('Back')
		await visitor.sees('Leave without saving?')
		await visitor.press('Keep going')
		assert.is(visitor.find('Name', 'input')?.getAttribute('id'), 'field-name')
		await visitor.fill('Species', 'cat')
		await visitor.press('Save')
		await visitor.sees('Kennel cough')
	})

	it('asks before the browser’s own way back loses it, and goes on where it was left', async () => {
		const visitor = await open('#vetslot/pets')
		await visitor.press('Add a pet')
		await visitor.fill('Name', 'Bo')
		const { length } = history
		for (let times = 0; times < 2; times++) {
			history.back()
			await visitor.sees('Leave without saving?')
			await until('the address again', () => location.hash === '#vetslot/pets/new')
			await visitor.press('Keep going')
		}
		const field = visitor.find('Name', 'input') as HTMLInputElement
		assert.equal([field.id, field.value, history.length], ['field-name', 'Bo', length])
		history.back()
		await visitor.sees('Leave without saving?')
		await visitor.press('Leave')
		await until('all pets', () => location.hash === '#vetslot/pets')
		await until('all pets', () => visitor.find('Add a pet'))
		assert.not(visitor.find('Name', 'input'))
	})

	it('lets the browser ask before the page is left with it', async () => {
		const visitor = await open('#vetslot/pets/new')
		const isAsked = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }))
		assert.is(isAsked(), false)
		await visitor.fill('Name', 'Bo')
		assert.is(isAsked(), true)
		visitor.leave()
		assert.is(isAsked(), false)
	})

	it('shows a refusal at its field', async () => {
		const message = 'Must have 15 digits, as on the microchip certificate'
		const issue = { path: 'microchip', in: 'body', code: 'implausible_microchip', message }
		server.fail('POST /api/customer/pets', 400, 'invalid_request', { issues: [issue] })
		const visitor = await open('#vetslot/pets/new')
		await visitor.fill('Name', 'Bo')
		await visitor.fill('Microchip', '123')
		await visitor.fill('Species', 'cat')
		await visitor.press('Save')
		await visitor.sees(message)
		await until('the focus', () => visitor.focused?.id === 'field-microchip')
	})

	it('asks for nothing that the clinic has noted, and sends the version along', async () => {
		const visitor = await open(own('/edit'))
		await visitor.sees('The clinic has noted what can’t be changed here.')
		assert.not(visitor.find('Species', 'select'))
		await visitor.fill('Name', 'Bix')
		await visitor.press('Save')
		const [call] = await until('the call', () => {
			const calls = server.calls(`PATCH /api/customer/pets/${biscuitId}`)
			return calls.length ? calls : undefined
		})
		const body = call?.body as Record<string, unknown>
		assert.equal([body.name, body.version, body.sex], ['Bix', '1', 'female'])
		for (const field of ['species', 'bornOn', 'birthEstimated', 'weightKg']) {
			assert.not.ok(field in body, field)
		}
	})

	it('says in words and as a table what the plot of its weight shows', async () => {
		const visitor = await open(own())
		await visitor.sees('As a table')
		const plot = visitor.all('.plot')[0]
		const label = plot?.getAttribute('aria-label') ?? ''
		assert.match(label, 'From 7.5 kg on 1 Jan 2026 to 8.2 kg on 1 Oct 2026')
		assert.match(label, 'Lowest 7.5 kg, highest 8.4 kg')
		// Words in a picture that shrinks with the page could not be read on a phone.
		assert.equal(
			visitor.all('.plot span').map((each) => each.textContent),
			[...['8.4 kg', '7.5 kg', '1 Jan 2026', '1 Oct 2026']],
		)
		assert.not(visitor.all('.plot text').length)
		const cells = visitor.all('td').map((cell) => cell.textContent)
		assert.equal(cells.slice(0, 2), ['1 Oct 2026', '8.2 kg'])
	})

	it('draws time to scale, and a weight that stays in the middle', () => {
		const [a, b, c] = placesOf([
			{ on: '2026-01-01', kilograms: 10 },
			{ on: '2026-01-02', kilograms: 12 },
			{ on: '2026-01-11', kilograms: 11 },
		])
		assert.equal([a?.y, b?.y, c?.y], [104, 0, 52])
		assert.is(Math.round(((c?.x ?? 0) - (a?.x ?? 0)) / ((b?.x ?? 0) - (a?.x ?? 0))), 10)
		const flat = placesOf([
			{ on: '2026-01-01', kilograms: 4 },
			{ on: '2026-02-01', kilograms: 4 },
		])
		assert.equal(
			flat.map(({ y }) => y),
			[52, 52],
		)
	})

	it('says when something is due as the first view does', async () => {
		server.due[0] = { ...server.due[0]!, dueOn: '2026-11-21', days: 18, overdue: false }
		const visitor = await open(own())
		await visitor.sees('Due 21 Nov, in 18 days')
	})

	it('books what is due for the pet and the kind of visit', async () => {
		const visitor = await open(own())
		await visitor.press('Book: Kennel cough')
		await until('the booking', () => location.hash.includes('type='))
		assert.match(location.hash, `pet=${biscuitId}`)
	})

	it('takes a death gently, after a question, and lets it be taken back', async () => {
		const visitor = await open(own())
		await visitor.press('Biscuit has died')
		await visitor.sees('We stop every message about Biscuit at once.')
		await visitor.press('Yes, Biscuit has died')
		await visitor.sees('We are sorry about Biscuit.')
		assert.not(visitor.find('Book a visit', '.button.primary'))
		assert.equal(await violations(), [])
		const path = `PUT /api/customer/pets/${biscuitId}/status`
		assert.equal(
			server.calls(path).map(({ body }) => body),
			[{ status: 'deceased' }],
		)
		server.on(path, () => ({ status: 200, body: biscuit }))
		await visitor.press('That was a mistake')
		await visitor.sees('Kennel cough')
		assert.equal(server.calls(path).at(-1)?.body, { status: 'active' })
	})

	it('removes what an owner says, and not what the clinic does', async () => {
		const visitor = await open(own())
		await visitor.sees('Allergy: Penicillin')
		assert.not(visitor.find('Remove “Allergy: Penicillin”'))
		await visitor.press('Remove “Nervous: Of scales”')
		await visitor.sees('Is there anything we should know before we meet?')
	})

	it('filters the history, and asks once for several keys', async () => {
		const visitor = await open(own('/history'))
		await visitor.sees('Batch A12')
		for (const typed of ['c', 'ca', 'can']) await visitor.fill('Find words', typed)
		await visitor.fill('Show', 'vaccination')
		const path = `GET /api/customer/pets/${biscuitId}/medical-history`
		const asked = await until('the second question', () => {
			const calls = server.calls(path)
			return calls.length > 1 ? calls : undefined
		})
		assert.equal(
			asked.slice(1).map(({ query }) => query.toString()),
			['kind=vaccination&q=can&key=pk_test'],
		)
	})

	it('opens a document where its entry stands', async () => {
		const visitor = await open(own('/history'))
		await visitor.sees('By Dr Lind')
		await visitor.press('Download Discharge note')
		const { length } = await until('the call', () => {
			const calls = server.calls('/files/01900000-0000-7000-8000-000000000901')
			return calls.length ? calls : undefined
		})
		assert.is(length, 1)
	})

	it('writes a clean page for the printer: whose it is, which clinic, which day', () => {
		const paper: Paper = {
			title: 'Medical history of Biscuit',
			head: ['Biscuit, Border terrier', 'Harbour Lane Vets, 1 Harbour Lane', 'Printed 5 Nov 2026'],
			parts: [{ title: '1 Oct 2026. Visit', lines: ['<b>All</b> well'] }],
		}
		const before = document.querySelectorAll('iframe').length
		let text = ''
		let size = ''
		printPaper(paper, (page) => {
			text = page.document.body.innerHTML
			size = page.getComputedStyle(page.document.body).color
			page.dispatchEvent(new Event('afterprint'))
		})
		assert.match(text, '<h1>Medical history of Biscuit</h1>')
		assert.match(text, '<p>Printed 5 Nov 2026</p>')
		assert.match(text, '&lt;b&gt;All&lt;/b&gt; well')
		assert.is(size, 'rgb(0, 0, 0)')
		assert.is(document.querySelectorAll('iframe').length, before)
	})

	it('invites, takes back and removes', async () => {
		const visitor = await open(own('/sharing'))
		await visitor.fill('Email address', 'kim@example.com')
		await visitor.press('Send the invitation')
		await visitor.sees('The invitation is on its way')
		const path = `POST /api/customer/pets/${biscuitId}/invitations`
		assert.equal(server.calls(path)[0]?.body, { email: 'kim@example.com' })
		await visitor.press('Take back the invitation to jo@example.com')
		await visitor.sees('Taken back')
		await visitor.sees('Shares Biscuit since 5 Oct 2026')
		await visitor.press('Stop sharing with Kim Reed')
		await visitor.sees('They see nothing of Biscuit any more, at once.')
		const dialog = visitor.all('dialog#question')[0]
		assert.is(dialog?.querySelector('h2')?.textContent, 'Stop sharing Biscuit with Kim Reed?')
		const more = dialog?.querySelector(`#${dialog.getAttribute('aria-describedby')}`)
		assert.match(more?.textContent ?? '', /^They see nothing/)
		assert.equal(await violations(), [])
		await visitor.press('Stop sharing')
		await until(
			'the call',
			() => server.calls(`${biscuitId}/owners/01900000-0000-7000-8000-000000000802`).length,
		)
	})

	it('shows an invitation before it is accepted, by a press', async () => {
		const token = `${'a'.repeat(43)}.${'b'.repeat(43)}`
		const visitor = await open(`#share=${token}`)
		await visitor.sees('Kim Reed would like to share Biscuit with you')
		assert.not.match(location.href, token)
		assert.equal(await violations(), [])
		assert.is(server.calls('/invitations/accept').length, 0)
		await visitor.press('Accept')
		await visitor.sees('Kennel cough')
		assert.equal(server.calls('/invitations/accept')[0]?.body, { token })
	})

	it('says that an invitation is over', async () => {
		server.fail('POST /api/customer/invitations/read', 410, 'link_ended')
		const visitor = await open(`#share=${'a'.repeat(43)}.${'b'.repeat(43)}`)
		await visitor.sees('This invitation has been used or is over.')
		assert.equal(await violations(), [])
		await visitor.press('To your pets')
		await until('being home', () => visitor.element.route.view === 'home')
	})
})
