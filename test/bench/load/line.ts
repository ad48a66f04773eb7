import { connect, type Socket } from 'node:net'

export interface Answered {
	status: number
	milliseconds: number
	/** Only when asked for. */
	body: string
}

const HEAD_END = '\r\n\r\n'

/**
 * One kept connection that carries one request at a time. It reads of an answer what it needs to
 * know where it ends: a client that does more would be measured along with the server.
 */
export class Line {
	readonly #socket: Socket
	readonly #keepsBodies: boolean
	#resolve: ((answered: Answered) => void) | undefined
	#reject: ((error: Error) => void) | undefined
	#sentAt = 0
	#head = ''
	#status = 0
	/** Bytes still to come; -1 while the head is not whole. */
	#missing = -1
	#body: Buffer[] = []

	private constructor(socket: Socket, keepsBodies: boolean) {
		this.#socket = socket
		this.#keepsBodies = keepsBodies
		socket.setNoDelay(true)
		socket.on('data', (chunk) => this.#read(chunk))
		const lost = (error?: Error) => this.#reject?.(error ?? new Error('The connection was closed'))
		socket.on('error', lost)
		socket.on('close', () => lost())
	}

	static open(port: number, keepsBodies = false): Promise<Line> {
		return new Promise((resolve, reject) => {
			const socket = connect(port, '127.0.0.1')
			socket.once('error', reject)
			socket.once('connect', () => {
				socket.off('error', reject)
				resolve(new Line(socket, keepsBodies))
			})
		})
	}

	send(request: string): Promise<Answered> {
		this.#head = ''
		this.#missing = -1
		this.#body = []
		this.#sentAt = performance.now()
		this.#socket.write(request)
		return new Promise((resolve, reject) => {
			this.#resolve = resolve
			this.#reject = reject
		})
	}

	close(): void {
		this.#reject = undefined
		this.#socket.destroy()
	}

	#read(chunk: Buffer): void {
		let rest = chunk
		if (this.#missing < 0) {
			this.#head += chunk.toString('latin1')
			const end = this.#head.indexOf(HEAD_END)
			if (end < 0) return
			const bytes = this.#head.length - end - HEAD_END.length
			rest = chunk.subarray(chunk.length - bytes)
			this.#status = Number(this.#head.slice(9, 12))
			this.#missing = lengthIn(this.#head.slice(0, end))
		}
		this.#missing -= rest.length
		if (this.#keepsBodies) this.#body.push(rest)
		if (this.#missing > 0) return
		const milliseconds = performance.now() - this.#sentAt
		this.#resolve?.({
			status: this.#status,
			milliseconds,
			body: Buffer.concat(this.#body).toString(),
		})
	}
}

function lengthIn(head: string): number {
	const found = /\r\ncontent-length: (\d+)/i.exec(head)
	if (found) return Number(found[1])
	if (/\r\ntransfer-encoding:/i.test(head)) throw new Error('Answers in pieces are not read')
	return 0
}
