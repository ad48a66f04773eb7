import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ConfigError, readConfig } from '../../api/config.ts'

const test = suite('settings')

const key = 'A'.repeat(43)
const outside = { DATABASE_URL: 'postgres://app@db/vetslot', SERVER_KEY: key }
const refusal = (env: Record<string, string>, argv: string[] = []): string => {
	try {
		readConfig(env, argv)
	} catch (error) {
		if (error instanceof ConfigError) return error.message
		throw error
	}
	return ''
}

test('has a sensible value for everything', () => {
	const config = readConfig({}, [])
	assert.is(config.host, '127.0.0.1')
	assert.is(config.port, 8080)
	assert.is(config.sitePort, 8081)
	assert.is(config.role, 'all')
	assert.is(config.dataDir, '.vetslot')
	assert.is(config.database.url, undefined)
	assert.is(config.trustProxy, 0)
	assert.equal(config.limits.writes.address, { most: 60, seconds: 60 })
	assert.equal(config.limits.writes.key, { most: 6000, seconds: 60 })
	assert.is(config.limits.holdsByAddress, 6)
	assert.is(config.maxConnections, 9000)
	assert.equal(config.limits.streams, { most: 5000, byAddress: 100 })
})

test('leaves connections for calls when streams take all they may', () => {
	const { limits } = readConfig({ MAX_CONNECTIONS: '20000' }, [])
	assert.is(limits.streams.most, 5000)
	assert.is(readConfig({ MAX_CONNECTIONS: '10' }, []).limits.streams.most, 6)
	const text = refusal({ MAX_CONNECTIONS: '100', LIMIT_STREAMS: '100' })
	assert.match(text, 'LIMIT_STREAMS: must be below MAX_CONNECTIONS')
})

test('has no operator without a key, and wants a good one', () => {
	assert.is(readConfig({}, []).operatorKey, undefined)
	assert.is(readConfig({ OPERATOR_KEY: key }, []).operatorKey?.length, 32)
	assert.match(
		refusal({ OPERATOR_KEY: 'password' }),
		'OPERATOR_KEY: must be 32 or more random bytes',
	)
})

test('keeps files in a folder or in a bucket, and in no half of one', () => {
	assert.equal(readConfig({}, []).files, { folder: '.vetslot/files', s3: undefined })
	assert.is(readConfig({ FILES_DIR: '/srv/files' }, []).files.folder, '/srv/files')
	const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }
	const { s3 } = readConfig(
		{ S3_BUCKET: 'files', S3_ENDPOINT: 'http://s3:9000', ...keys },
		[],
	).files
	assert.equal(s3, {
		...{ bucket: 'files', endpoint: 'http://s3:9000', region: 'us-east-1' },
		...{ accessKeyId: 'id', secretAccessKey: 'secret' },
	})
	const missing = 'S3_ACCESS_KEY_ID: required when S3_BUCKET is set\nS3_SECRET_ACCESS_KEY: required'
	assert.match(refusal({ S3_BUCKET: 'files' }), missing)
	assert.match(refusal({ S3_REGION: 'eu-west-2' }), 'S3_BUCKET: required when S3_REGION is set')
	assert.match(refusal({ S3_BUCKET: 'Files!', ...keys }), 'S3_BUCKET: must be the name of a bucket')
	const both = refusal({ S3_BUCKET: 'files', FILES_DIR: 'here', ...keys })
	assert.match(both, 'FILES_DIR: must not be set when S3_BUCKET is')
})

test('takes values from the environment, and arguments over them', () => {
	const config = readConfig(
		{
			PORT: '9000',
			DATABASE_URL: 'postgres://app@db/vetslot',
			SERVER_KEY: key,
			PUBLIC_URL: 'https://book.example/',
			LIMIT_WRITES_BY_EMAIL: '100000/60',
			POSTMARK_USE_HTTPS: 'false',
			LOG_LEVEL: '',
		},
		['--role', 'worker', '--port=9100'],
	)
	assert.is(config.port, 9100)
	assert.is(config.role, 'worker')
	assert.is(config.publicUrl, 'https://book.example')
	assert.is(config.serverKey?.length, 32)
	assert.is(config.mail.postmarkUseHttps, false)
	assert.is(config.logLevel, 'info')
	assert.equal(config.limits.writes.email, { most: 100_000, seconds: 60 })
})

test('says one clear line for each bad value, without the value', () => {
	const text = refusal({
		PORT: 'eighty',
		DATABASE_URL: 'mysql://root:hunter2@db',
		SERVER_KEY: 'short-secret',
		TRUST_PROXY: '-1',
		LOG_LEVEL: 'loud',
		PUBLIC_URL: 'book.example',
		LIMIT_WRITES_BY_KEY: 'many',
	})
	const names = text.split('\n').map((line) => line.split(':')[0])
	assert.equal(names, [
		'PORT',
		'DATABASE_URL',
		'SERVER_KEY',
		'PUBLIC_URL',
		'TRUST_PROXY',
		'LOG_LEVEL',
		'LIMIT_WRITES_BY_KEY',
	])
	assert.match(text, /^LOG_LEVEL: must be fatal, error, warn/m)
	assert.not.match(text, /hunter2|short-secret/)
})

