import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { seal, unseal } from '../../../api/database/sealed.ts'

const test = suite('sealed secrets')
const key = Buffer.alloc(32, 7)
const owner = { purpose: 'calendar-address', clinicId: 'a', id: 'b' }

test('come back whole, and never look the same twice', () => {
	for (const secret of ['', 'a short secret', 'https://diary.example/ü?token=☃'.repeat(50)]) {
		const sealed = seal(key, owner, secret)
		assert.is(unseal(key, owner, sealed), secret)
		assert.not.equal(sealed, seal(key, owner, secret))
		assert.not.ok(secret !== '' && sealed.includes(secret))
	}
})

test('open for nobody else', () => {
	const sealed = seal(key, owner, 'secret')
	const refused = [
		() => unseal(Buffer.alloc(32, 8), owner, sealed),
		() => unseal(key, { ...owner, purpose: 'totp' }, sealed),
		() => unseal(key, { ...owner, clinicId: 'c' }, sealed),
		() => unseal(key, { ...owner, id: 'c' }, sealed),
		() => unseal(key, owner, sealed.subarray(0, 20)),
		...Array.from(sealed.keys(), (i) => () => {
			const changed = Buffer.from(sealed)
			changed[i]! ^= 1
			return unseal(key, owner, changed)
		}),
	]
	for (const open of refused) assert.throws(open)
})

test.run()
