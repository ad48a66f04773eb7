import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { BookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { openDesk } from '../hours/desk.ts'
import { sendFile, tally } from './files.ts'

const test = suite('large files')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

// All that a file of 50,000 rows takes, one of 10,000 takes as well.
const ROWS = { clients: 50_000, pets: 10_000, records: 10_000 }
const MEGABYTE = 1_048_576
// The rows of the longest file take several times that as objects.
const MOST_GROWTH = 120

const HEADERS = {
	clients: 'external_id,first_name,last_name,email,mobile,notes',
	pets: 'external_id,owner_external_id,name,species,breed,sex,dob,weight,microchip',
	records: 'external_id,pet_external_id,kind,date,title,next_due,product,batch,notes',
}
type Kind = keyof typeof HEADERS
const KINDS = ['clients', 'pets', 'records'] as const

const notes = 'Prefers mornings; rings twice. '.repeat(4)
const LINES: Record<Kind, (i: number) => string> = {
	clients: (i) => `c${i},Ann${i},Otter,ann${i}@owner.example,07700 ${900_000 + (i % 999)},${notes}`,
	pets: (i) =>
		`p${i},c${i},Pickle${i},canine,FS,female,2020-03-01,12.${i % 9} kg,${900_123_000_000_000 + i}`,
	records: (i) => `r${i},p${i},vaccination,2026-01-05,Booster,2027-01-05,Nobivac,D${i},${notes}`,
}

/** A file that is made as it is sent. */
function file(kind: Kind, rows = ROWS[kind]): ReadableStream {
	let row = 0
	const encoder = new TextEncoder()
	return new ReadableStream({
		pull(controller) {
			if (row >= rows) return controller.close()
			const lines = Array.from({ length: 500 }, (_, i) => LINES[kind](row + i))
			if (row === 0) lines.unshift(HEADERS[kind])
			row += 500
			controller.enqueue(encoder.encode(`${lines.join('\n')}\n`))
		},
	})
}

/** Runs work, and tells by how many megabytes this process grew in it at most. */
async function growth<T>(work: () => Promise<T>): Promise<[T, number]> {
	globalThis.gc?.()
	const before = process.memoryUsage.rss()
	let most = before
	const timer = setInterval(() => {
		most = Math.max(most, process.memoryUsage.rss())
	}, 20)
	const result = await work()
	clearInterval(timer)
	return [result, Math.round((most - before) / MEGABYTE)]
}

/** What the engine itself takes when it warms up is no part of what a file costs. */
async function warmUp(): Promise<void> {
	const desk = await openDesk(api)
	for (const kind of KINDS) await sendFile(api, desk, `kind=${kind}`, file(kind, 3000))
}

test('are imported and exported with flat memory, and no booking waits for them', async () => {
	await warmUp()
	const desk = await openDesk(api)
	const control = { isOver: false }
	const booking = keepBooking(desk.clinic, control)
	try {
		for (const kind of KINDS) {
			const [answer, grown] = await growth(() => sendFile(api, desk, `kind=${kind}`, file(kind)))
			assert.is(answer.status, 200, JSON.stringify(answer.body).slice(0, 500))
			assert.is(tally(answer.body), `${ROWS[kind]} 0 0 0`)
			assert.ok(grown < MOST_GROWTH, `${kind}: ${grown} MB`)
		}
	} finally {
		control.isOver = true
	}
	// Each of them came through while a file was on its way.
	assert.ok((await booking) > 3)
	const [bytes, grown] = await growth(() => sizeOfExport(desk.secret))
	assert.ok(bytes > 1_000_000)
	assert.ok(grown < MOST_GROWTH, `export: ${grown} MB`)
})

async function keepBooking(clinic: BookableClinic, control: { isOver: boolean }): Promise<number> {
	let booked = 0
	for (; !control.isOver; booked++) {
		await book(api, clinic, { start: startIn(3, booked) })
		await setTimeout(200)
	}
	return booked
}

async function sizeOfExport(secret: string): Promise<number> {
	const headers = { 'Vetslot-Key': secret }
	const { body } = await fetch(`${api.url}/api/clinic/export`, { headers })
	let bytes = 0
	for await (const part of body ?? []) bytes += part.length
	return bytes
}

test.run()
