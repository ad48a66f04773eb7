// In a process of its own: what it counts must be loaded before the server is.
import './argon2.ts'
import { setTimeout as rest } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { inEvenTime } from '../../../api/sign-in/even-time.ts'
import { codeLetter, resetLetter, toWhoever } from '../../../api/sign-in/mail-asks.ts'
import { fitsPassword, hashPassword } from '../../../api/sign-in/password.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { slowWorkOf } from './argon2.ts'
import { doorOf, PASSWORD } from './door.ts'
import { ownerAt, type TestOwner } from './owner.ts'

const test = suite('what its time tells of whether an address is known')
const NOBODY = 'nobody@example.com'
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner
let door: ReturnType<typeof doorOf>

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic, { account: { password_hash: await hashPassword(PASSWORD) } })
	door = doorOf(sam, clinic)
	await fitsPassword(null, PASSWORD)
})
test.after(() => api.close())

const medianOf = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN
/** A locked address is refused before anything is looked at. */
const unlock = () => clinic.run((trx) => trx('sign_in_tries').delete())

/** Asks about both in turn, and says how long one takes of the other; how long is nobody's promise. */
async function compare(what: string, rounds: number, ask: (email: string) => Promise<unknown>) {
	const times: Record<string, number[]> = { [sam.email]: [], [NOBODY]: [] }
	for (let round = 0; round < rounds; round++) {
		await unlock()
		const both = round % 2 === 0 ? [sam.email, NOBODY] : [NOBODY, sam.email]
		for (const email of both) {
			const begun = performance.now()
			await ask(email)
			times[email]?.push(performance.now() - begun)
		}
	}
	const [known = 0, unknown = 0] = Object.values(times).map(medianOf)
	const ratio = (known / unknown).toFixed(3)
	const figures = `${known.toFixed(1)} ms known, ${unknown.toFixed(1)} ms unknown`
	process.stdout.write(`\n   ${what}: ${ratio} (${figures}, medians of ${rounds})`)
}

test('at the door, where every answer waits for the same moment', async () => {
	const wrong = (email: string) => door.signIn({ email, password: 'something else entirely' })
	await compare('wrong password, as a caller sees it', 7, wrong)
	const works = []
	for (const email of [sam.email, NOBODY]) {
		await unlock()
		const { done, hash, verify } = await slowWorkOf(() => wrong(email))
		works.push({ status: done.status, code: done.body.code, hash, verify })
	}
	assert.equal(works[0], works[1])
	assert.equal(works[0], { status: 401, code: 'sign_in_refused', hash: 0, verify: 1 })
})

test('waits for the next such moment where the work took longer', async () => {
	const begun = performance.now()
	await inEvenTime(() => rest(260))
	assert.ok(performance.now() - begun > 490)
})

test('behind it, in the work itself', async () => {
	const side = { audience: 'owner', clinicId: clinic.id, address: '127.0.0.1' } as const
	for (const letter of [codeLetter, resetLetter]) {
		const ask = async (email: string) => {
			await clinic.run((trx) => trx('rate_limits').delete())
			await toWhoever(api.services, { ...side, email }, letter)
		}
		await compare(`letter (${letter.purpose}), without the wait`, 25, ask)
	}
	process.stdout.write('\n')
	const letters = await clinic.run((trx) => trx('notifications').select('account_id'))
	assert.ok(letters.length > 0)
	assert.ok(letters.every((letter) => letter.account_id === sam.accountId))
})

test.run()
