import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import { etagOf } from './etag.ts'

export type Encoding = 'br' | 'gzip'

/** Below, a compressed text saves no packet. */
const WORTH_BYTES = 1024

// Quick levels: the next ones take several times as long for a few hundredths of the size.
const compress: Record<Encoding, (text: Buffer) => Promise<Buffer>> = {
	br: (text) => brotli(text, { params: { [zlib.BROTLI_PARAM_QUALITY]: 4 } }),
	gzip: (text) => deflate(text, { level: 5 }),
}
const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/**
 * JSON that is made once and sent often: its bytes, its tag, and its compressed forms beside it, each
 * made when somebody first asks for it. Must hold no secret: the size of a compressed text tells of
 * what is in it.
 */
export class KeptText {
	readonly bytes: Buffer
	/** Without quotes. */
	readonly etag: string
	readonly #forms = new Map<Encoding, Buffer | Promise<Buffer>>()

	/** @param about what the tag depends on besides the text */
	constructor(text: string, about = '') {
		this.bytes = alone(Buffer.from(text))
		this.etag = etagOf(`${about}\n${text}`)
	}

	/** The bytes in the best form that `Accept-Encoding` allows. */
	in(acceptEncoding: string): { encoding: Encoding | null; bytes: Buffer | Promise<Buffer> } {
		const encoding = this.bytes.length < WORTH_BYTES ? null : bestOf(acceptEncoding)
		if (encoding === null) return { encoding, bytes: this.bytes }
		return { encoding, bytes: this.#forms.get(encoding) ?? this.#make(encoding) }
	}

	toString(): string {
		return this.bytes.toString()
	}

	#make(encoding: Encoding): Promise<Buffer> {
		const made = compress[encoding](this.bytes).then(alone)
		this.#forms.set(encoding, made)
		made.then(
			(bytes) => this.#forms.set(encoding, bytes),
			() => this.#forms.delete(encoding),
		)
		return made
	}
}

/** Short buffers are pieces of larger ones, which they would keep alive for as long as they are kept. */
function alone(bytes: Buffer): Buffer {
	if (bytes.buffer.byteLength === bytes.length) return bytes
	const own = Buffer.allocUnsafeSlow(bytes.length)
	bytes.copy(own)
	return own
}

const MOST_REMEMBERED = 200
const remembered = new Map<string, Encoding | null>()

/** Browsers send a handful of different texts; whoever sends others has them read each time. */
function bestOf(acceptEncoding: string): Encoding | null {
	if (acceptEncoding === '') return null
	const known = remembered.get(acceptEncoding)
	if (known !== undefined) return known
	const allowed = allowedBy(acceptEncoding)
	const best = (['br', 'gzip'] as const).find(allowed) ?? null
	if (remembered.size < MOST_REMEMBERED) remembered.set(acceptEncoding, best)
	return best
}

function allowedBy(acceptEncoding: string): (encoding: Encoding) => boolean {
	const weights = new Map(
		acceptEncoding.split(',').map((part) => {
			const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
			const weight = parameters.find((parameter) => /^q\s*=/.test(parameter))
			return [name, weight === undefined ? 1 : Number(weight.split('=')[1])]
		}),
	)
	return (encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0
}
