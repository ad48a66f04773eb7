import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkConnection } from '../../../api/database/check-connection.ts'
import { connect } from '../../../api/database/connect.ts'
import { requireBoundLogin } from '../../../api/database/roles.ts'
import { StartupError } from '../../../api/database/startup-error.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const logins = suite('logins')
let database: TestDatabase

logins.before(async () => {
	database = await testDatabase()
})
logins.after(() => database.close())

async function refusal(work: Promise<unknown>): Promise<string> {
	try {
		await work
	} catch (error) {
		assert.instance(error, StartupError)
		return (error as Error).message
	}
	return 'not refused'
}

async function refusalOf(url: string): Promise<string> {
	const db = connect({ url, poolSize: 1 })
	try {
		return await refusal(requireBoundLogin(db))
	} finally {
		await db.destroy()
	}
}

logins('may serve when they own nothing', async () => {
	await requireBoundLogin(database.server)
})

logins('that own tenant tables are refused, with the commands that mend it', async () => {
	const message = await refusalOf(database.ownerUrl)
	assert.match(message, /vetslot_test_owner owns tables of clinics \(\w+, \w+, \w+ …\)/)
	assert.match(message, 'grant vetslot_server to vetslot_api;')
})

logins('that are superusers are refused', async () => {
	assert.match(await refusalOf(database.adminUrl), 'is a superuser and may bypass')
})

logins('that could become the owner, or lack the rights, are refused', async () => {
	const admin = connect({ url: database.adminUrl, poolSize: 1 })
	await admin.raw(`
		do $$ begin
			create role vetslot_test_heir login password 'x' in role vetslot_test_owner;
			create role vetslot_test_stranger login password 'x';
		exception when duplicate_object then null; end $$`)
	await admin.destroy()
	const as = (login: string) => {
		const url = new URL(database.adminUrl)
		url.username = login
		url.password = 'x'
		return url.href
	}
	assert.match(await refusalOf(as('vetslot_test_heir')), 'owns tables of clinics')
	assert.match(await refusalOf(as('vetslot_test_stranger')), 'grant vetslot_server to')
})

const addresses = suite('addresses of databases')
addresses.before(async () => {
	database = await testDatabase({ empty: true })
})
addresses.after(() => database.close())

addresses('that work are silent', async () => {
	await checkConnection(database.serverUrl)
})

const spoil = (change: (url: URL) => void) => {
	const url = new URL(database.serverUrl)
	change(url)
	return refusal(checkConnection(url.href))
}

addresses('that do not work are told in one line without the password', async () => {
	const messages = {
		'nothing listens': await spoil((url) => {
			url.port = '1'
		}),
		'the password is wrong': await spoil((url) => {
			url.password = 'hunter2'
		}),
		'no such database': await spoil((url) => {
			url.pathname = '/nowhere'
		}),
		'no such host': await spoil((url) => {
			url.hostname = 'database.invalid'
		}),
		'of the form postgres://': await refusal(checkConnection('localhost/vetslot')),
	}
	for (const [words, message] of Object.entries(messages)) {
		assert.match(message, words)
		assert.match(message, /^DATABASE_URL /)
		assert.not.match(message, 'hunter2')
		assert.not.match(message, '\n')
	}
})

logins.run()
addresses.run()
