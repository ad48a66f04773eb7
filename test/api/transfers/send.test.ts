import { Writable } from 'node:stream'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { writeTo } from '../../../api/transfers/send.ts'

const test = suite('sending an archive')

/** A reader who takes what he is given after so many milliseconds; null: never. */
const reader = (after: number | null) =>
	new Writable({
		highWaterMark: 1,
		write(_, __, done) {
			if (after !== null) setTimeout(done, after)
		},
	})

async function why(sink: Writable, patience: { wait: number; whole: number }): Promise<string> {
	const write = writeTo(sink, patience)
	try {
		for (let i = 0; i < 20; i++) await write(Buffer.alloc(10))
		return 'all was taken'
	} catch (error) {
		return (error as Error).message
	} finally {
		sink.destroy()
	}
}

test('goes no faster than its reader, and ends as he does', async () => {
	assert.is(await why(reader(1), { wait: 1000, whole: 5000 }), 'all was taken')
	const gone = reader(null)
	setTimeout(() => gone.destroy(), 20)
	assert.is(await why(gone, { wait: 1000, whole: 5000 }), 'The reader left')
	assert.is(await why(gone, { wait: 1000, whole: 5000 }), 'The reader left')
})

test('waits for nobody who stands still', async () => {
	assert.is(await why(reader(null), { wait: 30, whole: 5000 }), 'The reader stood still')
})

test('waits no longer than it was given for the whole, however often a little is taken', async () => {
	const tooLong = 'The reader took too long for the whole'
	assert.is(await why(reader(40), { wait: 100, whole: 200 }), tooLong)
	assert.is(await why(reader(null), { wait: 5000, whole: 30 }), tooLong)
})

test.run()
