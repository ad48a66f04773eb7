import { createConnection, createServer, type Socket } from 'node:net'

/** Whether the database hears of a COMMIT before the connection is cut. */
export type Cut = 'before' | 'after'

/** Stands between server and PostgreSQL, and cuts connections at the moment of a COMMIT. */
export interface Wire {
	/** The database's address by way of this wire. */
	url: string
	/** Cuts, once, the transaction in which that text is sent: a key, a table's name. */
	arm(text: string, cut: Cut): void
	disarm(text: string): void
	/** How many connections were cut so far. */
	cuts(): number
	/** Cuts every connection, and leads new ones to another port when it is given. */
	sever(port?: number): void
	close(): Promise<void>
}

export async function openWire(databaseUrl: string): Promise<Wire> {
	const target = new URL(databaseUrl)
	let port = Number(target.port)
	const armed = new Map<string, Cut>()
	const links = new Set<Link>()
	let cuts = 0
	const server = createServer((client) => {
		const link = new Link(client, createConnection(port, '127.0.0.1'), armed, () => cuts++)
		links.add(link)
		client.once('close', () => links.delete(link))
	})
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
	target.port = String((server.address() as { port: number }).port)
	const sever = (to = port) => {
		port = to
		for (const link of links) link.end()
	}
	return {
		url: target.href,
		arm: (text, cut) => void armed.set(text, cut),
		disarm: (text) => void armed.delete(text),
		cuts: () => cuts,
		sever,
		close: async () => {
			sever()
			await new Promise((done) => server.close(done))
		},
	}
}

/** One connection; what the client says is read message by message, what it hears is passed on. */
class Link {
	readonly #client: Socket
	readonly #database: Socket
	readonly #armed: Map<string, Cut>
	readonly #onCut: () => void
	#rest: Buffer = Buffer.alloc(0)
	#isOpen = false
	#cut: Cut | undefined

	constructor(client: Socket, database: Socket, armed: Map<string, Cut>, onCut: () => void) {
		this.#client = client
		this.#database = database
		this.#armed = armed
		this.#onCut = onCut
		client.setNoDelay(true)
		database.setNoDelay(true)
		client.on('data', (chunk: Buffer) => this.#read(chunk))
		database.on('data', (chunk) => client.write(chunk))
		for (const socket of [client, database]) {
			socket.on('error', () => this.end())
			socket.on('close', () => this.end())
		}
	}

	end(): void {
		this.#client.destroy()
		this.#database.destroy()
	}

	#read(chunk: Buffer): void {
		if (this.#client.destroyed) return
		this.#rest = Buffer.concat([this.#rest, chunk])
		const passed: Buffer[] = []
		for (let message = this.#next(); message; message = this.#next()) {
			this.#look(message)
			const isCommit = this.#cut !== undefined && commits(message)
			if (!isCommit || this.#cut === 'after') passed.push(message)
			if (isCommit) {
				this.#strike(Buffer.concat(passed))
				return
			}
		}
		if (passed.length > 0) this.#database.write(Buffer.concat(passed))
	}

	/** The next whole message; the first of a connection has no letter before its length. */
	#next(): Buffer | undefined {
		const head = this.#isOpen ? 1 : 0
		if (this.#rest.length < head + 4) return undefined
		const length = head + this.#rest.readInt32BE(head)
		if (this.#rest.length < length) return undefined
		const message = this.#rest.subarray(0, length)
		this.#rest = this.#rest.subarray(length)
		const asksForTls = !this.#isOpen && message.readInt32BE(4) === 80_877_103
		if (!asksForTls) this.#isOpen = true
		return message
	}

	#look(message: Buffer): void {
		if (this.#armed.size === 0) return
		if (startsOrEnds(message)) this.#cut = undefined
		for (const [text, cut] of this.#armed) {
			if (message.includes(text)) {
				this.#cut = cut
				this.#armed.delete(text)
			}
		}
	}

	#strike(last: Buffer): void {
		this.#onCut()
		this.#client.destroy()
		if (this.#cut === 'before') this.#database.destroy()
		// An orderly end: PostgreSQL reads and does all that came before it.
		else this.#database.end(last)
	}
}

const textOf = (message: Buffer) => message.toString('latin1', 0, 400)
const isStatement = (message: Buffer) => message[0] === 0x51 || message[0] === 0x50 // Q, P
const commits = (message: Buffer) => isStatement(message) && /\bcommit\b/i.test(textOf(message))
const startsOrEnds = (message: Buffer) =>
	isStatement(message) && /\b(begin|rollback)\b(?! to)/i.test(textOf(message))
