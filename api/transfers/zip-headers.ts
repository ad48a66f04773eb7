/** What stands around the content of a ZIP archive (PKWARE APPNOTE 6.3). */
export interface Entry {
	name: Buffer
	crc: number
	packed: number
	size: number
	offset: number
}

// What does not fit is told by the largest number, and stands elsewhere with eight bytes (ZIP64).
const MOST_32 = 0xffff_ffff
const MOST_16 = 0xffff
const VERSION = 20
const VERSION_64 = 45
// Sizes stand behind the data, names are UTF-8.
const FLAGS = 0x0808
const DEFLATED = 8

export function localHeader({ name }: Entry, stamp: Buffer): Buffer {
	const none = Buffer.alloc(12)
	return Buffer.concat([
		int32(0x0403_4b50),
		common(stamp),
		none,
		int16(name.length),
		int16(0),
		name,
	])
}

export function descriptor(entry: Entry): Buffer {
	return Buffer.concat([int32(0x0807_4b50), ends(entry)])
}

export function directoryEntry(entry: Entry, stamp: Buffer): Buffer {
	const { name, offset } = entry
	const far = offset >= MOST_32
	const extra = far ? Buffer.concat([int16(1), int16(8), int64(offset)]) : Buffer.alloc(0)
	// No comment, the first disk, no attributes.
	const none = Buffer.alloc(10)
	const version = far ? VERSION_64 : VERSION
	const head = [int32(0x0201_4b50), int16(version), common(stamp, version), ends(entry)]
	const lengths = [int16(name.length), int16(extra.length), none]
	return Buffer.concat([...head, ...lengths, int32(far ? MOST_32 : offset), name, extra])
}

interface Directory {
	count: number
	size: number
	/** Where it begins. */
	start: number
}

export function directoryEnd({ count, size, start }: Directory): Buffer {
	const far = count >= MOST_16 || start + size >= MOST_32
	const counts = int16(far ? MOST_16 : count)
	const places = far ? [int32(MOST_32), int32(MOST_32)] : [int32(size), int32(start)]
	const end = [int32(0x0605_4b50), int32(0), counts, counts, ...places, int16(0)]
	return Buffer.concat(far ? [...farEnd({ count, size, start }), ...end] : end)
}

function farEnd({ count, size, start }: Directory): Buffer[] {
	const version = int16(VERSION_64)
	const counts = [int64(count), int64(count)]
	const places = [int64(size), int64(start)]
	const record = [int32(0x0606_4b50), int64(44), version, version, int64(0), ...counts, ...places]
	return [...record, int32(0x0706_4b50), int32(0), int64(start + size), int32(1)]
}

const common = (stamp: Buffer, version = VERSION) =>
	Buffer.concat([int16(version), int16(FLAGS), int16(DEFLATED), stamp])

const ends = ({ crc, packed, size }: Entry) =>
	Buffer.concat([int32(crc), int32(packed), int32(size)])

/** As MS-DOS writes it: two seconds are one. */
export function stampOf(at: Date): Buffer {
	const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
	const years = at.getUTCFullYear() - 1980
	const date = (years << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
	return Buffer.concat([int16(time), int16(date)])
}

function int16(value: number): Buffer {
	const bytes = Buffer.alloc(2)
	bytes.writeUInt16LE(value)
	return bytes
}

function int32(value: number): Buffer {
	const bytes = Buffer.alloc(4)
	bytes.writeUInt32LE(value)
	return bytes
}

function int64(value: number): Buffer {
	const bytes = Buffer.alloc(8)
	bytes.writeBigUInt64LE(BigInt(value))
	return bytes
}
