import * as assert from 'uvu/assert'
import { emailTypo, errorOf, type FieldSpec } from '../../../widget/booking/fields.ts'
import { start } from '../../../widget/booking/state.ts'
import { describe, it } from '../mocha.ts'

describe('a field', () => {
	const typos: [string, string | undefined][] = [
		['sam@exmaple.com', 'sam@example.com'],
		['Sam@gmial.com', 'Sam@gmail.com'],
		['sam@gmal.com', 'sam@gmail.com'],
		['sam@hotmial.co.uk', 'sam@hotmail.co.uk'],
		['sam@outloko.con', undefined],
		['sam@homtial.com', 'sam@hotmail.com'],
		['sam@example.com', undefined],
		['sam@mail.com', undefined],
		['sam@yahoo.co.in', undefined],
		['sam@harbour.example', undefined],
		[`sam@${'x'.repeat(200)}.com`, undefined],
	]
	for (const [typed, better] of typos)
		it(`knows what ${typed.slice(0, 30)} was to be`, () => assert.is(emailTypo(typed), better))

	it('says how many digits a number of digits has', () => {
		const spec = {
			name: 'f-chip',
			kind: 'text',
			required: true,
			max: 40,
			of: { id: 'chip', pattern: '^[0-9]{15}$' },
		} as unknown as FieldSpec
		const fields = { 'f-chip': '12345' }
		const state = { ...start, entry: { ...start.entry, fields } }
		assert.equal(errorOf(state, spec), { key: 'need-digits', count: 15 })
	})
})