test('requires a server key with a database of ones own', () => {
	assert.match(refusal({ DATABASE_URL: 'postgres://app@db/vetslot' }), /^SERVER_KEY: required/)
})

test('requires an address for links when it listens everywhere', () => {
	for (const HOST of ['0.0.0.0', '::']) {
		const words = `PUBLIC_URL: required when HOST is ${HOST}, since mails carry links to it`
		assert.is(refusal({ HOST }), words)
		assert.is(refusal({ HOST, PUBLIC_URL: 'https://book.example' }), '')
	}
	assert.is(refusal({ HOST: '192.0.2.7' }), '')
})

test('gives mail a page only where nobody can come from elsewhere, or when asked to', () => {
	const shows = (env: Record<string, string>) => readConfig(env, []).showsMailbox
	const elsewhere = { ...outside, PUBLIC_URL: 'http://localhost:8080' }
	assert.is(shows({}), true)
	for (const PUBLIC_URL of ['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:80']) {
		assert.is(shows({ PUBLIC_URL }), true, PUBLIC_URL)
	}
	for (const PUBLIC_URL of ['https://book.example', 'https://127.0.0.1.book.example']) {
		assert.is(shows({ PUBLIC_URL }), false, PUBLIC_URL)
		assert.is(shows({ PUBLIC_URL, MAILBOX: 'on' }), true)
	}
	assert.is(shows(elsewhere), false)
	assert.is(shows({ ...elsewhere, MAILBOX: 'on' }), true)
	assert.is(shows({ MAILBOX: 'off' }), false)
	assert.is(shows({ MAILBOX: 'on', POSTMARK_SERVER_TOKEN: 't' }), false)
	assert.match(refusal({ MAILBOX: 'yes' }), /^MAILBOX: must be on or off/)
})

test('requires an address for links where mail leaves an outside database', () => {
	const words = 'PUBLIC_URL: required when DATABASE_URL is set, since mails carry links to it'
	assert.is(refusal(outside), words)
	assert.is(refusal({ ...outside, HOST: '0.0.0.0' }), words)
	assert.is(refusal(outside, ['--role', 'worker']), words)
	assert.is(refusal(outside, ['--role', 'server']), '')
	assert.is(refusal({ ...outside, DEMO: 'on' }), '')
})

test('has the made-up clinics where it keeps the data, elsewhere when asked', () => {
	assert.is(readConfig({}, []).demo, true)
	assert.is(readConfig({ DEMO: 'off' }, []).demo, false)
	assert.is(readConfig({ ...outside, DEMO: 'on' }, []).demo, true)
	assert.is(readConfig({ ...outside, PUBLIC_URL: 'https://book.example' }, []).demo, false)
	assert.is(refusal({ DEMO: 'yes' }), 'DEMO: must be on or off')
})

test('wants a bare address for links', () => {
	for (const end of ['ann:pw@book.example', 'book.example/?a=1', 'book.example/#top']) {
		const text = refusal({ PUBLIC_URL: `https://${end}` })
		assert.match(text, /^PUBLIC_URL: must be without user, password, \? and #/)
	}
	assert.is(readConfig({ PUBLIC_URL: 'https://book.example/pets/' }, []).publicUrl?.length, 25)
})

test('wants a mail address to send from', () => {
	for (const MAIL_FROM of [
		'Vetslot',
		'Vetslot <>',
		'a@b, c@d',
		'Vetslot <a@b> <c@d>',
		'@b',
		'a b@c',
	]) {
		assert.match(refusal({ MAIL_FROM }), /^MAIL_FROM: must be a mail address/, MAIL_FROM)
	}
	for (const MAIL_FROM of ['a@b.example', 'Vets, London <a@b.example>', '"Q" <a@b.example>']) {
		assert.is(refusal({ MAIL_FROM }), '')
	}
})

test('names the limits of a number', () => {
	assert.is(refusal({ DATABASE_POOL: '501' }), 'DATABASE_POOL: must be a whole number, 1 to 500')
	assert.is(refusal({ PORT: '70000' }), 'PORT: must be a whole number, 0 to 65535')
	assert.is(refusal({ PORT: '80.5' }), 'PORT: must be a whole number, 0 to 65535')
	assert.is(
		refusal({ LIMIT_READ_BURST: '0' }),
		'LIMIT_READ_BURST: must be a whole number, 1 or more',
	)
})

test('refuses unknown roles and arguments', () => {
	assert.match(refusal({}, ['--role', 'king']), /--role: must be server, worker or all/)
	assert.match(refusal({}, ['--colour', 'red']), /--colour/)
	assert.match(refusal({}, ['--port', '99999']), /^PORT: /)
})

test('lets a page of your own use the keys of the demonstration', () => {
	const read = (DEMO_ORIGINS: string) => readConfig({ DEMO_ORIGINS }, []).demoOrigins
	assert.equal(read('http://localhost:3000, https://a.example'), [
		'http://localhost:3000',
		'https://a.example',
	])
	assert.throws(() => read('localhost:3000'), /DEMO_ORIGINS/)
	assert.throws(() => read('https://a.example/page'), /DEMO_ORIGINS/)
})

test.run()
