import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { Colleague } from './colleague.ts'

const VIEW = 'vetslot-clinic-account'
const issue = (path: string, code: string, message: string) =>
	problem(400, 'invalid_request', { issues: [{ path, in: 'body', code, message }] })

describe('one’s own sign-in', () => {
	let imogen: Colleague
	const sent = (call: string) => imogen.server.calls(call).at(-1)?.body

	beforeEach(async () => {
		await setViewport({ width: 1000, height: 1400 })
		imogen = new Colleague()
	})
	afterEach(() => imogen.leave())

	const open = async () => {
		await imogen.arrive('#/account', true)
		await imogen.one('.session')
	}

	it('has no accessibility violation, wide or narrow', async () => {
		await open()
		assert.equal(await imogen.violations(VIEW), [])
		await setViewport({ width: 320, height: 900 })
		assert.equal(await imogen.violations(VIEW), [])
	})

	it('changes the password, and says at its field what is wrong', async () => {
		await open()
		const stop = imogen.server.on('PUT /api/clinic/me/password', () =>
			issue('current', 'wrong_password', 'This is not your password'),
		)
		await imogen.type('current', 'wrong')
		await imogen.type('password', 'larks and meadows')
		await imogen.press('Change the password')
		assert.match(await imogen.text('#field-current-error'), 'not your password')
		assert.is(imogen.focused?.id, 'field-current')
		stop()
		imogen.server.on('PUT /api/clinic/me/password', () => ({ status: 204 }))
		await imogen.type('current', 'right')
		await imogen.press('Change the password')
		assert.match(await imogen.text('.toast'), 'Your password is changed')
		assert.equal(sent('/me/password'), { current: 'right', password: 'larks and meadows' })
		assert.is((await imogen.one<HTMLInputElement>('#field-password')).value, '', 'nothing is left')
	})

	it('asks nobody for a password that they don’t have', async () => {
		imogen.server.user = { hasPassword: false }
		await open()
		assert.equal(imogen.all('#field-current'), [])
		imogen.server.on('PUT /api/clinic/me/password', () => ({ status: 204 }))
		await imogen.type('password', 'larks and meadows')
		await imogen.press('Set a password')
		await imogen.one('.toast')
		assert.equal(sent('/me/password'), { password: 'larks and meadows' })
	})

	it('sets up an app: password, code to scan, its first code, recovery codes', async () => {
		const app = { uri: 'otpauth://totp/Harbour:imogen?secret=ABCDEFGH', secret: 'ABCDEFGHIJKL' }
		imogen.server.on('POST /api/clinic/me/authenticator', () => ok(app, 201))
		let fits = false
		const codes = Array.from({ length: 10 }, (_, i) => `4F7K${i}-9ZM2C`)
		imogen.server.on('/authenticator/confirm', () =>
			fits ? ok({ recoveryCodes: codes }) : issue('code', 'wrong_code', 'This code does not fit'),
		)
		await open()
		await imogen.press('Set up an app')
		await imogen.type('password', 'right', 1)
		await imogen.press('Go on')
		await imogen.one('.qr')
		assert.is(await imogen.text('.key'), 'ABCD EFGH IJKL')
		assert.ok(imogen.focused?.matches('.here'), 'what comes next is read')
		assert.equal(await imogen.violations(VIEW), [])
		await imogen.type('code', '111 111')
		await imogen.press('Turn it on')
		assert.match(await imogen.text('#field-code-error'), 'does not fit')
		fits = true
		await imogen.press('Turn it on')
		await imogen.one('.codes')
		assert.equal(sent('/confirm'), { code: '111111' })
		assert.is(imogen.all('.codes li').length, 10)
		assert.equal(await imogen.violations(VIEW), [])
		await imogen.press('I have kept them')
		await until('the codes are gone', () => imogen.all('.codes').length === 0)
		await imogen.one('.danger')
	})

	it('draws a QR code that says what was given', async () => {
		const { encode } = await import('uqr')
		const { qrCode } = await import('../../../../widget/clinic/account/qr.ts')
		const { render } = await import('lit')
		const box = document.createElement('div')
		render(qrCode('otpauth://totp/x?secret=ABC', 'QR'), box)
		const path = box.querySelectorAll('path')[1]?.getAttribute('d') ?? ''
		const { data } = encode('otpauth://totp/x?secret=ABC', { ecc: 'M', border: 4 })
		assert.is(path.split('M').length - 1, data.flat().filter(Boolean).length)
		assert.is(box.querySelector('svg')?.namespaceURI, 'http://www.w3.org/2000/svg')
	})

	it('ends one session, or all others, and goes on', async () => {
		await open()
		imogen.server.on('DELETE /api/clinic/me/sessions', () => ok({ ended: 1 }))
		imogen.server.on('/me/sessions/01900000-0000-7000-8000-000000000051', () => {
			imogen.server.sessions = imogen.server.sessions.slice(0, 1)
			return { status: 204 }
		})
		assert.is(imogen.all('.session').length, 2)
		await imogen.press('Sign out on Safari on iPhone')
		await until('one session', () => imogen.all('.session').length === 1)
		assert.match(await imogen.text('.toast'), 'Signed out on Safari on iPhone')
		await until('the heading has the focus', () => imogen.focused?.matches('h2'))
		assert.equal(
			imogen.all('button').filter((one) => one.textContent?.includes('everywhere else')),
			[],
		)
	})
})
