// Opens event streams and notes when each event arrived, by the clock that all processes share.
import { connect, type Socket } from 'node:net'
import type { Heard, ListenOptions } from './listen.ts'

const sockets: Socket[] = []
let heard: Heard[] = []
let opened = 0

process.on('message', (message: ListenOptions | 'collect') => {
	if (message === 'collect') {
		process.send?.({ heard })
		heard = []
		return
	}
	message.requests.forEach((request, listener) => {
		open(message.port, request, listener)
	})
})
process.on('disconnect', () => process.exit(0))

function open(port: number, request: string, listener: number): void {
	const socket = connect(port, '127.0.0.1', () => socket.write(request))
	let text = ''
	let begun = false
	socket.on('data', (chunk) => {
		const at = performance.timeOrigin + performance.now()
		text += chunk.toString('latin1')
		if (!begun && text.includes('\r\n\r\n')) {
			if (!text.startsWith('HTTP/1.1 200')) throw new Error(text.slice(0, 300))
			begun = true
			if (++opened % 1000 === 0 || opened === sockets.length) process.send?.({ opened })
		}
		for (const [, version] of text.matchAll(/\nid: (\d+)\n/g))
			heard.push({ listener, version: Number(version), at })
		// Events are short; what is left of one that came in two pieces is kept.
		text = begun ? text.slice(text.lastIndexOf('\n\n') + 1) : text
	})
	sockets.push(socket)
}
