import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { directoryEnd, directoryEntry, stampOf } from '../../../api/transfers/zip-headers.ts'

const test = suite('the directory of a ZIP')
const stamp = stampOf(new Date('2026-03-01T10:00:00Z'))
const FAR = 5_000_000_000
const entry = { name: Buffer.from('files/a.pdf'), crc: 1, packed: 2, size: 3 }

test('points to a file within 4 GiB with four bytes', () => {
	const bytes = directoryEntry({ ...entry, offset: 77 }, stamp)
	assert.is(bytes.length, 46 + entry.name.length)
	assert.is(bytes.readUInt16LE(30), 0, 'nothing extra')
	assert.is(bytes.readUInt32LE(42), 77)
})

test('points to a file beyond with eight', () => {
	const bytes = directoryEntry({ ...entry, offset: FAR }, stamp)
	assert.is(bytes.readUInt32LE(42), 0xffff_ffff)
	assert.is(bytes.readUInt16LE(6), 45, 'the version that knows of it')
	assert.is(bytes.readUInt16LE(30), 12)
	const extra = bytes.subarray(46 + entry.name.length)
	assert.equal([extra.readUInt16LE(0), extra.readUInt16LE(2)], [1, 8])
	assert.is(extra.readBigUInt64LE(4), BigInt(FAR))
})

test('ends as every program reads it, while that can tell all', () => {
	const bytes = directoryEnd({ count: 65_534, size: 10, start: 20 })
	assert.is(bytes.length, 22)
	assert.equal([bytes.readUInt16LE(10), bytes.readUInt32LE(12)], [65_534, 10])
	assert.is(bytes.readUInt32LE(16), 20)
})

test('ends with what it can not tell in front, for very many files or bytes', () => {
	for (const directory of [
		{ count: 65_535, size: 10, start: 20 },
		{ count: 1, size: 10, start: FAR },
	]) {
		const bytes = directoryEnd(directory)
		assert.is(bytes.length, 56 + 20 + 22)
		assert.is(bytes.readUInt32LE(0), 0x0606_4b50)
		assert.is(bytes.readBigUInt64LE(32), BigInt(directory.count))
		assert.is(bytes.readBigUInt64LE(40), 10n)
		assert.is(bytes.readBigUInt64LE(48), BigInt(directory.start))
		assert.is(bytes.readUInt32LE(56), 0x0706_4b50)
		assert.is(bytes.readBigUInt64LE(64), BigInt(directory.start + directory.size))
		assert.is(bytes.readUInt16LE(76 + 10), 0xffff)
		assert.is(bytes.readUInt32LE(76 + 16), 0xffff_ffff)
	}
})

test.run()
