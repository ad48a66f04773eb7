import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { purgePastPeople } from '../../../api/database/purge.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('what people left behind')
let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const before = (trx: Knex.Transaction, days: number) =>
	trx.raw('now() - make_interval(days => ?)', [days])

const run = <T>(work: (trx: Knex.Transaction) => Promise<T>) => clinic.run(work)
const rowOf = (table: string, id: string) => run((trx) => trx(table).where({ id }).first())

/** A callback that was made so many days ago; null: it waits. */
function callback(of: BookableClinic, days: number | null): Promise<string> {
	const id = newId()
	const person = {
		name: 'Ann',
		phone: '+442079460142',
		pet_name: 'Pip',
		note: 'Please',
		outcome: 'Ok',
	}
	return of.run(async (trx) => {
		const ended = days === null ? {} : { status: 'done', closed_at: before(trx, days) }
		const row = { clinic_id: of.id, id, kind: 'general', ...person, ...ended }
		await trx('callback_requests').insert(row)
		return id
	})
}

test('of callbacks: names and words go ninety days after the call, and while one waits, never', async () => {
	const [old, recent, waiting] = [
		await callback(clinic, 91),
		await callback(clinic, 89),
		await callback(clinic, null),
	]
	await purgePastPeople(api.db)
	const gone = await rowOf('callback_requests', old)
	const words = [gone.name, gone.phone, gone.pet_name, gone.note, gone.outcome]
	assert.equal(words, [null, null, null, null, null])
	for (const id of [recent, waiting]) {
		assert.is((await rowOf('callback_requests', id)).name, 'Ann')
	}
})

test('goes when the clinic has said, and as if nothing were said when that is no number', async () => {
	for (const [callbackDays, expected] of [
		[7, [null, 'Ann']],
		['a week', ['Ann', 'Ann']],
		['-1', ['Ann', 'Ann']],
	] as const) {
		const settings = JSON.stringify({ retention: { callbackDays } })
		const other = await makeBookableClinic(api.db, { clinic: { settings } })
		const ids = [await callback(other, 8), await callback(other, 6)]
		await purgePastPeople(api.db)
		const names = await other.run(async (trx) => {
			const rows = await trx('callback_requests').whereIn('id', ids).orderBy('closed_at')
			return rows.map(({ name }: { name: string | null }) => name)
		})
		assert.equal(names, expected, String(callbackDays))
	}
})

test('of emergencies that are over: who rang; what it was stays', async () => {
	const emergency = async (days: number | null) => {
		const id = newId()
		await run(async (trx) => {
			const over = { status: 'closed', outcome: 'seen' }
			await trx('emergencies').insert({
				...{ clinic_id: clinic.id, id, species: 'dog', severity: 'urgent', minutes: 30 },
				...{ caller_name: 'Ann', caller_phone: '+442079460142', complaint: 'Bloat' },
				...{ arrives_at: trx.fn.now(), recorded_by_kind: 'staff' },
				...(days === null ? {} : { ...over, settled_at: before(trx, days) }),
			})
		})
		return id
	}
	const [old, recent, open] = [await emergency(91), await emergency(89), await emergency(null)]
	await purgePastPeople(api.db)
	const gone = await rowOf('emergencies', old)
	assert.equal([gone.caller_name, gone.caller_phone, gone.complaint], [null, null, 'Bloat'])
	for (const id of [recent, open]) assert.is((await rowOf('emergencies', id)).caller_name, 'Ann')
})

test('of codes: those that were used a month ago; one that is good stays', async () => {
	const code = async (days: number | null) => {
		const id = newId()
		await run(async (trx) => {
			const used = days === null ? null : before(trx, days)
			const row = { purpose: 'recovery', subject_kind: 'staff', subject_id: newId() }
			await trx('one_time_codes').insert({
				...{ clinic_id: clinic.id, id, ...row },
				consumed_at: used,
			})
		})
		return id
	}
	const [old, recent, good] = [await code(31), await code(29), await code(null)]
	await purgePastPeople(api.db)
	assert.is(await rowOf('one_time_codes', old), undefined)
	for (const id of [recent, good]) assert.ok(await rowOf('one_time_codes', id))
})

test('of sessions: where they came from goes a month after their end, the rest after two', async () => {
	const owner = await ownerAt(api, clinic)
	const colleague = await signedIn(api, clinic, ['nurse'])
	for (const [table, id] of [
		['client_sessions', owner.sessionId],
		['user_sessions', colleague.sessionId],
	] as const) {
		const ended = async (days: number) => {
			await run((trx) =>
				trx(table)
					.where({ id })
					.update({ revoked_at: before(trx, days), revoked_reason: 'signed_out' }),
			)
			await purgePastPeople(api.db)
			return rowOf(table, id)
		}
		await run((trx) => trx(table).where({ id }).update({ ip: '203.0.113.9', user_agent: 'Phone' }))
		assert.is((await ended(29)).user_agent, 'Phone', table)
		const later = await ended(31)
		assert.equal([later.ip, later.user_agent], [null, null], table)
		assert.is(await ended(61), undefined, table)
	}
})

test.run()
