import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
// Otherwise the first test would wait for its code.
import '../../../../widget/portal/door/sign-in-view.ts'
import { violations } from '../../axe.ts'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { leaveAll, PortalServer, Visitor } from '../portal.ts'

const LINK = 'reset=AZAAAAAAcACAAAAAAAAAAA.c2lnbmF0dXJl'

describe('owners at the portal’s door', () => {
	let server: PortalServer
	let sam: Visitor

	beforeEach(async () => {
		await setViewport({ width: 360, height: 740 })
		server = new PortalServer()
		server.hasCookie = false
		server.on(`POST /api/customer/sessions/${server.clinic.id}`, () => {
			server.hasCookie = true
			return { ...ok(server.session), status: 201 }
		})
		for (const ask of ['sign-in-codes', 'password-resets'])
			server.on(`POST /api/customer/${ask}`, () => ({ status: 202, body: '' }))
		sam = new Visitor(server)
	})
	afterEach(leaveAll)

	const sent = (call: string) => server.calls(call).at(-1)?.body
	const signIns = () => server.calls(`POST /api/customer/sessions/${server.clinic.id}`)
	const turned = (title: string) => until(title, () => sam.title === title)
	const booking = () => until('the booking', () => sam.element.views.entry?.id === 'book')
	const trouble = () => sam.all('.note.danger')[0]?.textContent ?? ''
	const clean = async () => assert.equal(await violations(sam.element), [])
	async function credentials(): Promise<void> {
		await sam.fill('Email', 'sam@example.com')
		await sam.fill('Password', 'correct horse battery')
	}

	it('asks for what is missing, at its field, before anything is sent', async () => {
		await sam.opened()
		assert.is(sam.title, 'Sign in')
		await clean()
		await sam.press('Sign in')
		await until('the first error', () => sam.focused?.ariaInvalid === 'true')
		await sam.sees('Add your email, like sam@example.com')
		await sam.sees('Enter your password')
		assert.is(sam.focused?.getAttribute('autocomplete'), 'username')
		assert.is(signIns().length, 0)
		await clean()
	})

	it('lets in by email and password, once however often it is pressed', async () => {
		await sam.opened()
		await credentials()
		void sam.press('Sign in')
		await sam.press('Sign in')
		await sam.sees('Hello, Sam')
		assert.is(signIns().length, 1)
		assert.equal(signIns()[0]?.body, {
			email: 'sam@example.com',
			password: 'correct horse battery',
		})
		assert.is(signIns()[0]?.headers.get('vetslot-client'), 'portal')
		assert.is(sam.focused?.id, 'title')
		assert.is(sam.all('vetslot-portal-sign-in').length, 0)
	})

	it('says what does not fit, and how long a lock lasts, and keeps what was typed', async () => {
		server.on(`POST /api/customer/sessions/${server.clinic.id}`, () =>
			problem(401, 'sign_in_refused'),
		)
		await sam.opened()
		await credentials()
		await sam.press('Sign in')
		await until('the refusal', () => trouble().includes('don’t fit together'))
		assert.ok(sam.all('[role=alert] .note.danger').length)
		assert.is((sam.find('Email', 'input') as HTMLInputElement).value, 'sam@example.com')
		await clean()
		server.on(`POST /api/customer/sessions/${server.clinic.id}`, () => ({
			...problem(429, 'account_locked'),
			headers: { 'Retry-After': '240' },
		}))
		await sam.press('Sign in')
		await until('the lock', () => trouble().includes('wait 4 minutes'))
		await clean()
	})

	it('lets in by a mailed code, pasted with whatever stands around it', async () => {
		await sam.opened()
		await sam.fill('Email', 'sam@example.com')
		await sam.press('Email me a code instead')
		await turned('Sign in with a code')
		assert.is((sam.find('Email', 'input') as HTMLInputElement).value, 'sam@example.com')
		await clean()
		await sam.press('Email me a code')
		await turned('Check your mail')
		await until('the title', () => sam.focused?.id === 'title')
		await sam.sees('If sam@example.com has an account at')
		assert.equal(sent('POST /api/customer/sign-in-codes'), { email: 'sam@example.com' })
		const code = sam.find('Code from the mail', 'input') as HTMLInputElement
		assert.is(code.autocomplete, 'one-time-code')
		assert.is(code.inputMode, 'numeric')
		await clean()
		await sam.fill('Code from the mail', '12')
		await sam.press('Sign in')
		await sam.sees('Six digits, as they stand in the mail')
		await sam.fill('Code from the mail', ' 123 456 ')
		await sam.press('Sign in')
		await sam.sees('Hello, Sam')
		assert.equal(signIns()[0]?.body, { email: 'sam@example.com', code: ' 123 456 ' })
	})

	it('mails a link to choose a new password, and tells nobody whether there is an account', async () => {
		await sam.opened()
		await sam.press('Forgotten your password?')
		await turned('Choose a new password')
		await sam.fill('Email', 'sam@example.com')
		await sam.press('Email me a link')
		await turned('Check your mail')
		await sam.sees('If sam@example.com has an account at')
		assert.equal(sent('POST /api/customer/password-resets'), { email: 'sam@example.com' })
		await clean()
		await sam.press('Sign in with your password')
		await turned('Sign in')
	})

	it('takes the link out of the address, lets a password be chosen, and goes in', async () => {
		server.on('/password-links', () => ok({ name: 'Sam Rivera', email: 'sam@example.com' }))
		server.on('/passwords', () => {
			if (JSON.stringify(sent('/passwords')).includes('harbour'))
				return {
					...problem(400, 'invalid_request'),
					body: {
						...(problem(400, 'invalid_request').body as object),
						issues: [
							{ path: 'password', in: 'body', code: 'too_guessable', message: 'Easy to guess' },
						],
					},
				}
			return ok({ email: 'sam@example.com' })
		})
		await sam.arrive(`#${LINK}`)
		await turned('Choose a new password')
		assert.is(location.hash, '')
		await sam.sees(
			'Hello Sam Rivera. From now on you sign in with sam@example.com and this password.',
		)
		await clean()
		await sam.fill('New password', 'too short')
		await sam.press('Set it and sign in')
		await sam.sees('At least 12 characters')
		await sam.fill('New password', 'harbour lane vets')
		await sam.press('Set it and sign in')
		await sam.sees('Easy to guess')
		assert.is(sam.focused?.getAttribute('autocomplete'), 'new-password')
		await sam.press('Show the password')
		assert.is((sam.find('New password', 'input') as HTMLInputElement).type, 'text')
		await clean()
		await sam.fill('New password', 'larks and meadows')
		await sam.press('Set it and sign in')
		await sam.sees('Hello, Sam')
		assert.equal(signIns()[0]?.body, { email: 'sam@example.com', password: 'larks and meadows' })
	})

	it('offers another link in place of one that is over', async () => {
		server.on('/password-links', () => problem(410, 'link_ended'))
		await sam.arrive(`#${LINK}`)
		await turned('This link has been used or is over')
		await clean()
		await sam.fill('Email', 'sam@example.com')
		await sam.press('Email me a link')
		await turned('Check your mail')
	})

	it('says so when the browser keeps no sign-in here, and where it would', async () => {
		server.on(`POST /api/customer/sessions/${server.clinic.id}`, () => ({
			...ok(server.session),
			status: 201,
		}))
		await sam.opened()
		await credentials()
		await sam.press('Sign in')
		await turned('You’re signed in, on this page only')
		await sam.sees('When you reload the page or leave it, you sign in again')
		await clean()
		const portal = sam.find('Open the portal', 'a') as HTMLAnchorElement
		assert.is(portal.href, 'https://api.example/portal/harbour-lane')
		await sam.press('Stay on this page')
		await sam.sees('Hello, Sam')
	})

	it('says when there is no connection, and keeps what was typed', async () => {
		await sam.opened()
		server.on(`POST /api/customer/sessions/${server.clinic.id}`, () => problem(503, 'unavailable'))
		await credentials()
		await sam.press('Sign in')
		await until('trouble', () => trouble() !== '')
		assert.is((sam.find('Password', 'input') as HTMLInputElement).value, 'correct horse battery')
	})

	it('is for everybody who comes to a view that needs a sign-in, and leads there afterwards', async () => {
		sam.element.setAttribute('history', 'on')
		await sam.opened('#vetslot/sessions')
		assert.is(sam.title, 'Sign in')
		server.on('/me/sessions', () => ok({ sessions: [] }))
		await credentials()
		await sam.press('Sign in')
		await turned('Where you’re signed in')
	})

	it('asks again who was about to book with an account, and lets them go on without one', async () => {
		localStorage.setItem('vetslot-owner:pk_test', server.clinic.id)
		sam.element.setAttribute('history', 'on')
		await sam.opened('#vetslot/book')
		assert.is(sam.title, 'Sign in')
		await sam.sees('Sign in to go on with your visit. What you typed is still there.')
		await clean()
		await sam.press('Book without signing in')
		await booking()
		assert.is(location.hash, '#vetslot/book?as=guest')
	})

	it('leads back to the booking for which it was asked', async () => {
		localStorage.setItem('vetslot-owner:pk_test', '')
		sam.element.setAttribute('history', 'on')
		await sam.opened('#vetslot/book?pet=01900000-0000-7000-8000-000000000201')
		await credentials()
		await sam.press('Sign in')
		await booking()
		assert.match(location.hash, /^#vetslot\/book\?pet=/)
	})

	it('asks nobody to sign in who has signed out, or was never in', async () => {
		sam.element.setAttribute('history', 'on')
		await sam.arrive('#vetslot/book')
		await booking()
	})

	it('looks the same in the dark and at 320 pixels', async () => {
		await setViewport({ width: 320, height: 640 })
		sam.element.setAttribute('theme', 'dark')
		await sam.opened()
		await clean()
		const { scrollWidth, clientWidth } = document.documentElement
		assert.ok(scrollWidth <= clientWidth, 'nothing sticks out')
		for (const one of sam.all('button, input')) {
			const { height } = one.getBoundingClientRect()
			assert.ok(height === 0 || height >= 44, `${one.textContent} is ${height} high`)
		}
	})
})
