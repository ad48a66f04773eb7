import { pipeline, Readable } from 'node:stream'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

/** Takes bytes, and resolves once more may come. */
export type Write = (bytes: Buffer) => Promise<void>

interface Entry {
	name: Buffer
	crc: number
	packed: number
	size: number
	offset: number
}

/** Beyond, ZIP needs other headers, which not every program reads. */
const MOST_BYTES = 0xffff_ffff
const VERSION = 20
// Sizes stand behind the data, names are UTF-8.
const FLAGS = 0x0808
const DEFLATED = 8

/** Writes a ZIP archive (PKWARE APPNOTE 6.3) as it goes, so that it takes no memory of its size. */
export class ZipWriter {
	readonly #write: Write
	readonly #entries: Entry[] = []
	readonly #stamp: Buffer
	#offset = 0

	/** @param at when the files were made */
	constructor(write: Write, at: Date) {
		this.#write = write
		this.#stamp = stampOf(at)
	}

	/** @throws Error beyond 4 GiB */
	async add(name: string, content: AsyncIterable<string | Uint8Array>): Promise<void> {
		const entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.#offset }
		await this.#put(localHeader(entry, this.#stamp))
		for await (const bytes of deflated(content, entry)) {
			entry.packed += bytes.length
			await this.#put(bytes)
		}
		await this.#put(Buffer.concat([int32(0x0807_4b50), ends(entry)]))
		this.#entries.push(entry)
	}

	/** Writes the directory, without which the rest is nothing. */
	async end(): Promise<void> {
		const start = this.#offset
		for (const entry of this.#entries) await this.#put(directoryEntry(entry, this.#stamp))
		const count = int16(this.#entries.length)
		const size = int32(this.#offset - start)
		const parts = [int32(0x0605_4b50), int32(0), count, count, size, int32(start), int16(0)]
		await this.#put(Buffer.concat(parts))
	}

	async #put(bytes: Buffer): Promise<void> {
		this.#offset += bytes.length
		if (this.#offset > MOST_BYTES) throw new Error('The archive would be larger than 4 GiB')
		await this.#write(bytes)
	}
}

async function* deflated(
	content: AsyncIterable<string | Uint8Array>,
	entry: Entry,
): AsyncGenerator<Buffer> {
	const counted = async function* () {
		for await (const part of content) {
			const bytes = typeof part === 'string' ? Buffer.from(part) : part
			entry.crc = crc32(bytes, entry.crc)
			entry.size += bytes.length
			if (entry.size > MOST_BYTES) throw new Error('A file would be larger than 4 GiB')
			yield bytes
		}
	}
	// A quick level: the rest is a tenth of the size for several times the work.
	const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED })
	// Its end and its failure both come out of what is read below.
	pipeline(Readable.from(counted()), deflate, () => {})
	yield* deflate
}

function localHeader({ name }: Entry, stamp: Buffer): Buffer {
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

function directoryEntry(entry: Entry, stamp: Buffer): Buffer {
	const { name, offset } = entry
	// No extras, no comment, the first disk, no attributes.
	const none = Buffer.alloc(12)
	const head = [int32(0x0201_4b50), int16(VERSION), common(stamp), ends(entry)]
	return Buffer.concat([...head, int16(name.length), none, int32(offset), name])
}

const common = (stamp: Buffer) =>
	Buffer.concat([int16(VERSION), int16(FLAGS), int16(DEFLATED), stamp])

const ends = ({ crc, packed, size }: Entry) =>
	Buffer.concat([int32(crc), int32(packed), int32(size)])

/** As MS-DOS writes it: two seconds are one. */
function stampOf(at: Date): Buffer {
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
