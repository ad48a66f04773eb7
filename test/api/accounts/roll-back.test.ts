import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { migrateLatest, stepBack } from '../../../api/database/migrate.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { insertSmallClinic } from '../database/rows.ts'

const test = suite('going back to a version without sign-in for owners')
let database: TestDatabase

test.before(async () => {
	database = await testDatabase()
})
test.after(() => database.close())

test('takes letters to owners along that were delivered, and leaves others', async () => {
	const { clinicId } = await insertSmallClinic(database.server)
	const of = { clinic_id: clinicId }
	await inTenant(database.server, clinicId, async (trx) => {
		const client = await trx('clients').first('id')
		const account_id = newId()
		const address = { email: 'sam@example.com', email_key: 'sam@example.com' }
		await trx('client_accounts').insert({ ...of, id: account_id, client_id: client.id, ...address })
		for (const to of [{ account_id }, {}]) {
			const notification_id = newId()
			const letter = { kind: 'account_sign_in_code', channel: 'email', status: 'sent' }
			const times = { sent_at: trx.fn.now(), scheduled_for: trx.fn.now() }
			await trx('notifications').insert({ ...of, id: notification_id, ...to, ...letter, ...times })
			const tried = { attempt: 1, provider: 'local', outcome: 'accepted' }
			const row = { ...of, notification_id }
			await trx('notification_deliveries').insert({ ...row, id: newId(), ...tried })
			await trx('local_messages').insert({ ...row, id: newId(), recipient: 'sam@example.com' })
		}
	})
	let ran: string[] = []
	while (ran[0] !== '0033_owner_sign_in.ts') ran = await stepBack(database.owner)
	for (const table of ['notifications', 'notification_deliveries', 'local_messages']) {
		assert.is((await database.owner(table).where(of)).length, 1, table)
	}
	const again = await migrateLatest(database.owner)
	assert.is(again[0], '0033_owner_sign_in.ts')
})

test.run()
