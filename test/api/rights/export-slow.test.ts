import { randomBytes, randomUUID } from 'node:crypto'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'

const test = suite('carrying away what is one’s own beside slow readers')
const PLACES = 20
// More than what the two ends of a connection on one machine keep.
const BYTES = 6_000_000
let api: TestApi
let clinic: BookableClinic
let storage_key: string

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	storage_key = `${clinic.id}/${'cd'.repeat(32)}`
	await api.services.files.put(storage_key, randomBytes(BYTES))
})
test.after(() => api.close())

async function withBigFile(): Promise<TestOwner> {
	const owner = await ownerAt(api, clinic)
	const mine = { uploaded_by_kind: 'owner', uploaded_by_id: owner.accountId }
	const content = { content_type: 'application/pdf', bytes: BYTES, sha256: 'cd'.repeat(32) }
	const file = { clinic_id: clinic.id, id: newId(), kind: 'document', pet_id: owner.pets[0] }
	const row = { ...file, ...mine, ...content, storage_key, visibility: 'shared', name: 'x.pdf' }
	await clinic.run((trx) => trx('files').insert(row))
	return owner
}

/** Asks for everything, and takes nothing of it. */
function ask(
	owner: TestOwner,
): Promise<{ status: number; wait: string | undefined; leave(): void }> {
	const headers = {
		...{ Origin: SITE, 'Vetslot-Key': clinic.key, 'Idempotency-Key': randomUUID() },
		Authorization: `Bearer ${owner.token}`,
	}
	const url = `${api.url}/api/customer/data-exports`
	return new Promise((resolve, reject) => {
		const asked: ClientRequest = request(url, { method: 'POST', headers, agent: false })
		asked.once('error', reject)
		asked.once('response', (answer: IncomingMessage) => {
			answer.on('error', () => {})
			const wait = answer.headers['retry-after']
			resolve({ status: answer.statusCode ?? 0, wait, leave: () => asked.destroy() })
		})
		asked.end()
	})
}

test('one account has one place, and a few slow readers shut nobody out', async () => {
	const owners = []
	for (let i = 0; i <= PLACES; i++) owners.push(await withBigFile())
	const [late, ...slow] = owners
	const readers = []
	for (const owner of slow) {
		readers.push(await ask(owner))
		if (readers.length > 1) continue
		assert.is((await ask(owner)).status, 503, 'its place is taken, however many are free')
	}
	assert.equal(new Set(readers.map(({ status }) => status)), new Set([200]))
	const [first] = readers
	const { status, wait } = await ask(late as TestOwner)
	assert.equal([status, wait], [503, '30'])
	first?.leave()
	for (let tries = 0; tries < 100; tries++) {
		const again = await ask(late as TestOwner)
		if (again.status === 200) return again.leave()
		await setTimeout(50)
	}
	assert.unreachable('the place of who left was never free again')
})

test.run()
