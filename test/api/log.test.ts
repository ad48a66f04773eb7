import { Writable } from 'node:stream'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createLog, describeError, scrub } from '../../api/log.ts'

const test = suite('the log')

const written = (write: (log: ReturnType<typeof createLog>) => void): string => {
	const lines: string[] = []
	const sink = new Writable({
		write: (chunk, _encoding, done) => {
			lines.push(String(chunk))
			done()
		},
	})
	write(createLog('info', sink))
	return lines.join('')
}

test('cuts private fields, at the top and one level down', () => {
	const person = { email: 'a@b.example', phone: '+44 20 7946 0000', name: 'Ann', token: 't0k' }
	const text = written((log) => log.info({ ...person, owner: person, clinicId: 'c1' }, 'booked'))
	assert.not.match(text, /a@b|7946|Ann|t0k/)
	assert.match(text, /"clinicId":"c1"/)
})

test('tells of a database error what failed, never on what', () => {
	const native = Object.assign(new Error('Key (email)=(a@b.example) already exists'), {
		code: '23505',
		severity: 'ERROR',
		detail: 'Key (email)=(a@b.example)',
	})
	const wrapped = Object.assign(new Error("insert into clients values ('Ann')"), {
		nativeError: native,
	})
	const text = written((log) => log.error({ err: wrapped }, 'request'))
	assert.not.match(text, /a@b|Ann/)
	assert.match(text, /"code":"23505"/)
	assert.match(text, /log\.test\.ts/)
})

test('keeps code and words of what is thrown without being an error', () => {
	const thrown = { code: 'ECONNREFUSED', message: 'connect for ann@owner.example', queue: 'q' }
	assert.equal(describeError(thrown), {
		type: 'object',
		code: 'ECONNREFUSED',
		message: 'connect for [email]',
	})
	const row = { code: '23505', severity: 'ERROR', message: 'Key (name)=(Ann)' }
	assert.equal(describeError(row), { type: 'object', code: '23505' })
	assert.equal(describeError('gone'), { type: 'string', message: 'gone' })
	assert.equal(describeError(null), { type: 'object' })
})

test('blots out people and secrets in the words of other errors', () => {
	const token = `${'A'.repeat(40)}.${'b'.repeat(43)}`
	const text = scrub(
		`a.b+c@d.example <x@y.example> pk_demo-1_a-b sk_live_2 ${token} +44 20 7946 0000`,
	)
	assert.is(text, '[email] <[email]> [key] [key] [token] [number]')
})

test.run()
