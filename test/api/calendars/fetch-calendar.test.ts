import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { FeedError } from '../../../api/calendars/feed-error.ts'
import { fetchCalendar, type Reach } from '../../../api/calendars/fetch-calendar.ts'
import { isPublic } from '../../../api/calendars/public-address.ts'
import { diary, type ForeignServer, foreignServer } from './foreign-server.ts'

const test = suite('fetching a foreign calendar')
const nothing = { etag: null, lastModified: null }
const open: Reach = { loopback: true }
const closed: Reach = { loopback: false }
let server: ForeignServer
let other: ForeignServer

test.before(async () => {
	server = await foreignServer()
	other = await foreignServer()
})
test.after(async () => {
	await server.close()
	await other.close()
})

async function codeOf(address: string, reach: Reach): Promise<string> {
	try {
		await fetchCalendar(address, nothing, reach)
		return 'read'
	} catch (error) {
		return (error as FeedError).code ?? String(error)
	}
}

test('knows the open internet from everything else', () => {
	const shut = [
		...['127.0.0.1', '127.255.0.1', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255'],
		...['192.168.1.1', '169.254.169.254', '100.64.0.1', '192.0.0.192', '198.18.0.1', '224.0.0.1'],
		...['255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a00:1'],
		...['::127.0.0.1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::7f00:1'],
		...['2002:7f00:1::', '2001:0:1::1', '2001:db8::1', 'localhost', '', '1.2.3', '127.1'],
	]
	for (const address of shut) assert.not.ok(isPublic(address), address)
	for (const address of [
		'8.8.8.8',
		'172.32.0.1',
		'100.128.0.1',
		'2606:4700::1111',
		'2a00:1450::1',
	]) {
		assert.ok(isPublic(address), address)
	}
})

test('asks nothing of its own network, however that is written', async () => {
	const hosts = [
		...['127.0.0.1', '127.1', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '10.0.0.1', '172.20.1.1'],
		...['192.168.0.1', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
		...['[fe80::1]', '[fd00:ec2::254]', '[::]', '0.0.0.0', 'localhost'],
	]
	for (const host of hosts) {
		for (const scheme of ['https', 'http']) {
			assert.is(await codeOf(`${scheme}://${host}/x.ics`, closed), 'refused_address', host)
		}
	}
	assert.equal(server.asked, [])
})

test('asks no name that leads into its own network, not even for one of its addresses', async () => {
	const answers: Record<string, { address: string; family: number }[]> = {
		'private.example': [{ address: '10.1.2.3', family: 4 }],
		'both.example': [
			{ address: '8.8.8.8', family: 4 },
			{ address: '127.0.0.1', family: 4 },
		],
		'mapped.example': [{ address: '::ffff:169.254.169.254', family: 6 }],
	}
	const resolve = async (host: string) => answers[host] ?? []
	for (const host of Object.keys(answers)) {
		const reach = { loopback: false, resolve }
		assert.is(await codeOf(`https://${host}/`, reach), 'refused_address', host)
	}
	assert.is(await codeOf('https://nobody.example/', { loopback: false, resolve }), 'not_found')
})

test('connects to the address that was checked, and asks for the name once', async () => {
	server.answer('/a.ics', diary())
	let asked = 0
	const port = new URL(server.origin).port
	const resolve = async () => {
		asked++
		// A name that changes its mind between the check and the connection.
		return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
	}
	const reach = { loopback: true, resolve }
	assert.is(await codeOf(`http://rebinds.example:${port}/a.ics`, reach), 'read')
	assert.is(asked, 1)
	assert.is(await codeOf(`http://rebinds.example:${port}/a.ics`, reach), 'refused_address')
})

test('checks each address that it is led on to', async () => {
	const lead = (path: string, location: string) =>
		server.answer(path, (_, response) => void response.writeHead(302, { location }).end())
	lead('/private', 'https://10.0.0.1/x.ics')
	lead('/metadata', 'http://169.254.169.254/latest/meta-data/')
	lead('/plain', 'http://8.8.8.8/x.ics')
	lead('/file', 'file:///etc/passwd')
	lead('/bad', 'http://')
	lead('/loop', '/loop')
	lead('/one', '/two')
	lead('/two', `${other.origin}/three`)
	other.answer('/three', (_, response) => void response.writeHead(307, { location: '/four' }).end())
	other.answer('/four', diary())
	const code = (path: string) => codeOf(`${server.origin}${path}`, open)
	assert.is(await code('/private'), 'refused_address')
	assert.is(await code('/metadata'), 'refused_address')
	assert.is(await code('/plain'), 'not_https')
	assert.is.not(await code('/file'), 'read')
	assert.is(await code('/bad'), 'unreachable')
	assert.is(await code('/loop'), 'too_many_redirects')
	assert.is(await code('/one'), 'read')
	assert.is(server.asked.filter((path) => path === '/loop').length, 4)
})

test('gives up on what is too slow, too large, or an error', async () => {
	const soon = { ...open, milliseconds: 200 }
	server.answer('/silent', () => {})
	server.answer('/drips', (_, response) => {
		response.writeHead(200)
		response.write('BEGIN:VCALENDAR\r\n')
	})
	server.answer('/said', (_, response) => {
		response.writeHead(200, { 'Content-Length': 6_000_000 }).write('x')
	})
	server.answer('/sent', (_, response) => {
		response.writeHead(200)
		response.end(Buffer.alloc(6_000_000, 'x'))
	})
	server.answer('/broken', (_, response) => void response.destroy())
	server.answer('/gone', (_, response) => void response.writeHead(410).end())
	const code = (path: string, reach = open) => codeOf(`${server.origin}${path}`, reach)
	assert.is(await code('/silent', soon), 'too_slow')
	assert.is(await code('/drips', soon), 'too_slow')
	assert.is(await code('/said'), 'too_large')
	assert.is(await code('/sent'), 'too_large')
	assert.is(await code('/broken'), 'unreachable')
	assert.is(await code('/gone'), 'http_410')
	assert.is(await code('/nothing'), 'http_404')
	assert.is(await codeOf('http://127.0.0.1:1/', open), 'unreachable')
})

test('gives up on a name that takes too long', async () => {
	const reach = { loopback: false, resolve: () => new Promise<never>(() => {}), milliseconds: 100 }
	assert.is(await codeOf('https://slow.example/', reach), 'too_slow')
})

test('fetches again only what has changed', async () => {
	server.answer('/tagged', diary('2027-03-02T09:00Z'))
	const first = await fetchCalendar(`${server.origin}/tagged`, nothing, open)
	assert.ok(first.changed && first.etag)
	const again = await fetchCalendar(`${server.origin}/tagged`, first, open)
	assert.equal(again, { changed: false })
	server.answer('/tagged', diary('2027-03-03T09:00Z'))
	assert.ok((await fetchCalendar(`${server.origin}/tagged`, first, open)).changed)
})

test.run()
