// In a process of its own: the memory is measured.
import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { BookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { openDesk } from '../hours/desk.ts'
import { sendFile, tally } from './files.ts'
import { file, growth, KINDS } from './many-rows.ts'

const test = suite('large files')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

// Ten times what is read at once shows whether memory stays flat; `test/bench/import.ts` sends 50,000.
const ROWS = { clients: 20_000, pets: 5000, records: 5000 }
// The rows of the longest file take several times that as objects.
const MOST_GROWTH = 120

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
			const [answer, grown] = await growth(() =>
				sendFile(api, desk, `kind=${kind}`, file(kind, ROWS[kind])),
			)
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
	assert.ok(bytes > 500_000, `${bytes} bytes`)
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
