import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { Colleague, session } from './colleague.ts'

const SCREEN = 'vetslot-clinic-sign-in'
const link = {
	purpose: 'invitation',
	name: 'Robin Fell',
	email: 'robin@harbour.example',
	clinic: { slug: 'harbour-lane', name: 'Harbour Lane Vets' },
	expiresAt: '2026-11-10T08:00:00.000Z',
}

describe('signing in at the console', () => {
	let robin: Colleague
	const server = () => robin.server
	const sent = (call: string) => server().calls(call).at(-1)?.body
	const isIn = () => until('the bar', () => robin.all('.bar')[0])

	beforeEach(async () => {
		await setViewport({ width: 1000, height: 800 })
		robin = new Colleague()
	})
	afterEach(() => robin.leave())

	async function credentials(): Promise<void> {
		await robin.type('clinic', 'Harbour-Lane')
		await robin.type('email', 'robin@harbour.example')
	}

	it('asks for what is missing, at its field, before anything is sent', async () => {
		await robin.arrive()
		await robin.press('Sign in')
		assert.is(server().requests.length, 0)
		assert.is((await robin.one('#clinic')).ariaInvalid, 'true')
		assert.is(robin.focused?.id, 'clinic')
		assert.equal(await robin.violations(SCREEN), [])
	})

	it('says what does not fit, and how long a lock lasts', async () => {
		await robin.arrive()
		await credentials()
		await robin.type('password', 'wrong')
		await robin.press('Sign in')
		assert.match(await robin.text('.note.danger'), 'don’t fit together')
		server().on('POST /api/clinic/sessions', () => ({
			...problem(429, 'account_locked'),
			headers: { 'Retry-After': '240' },
		}))
		await robin.press('Sign in')
		await until('the lock', () => robin.all('.note.danger')[0]?.textContent?.includes('4 minutes'))
		assert.equal(await robin.violations(SCREEN), [])
	})

	it('signs in by a mailed code', async () => {
		await robin.arrive()
		await robin.press('Sign in with a mailed code')
		await robin.at('Sign in with a code')
		await credentials()
		await robin.press('Mail me a code')
		await robin.at('Check your mail')
		assert.equal(sent('/sign-in-codes'), { clinic: 'harbour-lane', email: 'robin@harbour.example' })
		assert.ok(robin.focused?.matches('.title'), 'the title is read')
		assert.equal(await robin.violations(SCREEN), [])
		await robin.type('code', '12 34')
		await robin.press('Sign in')
		assert.match(await robin.text('#code-error'), 'Six digits')
		await robin.type('code', '123456')
		await robin.press('Sign in')
		await isIn()
		const { password: _, ...body } = sent('POST /api/clinic/sessions') ?? {}
		assert.is(body.code, '123456')
	})

	it('asks for the app’s code after the password, or for a recovery code', async () => {
		server().on('POST /api/clinic/sessions', ({ body }) => {
			if (body.totp === '654321' || body.recoveryCode) return ok(session(), 201)
			return problem(401, body.totp ? 'sign_in_refused' : 'second_factor_required')
		})
		await robin.arrive()
		await credentials()
		await robin.type('password', 'right')
		await robin.press('Sign in')
		await robin.at('Code of your authenticator app')
		assert.equal(await robin.violations(SCREEN), [])
		await robin.type('totp', '111111')
		await robin.press('Sign in')
		assert.match(await robin.text('.note.danger'), 'Wait for the next one')
		await robin.press('Use a recovery code instead')
		await robin.at('Use a recovery code')
		assert.equal(await robin.violations(SCREEN), [])
		await robin.type('recoveryCode', '4f7kq 9zm2c')
		await robin.press('Sign in')
		await isIn()
		const { password, recoveryCode } = sent('POST /api/clinic/sessions') ?? {}
		assert.equal([password, recoveryCode], ['right', '4f7kq 9zm2c'])
	})

	it('mails a link to whoever forgot the password, and tells nobody whether it did', async () => {
		await robin.arrive()
		await robin.press('Forgotten your password?')
		await robin.at('Choose a new password')
		await credentials()
		await robin.press('Mail me a link')
		await robin.at('Check your mail')
		assert.match(await robin.text('.lead'), 'If robin@harbour.example belongs to somebody')
		assert.equal(await robin.violations(SCREEN), [])
	})

	it('sets a password by the link of an invitation, whose token leaves the address at once', async () => {
		server().on('/password-links', () => ok(link))
		let guessable = true
		server().on('POST /api/clinic/passwords', () => {
			const issue = {
				path: 'password',
				in: 'body',
				code: 'too_guessable',
				message: 'Easy to guess',
			}
			return guessable
				? problem(400, 'invalid_request', { issues: [issue] })
				: ok({ clinic: 'harbour-lane', email: link.email })
		})
		await robin.arrive('#invitation=tok.en')
		assert.is(location.hash, '')
		await robin.at('Hello Robin Fell')
		assert.equal(await robin.violations(SCREEN), [])
		await robin.type('newPassword', 'too short')
		await robin.press('Set it and sign in')
		assert.match(await robin.text('#newPassword-error'), 'At least 12')
		await robin.type('newPassword', 'harbour lane vets')
		await robin.press('Set it and sign in')
		await until('the refusal', () =>
			robin.all('#newPassword-error')[0]?.textContent?.includes('Easy'),
		)
		assert.is(robin.focused?.id, 'newPassword')
		guessable = false
		await robin.type('newPassword', 'larks and meadows')
		await robin.press('Set it and sign in')
		await isIn()
		assert.equal(sent('/passwords'), { token: 'tok.en', password: 'larks and meadows' })
		assert.is(sent('POST /api/clinic/sessions')?.email, link.email)
	})

	it('leads on from a link that was used', async () => {
		server().on('/password-links', () => problem(410, 'link_ended'))
		await robin.arrive('#reset=tok.en')
		await robin.at('This link has been used or is over')
		assert.equal(await robin.violations(SCREEN), [])
		await credentials()
		await robin.press('Mail me a link')
		await robin.at('Check your mail')
	})

	it('follows a link that is opened in a page where somebody is signed in', async () => {
		server().on('/password-links', () => ok(link))
		await robin.arrive('', true)
		await isIn()
		location.hash = '#reset=tok.en'
		await robin.at('Hello Robin Fell')
		assert.is(location.hash, '')
	})
})
