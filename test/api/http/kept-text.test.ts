import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { KeptText } from '../../../api/http/kept-text.ts'

const test = suite('texts that are kept')
const long = JSON.stringify(Array.from({ length: 200 }, (_, i) => `start ${i}`))

test('keeps no more memory alive than its forms have bytes', async () => {
	for (const text of ['[]', long]) {
		const kept = new KeptText(text)
		for (const accept of ['', 'gzip', 'br']) {
			const bytes = await kept.in(accept).bytes
			assert.is(bytes.buffer.byteLength, bytes.length, `${accept} of ${text.length} characters`)
		}
	}
})

test('gives the same text in each form', async () => {
	const kept = new KeptText(long)
	assert.is(gunzipSync(await kept.in('gzip').bytes).toString(), long)
	assert.is(brotliDecompressSync(await kept.in('br, gzip').bytes).toString(), long)
	assert.is(kept.toString(), long)
})

test.run()
