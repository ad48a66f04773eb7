import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { CalendarReads } from '../../../api/availability/calendar-reads.ts'
import { readBusy } from '../../../api/availability/queries.ts'
import { newId } from '../../../api/database/ids.ts'
import { readInTenant } from '../../../api/database/tenant.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('calendars that are read together')
let api: TestApi
let clinics: BookableClinic[]
let reads: CalendarReads

test.before(async () => {
	api = await startApi()
	clinics = []
	for (let n = 0; n < 9; n++) {
		const clinic = await makeBookableClinic(api.db, { vets: 1 + (n % 3) })
		for (let visit = 0; visit <= n % 4; visit++)
			await book(api, clinic, { start: startIn(3, visit) })
		clinics.push(clinic)
	}
})
test.after(() => api.close())
test.before.each(() => {
	reads = new CalendarReads(api.db)
})

const minutes = (start: string) => Date.parse(start) / 60_000
const range = { from: minutes(startIn(2)), to: minutes(startIn(5)) }
const everyone = () => clinics.flatMap(({ vets }) => vets)
const ask = (clinicId: string, resourceIds: string[]) =>
	reads.read({ clinicId, resourceIds, ...range, kept: undefined })

/** How often the pool was asked for a connection while `work` ran. */
async function connectionsFor(work: () => Promise<unknown>): Promise<number> {
	const { client } = api.db
	const acquire = client.acquireConnection
	let count = 0
	client.acquireConnection = (...given: unknown[]) => {
		count++
		return acquire.apply(client, given)
	}
	await work()
	client.acquireConnection = acquire
	return count
}

test('are those that each clinic has when read alone, and nothing of the others', async () => {
	const unknown = newId()
	const ids = [...clinics.map(({ id }) => id), unknown]
	// Everyone's resources are asked for, so that only the tenant keeps them apart.
	const together = await Promise.all(ids.map((id) => ask(id, everyone())))
	for (const [i, { id, vets }] of clinics.entries()) {
		const alone = await readInTenant(api.db, id, (query) =>
			readBusy(query, id, { resourceIds: everyone(), ...range }),
		)
		assert.equal(together[i]?.taken, alone)
		assert.is(alone.busy.length, 1 + (i % 4))
		assert.ok(alone.busy.every(({ resourceId }) => vets.includes(resourceId)))
	}
	assert.is(together.at(-1), undefined)
})

test('take a few statements, however many ask', async () => {
	const work = () => Promise.all(clinics.map(({ id, vets }) => ask(id, vets)))
	const connections = await connectionsFor(work)
	// The poll's own may fall between.
	assert.ok(connections <= 3, `${connections} for ${clinics.length}`)
})

test('fail for all who waited, and not for who comes after', async () => {
	const { client } = api.db
	const acquire = client.acquireConnection
	client.acquireConnection = () => Promise.reject(new Error('no database'))
	const failing = clinics.slice(0, 3).map(({ id, vets }) => ask(id, vets).catch(String))
	assert.equal(await Promise.all(failing), Array(3).fill('Error: no database'))
	client.acquireConnection = acquire
	for (const { id, vets } of clinics) assert.ok(await ask(id, vets))
})

test('are left out where what was read at their version still holds', async () => {
	const [{ id, vets }] = clinics as [BookableClinic]
	const first = await ask(id, vets)
	const kept = { version: first?.version ?? 0, validUntil: Infinity }
	const again = (known: typeof kept) =>
		reads.read({ clinicId: id, resourceIds: vets, ...range, kept: known })
	assert.is((await again(kept))?.taken, null)
	assert.equal((await again({ ...kept, version: kept.version - 1 }))?.taken, first?.taken)
	assert.equal((await again({ ...kept, validUntil: 0 }))?.taken, first?.taken)
})

test.run()
