import { createHash } from 'node:crypto'
import { type Write, ZipWriter } from './zip.ts'

/** A ZIP whose last file tells the SHA-256 of all others, as `sha256sum --check` reads it. */
export class SummedZip {
	readonly #zip: ZipWriter
	readonly #lines: string[] = []

	/** @param at when the files were made */
	constructor(write: Write, at: Date) {
		this.#zip = new ZipWriter(write, at)
	}

	/** @returns the SHA-256 of the content, in hex */
	async add(name: string, content: AsyncIterable<string | Uint8Array>): Promise<string> {
		const hash = createHash('sha256')
		const hashed = async function* () {
			for await (const part of content) {
				hash.update(part)
				yield part
			}
		}
		await this.#zip.add(name, hashed())
		const sum = hash.digest('hex')
		this.#lines.push(`${sum}  ${name}\n`)
		return sum
	}

	addText(name: string, text: string): Promise<string> {
		return this.add(name, once(text))
	}

	async end(): Promise<void> {
		await this.#zip.add('manifest.sha256', once(this.#lines.join('')))
		await this.#zip.end()
	}
}

async function* once(text: string): AsyncGenerator<string> {
	yield text
}
