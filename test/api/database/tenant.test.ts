import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { SQLSTATE, sqlStateOf } from '../../../api/database/sqlstate.ts'
import { inTenant, readInTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const tenants = suite('tenants')
const ours = newId()
const theirs = newId()
let database: TestDatabase

const insertClinic = (id: string) =>
	inTenant(database.server, id, (trx) =>
		trx('clinics').insert({ id, slug: `c-${id}`, name: 'A', time_zone: 'UTC', currency: 'GBP' }),
	)

const stateOf = async (work: Promise<unknown>) => {
	try {
		await work
	} catch (error) {
		return sqlStateOf(error)
	}
}

tenants.before(async () => {
	database = await testDatabase()
	await insertClinic(ours)
	await insertClinic(theirs)
})
tenants.after(() => database.close())

tenants('finds nothing while no clinic is set', async () => {
	assert.equal(await database.server('clinics'), [])
})

tenants('sees its own clinic only', async () => {
	const rows = await inTenant(database.server, ours, (trx) => trx('clinics').select('id'))
	assert.equal(rows, [{ id: ours }])
})

tenants('finds nothing again once the transaction is over', async () => {
	await inTenant(database.server, ours, (trx) => trx('clinics'))
	await readInTenant(database.server, ours, (query) => query('select from clinics'))
	assert.equal(await database.server('clinics'), [])
})

tenants('refuses rows for another clinic', async () => {
	const user = { clinic_id: theirs, id: newId(), name: 'Intruder' }
	const state = await stateOf(inTenant(database.server, ours, (trx) => trx('users').insert(user)))
	assert.is(state, SQLSTATE.insufficientPrivilege)
})

tenants('changes no row of another clinic', async () => {
	const count = await inTenant(database.server, ours, (trx) =>
		trx('clinics').where({ id: theirs }).update({ name: 'Taken' }),
	)
	assert.is(count, 0)
})

tenants('reads quickly what the transaction would read', async () => {
	const rows = await readInTenant(database.server, ours, (query) =>
		query('select id from clinics where name = $1', ['A']),
	)
	assert.equal(rows, [{ id: ours }])
})

tenants('gives a failed quick read back to the pool clean', async () => {
	const failed = readInTenant(database.server, ours, (query) => query('select nonsense'))
	assert.is(await stateOf(failed), '42703')
	assert.equal(await database.server('clinics'), [])
})

tenants('refuses to write in a quick read', async () => {
	const state = await stateOf(
		readInTenant(database.server, ours, (query) => query(`update clinics set name = 'B'`)),
	)
	assert.is(state, '25006')
})

tenants('refuses a clinic that is not an id', async () => {
	let error: unknown
	await inTenant(database.server, `'; drop table clinics; --`, async () => {}).catch((thrown) => {
		error = thrown
	})
	assert.instance(error, TypeError)
})

tenants('runs the work again after a deadlock, and gives up in the end', async () => {
	let runs = 0
	const deadlock = Object.assign(new Error('deadlock'), { code: SQLSTATE.deadlockDetected })
	const second = await inTenant(database.server, ours, async () => {
		if (++runs === 1) throw deadlock
		return runs
	})
	assert.is(second, 2)
	const always = inTenant(database.server, ours, async () => {
		runs++
		throw deadlock
	})
	assert.is(await stateOf(always), SQLSTATE.deadlockDetected)
	assert.is(runs, 6)
})

tenants('keeps nothing of work that failed', async () => {
	const id = newId()
	const failed = inTenant(database.server, ours, async (trx) => {
		await trx('users').insert({ clinic_id: ours, id, name: 'Half' })
		throw new Error('stop')
	})
	await failed.catch(() => {})
	const rows = await inTenant(database.server, ours, (trx) => trx('users').where({ id }))
	assert.equal(rows, [])
})

tenants.run()
