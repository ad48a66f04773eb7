import { setViewport } from '@web/test-runner-commands'
import * as assert from 'uvu/assert'
import type { AuditEntry } from '../../../../sdk/staff.ts'
import { ok, problem } from '../../fixture.ts'
import { afterEach, beforeEach, describe, it } from '../../mocha.ts'
import { until } from '../../visit/owner.ts'
import { Colleague, member } from './colleague.ts'

describe('who works at the clinic', () => {
	let imogen: Colleague
	const sent = (call: string) => imogen.server.calls(call).at(-1)?.body
	const robin = '01900000-0000-7000-8000-000000000002'

	beforeEach(async () => {
		await setViewport({ width: 1000, height: 1000 })
		imogen = new Colleague()
	})
	afterEach(() => imogen.leave())

	const open = async (view = 'staff') => {
		await imogen.arrive(`#/${view}`, true)
		await imogen.one('tbody tr')
	}
	const tick = async (box: string) => {
		const input = await imogen.one<HTMLInputElement>(`#${box}`)
		input.click()
	}

	it('is listed with roles and sign-in, as a table and as cards', async () => {
		await open()
		assert.match(await imogen.text('tbody'), 'Imogen Tarrow (you)')
		assert.match(await imogen.text('caption'), '2 people work here')
		assert.equal(await imogen.violations('vetslot-clinic-staff'), [])
		await setViewport({ width: 360, height: 800 })
		assert.equal(await imogen.violations('vetslot-clinic-staff'), [])
	})

	it('is for others than administrators to be read only', async () => {
		imogen.server.user = { roles: ['nurse'] }
		await open()
		const names = imogen.all('button').map((one) => one.textContent?.trim())
		assert.not.ok(names.includes('Edit') || names.includes('Invite somebody'))
	})

	it('grows by an invitation: roles first, a column for who sees patients', async () => {
		const { server } = imogen
		await open()
		await imogen.press('Invite somebody')
		await imogen.type('name', 'Kit Marlow')
		await imogen.type('email', 'kit@harbour.example')
		await imogen.press('Send the invitation')
		assert.match(await imogen.text('#field-roles-error'), 'at least one role')
		assert.is(imogen.focused?.id, 'field-roles')
		assert.equal(server.calls('POST /api/clinic/staff'), [])
		await tick('role-receptionist')
		await imogen.element?.updateComplete
		assert.equal(imogen.all('#schedulable'), [])
		await tick('role-nurse')
		await tick('schedulable')
		assert.equal(await imogen.violations('vetslot-clinic-member'), [])
		const taken = { path: 'email', in: 'body', code: 'taken', message: 'Somebody has this address' }
		const stop = server.on('POST /api/clinic/staff', () =>
			problem(400, 'invalid_request', { issues: [taken] }),
		)
		await imogen.press('Send the invitation')
		assert.match(await imogen.text('#field-email-error'), 'has this address')
		stop()
		server.on('POST /api/clinic/staff', () => ok(member({ name: 'Kit Marlow' }), 201))
		await imogen.press('Send the invitation')
		assert.match(await imogen.text('.toast'), 'Invitation mailed to kit@harbour.example')
		const { roles, schedulable, title } = sent('POST /api/clinic/staff') ?? {}
		assert.equal([roles, schedulable, title], [['receptionist', 'nurse'], true, null])
		await until('the dialog is closed', () => imogen.all('vetslot-clinic-member').length === 0)
	})

	it('mails an invitation again, and changes roles', async () => {
		const { server } = imogen
		server.on(`/staff/${robin}/invitation`, () => ok(member()))
		server.on(`PATCH /api/clinic/staff/${robin}`, () => ok(member()))
		await open()
		await imogen.press('Edit Robin Fell')
		await imogen.press('Mail the invitation again')
		assert.match(await imogen.text('.toast'), 'Invitation mailed to')
		await imogen.press('Edit Robin Fell')
		await tick('role-receptionist')
		await imogen.press('Save')
		await until('saved', () => imogen.all('.toast')[0]?.textContent === 'Saved')
		assert.equal(sent(`/staff/${robin}`)?.roles, ['nurse', 'receptionist'])
	})

	it('says why the last administrator can’t leave', async () => {
		const refused = problem(409, 'last_admin', { detail: 'A clinic keeps at least one admin.' })
		imogen.server.on('PATCH /api/clinic/staff/01900000-0000-7000-8000-000000000001', () => refused)
		await open()
		await imogen.press('Edit Imogen Tarrow')
		await imogen.press('Does not work here any more')
		assert.match(await imogen.text('.note.danger'), 'keeps at least one admin')
		assert.equal(await imogen.violations('vetslot-clinic-member'), [])
	})

	it('what was changed can be read on by pages, and by what it is about', async () => {
		const entry = (n: number, action: string): AuditEntry => ({
			id: `01900000-0000-7000-8000-00000000090${n}`,
			at: '2026-11-03T08:00:00.000Z',
			actor: { kind: n === 2 ? 'key' : 'staff', id: null, name: n === 2 ? null : 'Imogen Tarrow' },
			action,
			subjectId: null,
			subjectName: action.startsWith('staff') ? 'Robin Fell' : null,
			data: { fields: ['roles'] },
		})
		const first = { entries: [entry(1, 'staff.changed')], nextCursor: entry(1, 'x.y').id }
		const rest = { entries: [entry(2, 'schedule.created')], nextCursor: null }
		imogen.server.on('GET /api/clinic/audit', ({ query }) => ok(query.get('cursor') ? rest : first))
		await open('audit')
		assert.match(await imogen.text('tbody'), 'Staff: changed (Robin Fell)')
		await imogen.press('Show earlier ones')
		await until('two entries', () => imogen.all('tbody tr').length === 2)
		assert.match(await imogen.text('tbody'), 'A server, by its key')
		assert.equal(await imogen.violations('vetslot-clinic-audit'), [])
		const select = await imogen.one<HTMLSelectElement>('#subject')
		select.value = 'staff'
		select.dispatchEvent(new Event('change', { bubbles: true }))
		await until('one entry again', () => imogen.all('tbody tr').length === 1)
		assert.is(imogen.server.calls('/audit').at(-1)?.query.get('subject'), 'staff')
	})
})
