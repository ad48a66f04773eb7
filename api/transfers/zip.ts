import { pipeline, Readable } from 'node:stream'
import { constants, crc32, createDeflateRaw } from 'node:zlib'
import {
	descriptor,
	directoryEnd,
	directoryEntry,
	type Entry,
	localHeader,
	stampOf,
} from './zip-headers.ts'

/** Takes bytes, and resolves once more may come. */
export type Write = (bytes: Buffer) => Promise<void>

/** Beyond, a file needs other headers, which not every program reads. */
const MOST_BYTES = 0xffff_ffff

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

	/** @throws Error when this file is beyond 4 GiB; all of them together may be */
	async add(name: string, content: AsyncIterable<string | Uint8Array>): Promise<void> {
		const entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset: this.#offset }
		await this.#put(localHeader(entry, this.#stamp))
		for await (const bytes of deflated(content, entry)) {
			entry.packed += bytes.length
			await this.#put(bytes)
		}
		await this.#put(descriptor(entry))
		this.#entries.push(entry)
	}

	/** Writes the directory, without which the rest is nothing. */
	async end(): Promise<void> {
		const start = this.#offset
		for (const entry of this.#entries) await this.#put(directoryEntry(entry, this.#stamp))
		const count = this.#entries.length
		await this.#put(directoryEnd({ count, size: this.#offset - start, start }))
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
