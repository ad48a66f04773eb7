import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

interface SeenCall {
	method: string
	path: string
	headers: IncomingHttpHeaders
}

export interface FakeS3 {
	url: string
	calls: SeenCall[]
	/** Whether every call is answered by an error. */
	fails: boolean
	close(): Promise<void>
}

/** As much of S3 as a file store needs; unsigned calls are refused. */
export async function startFakeS3(bucket: string): Promise<FakeS3> {
	const objects = new Map<string, Buffer>()
	const calls: SeenCall[] = []
	const server = createServer(async (req, res) => {
		const { pathname } = new URL(req.url ?? '/', 'http://s3')
		const { method = '', headers } = req
		calls.push({ method, path: pathname, headers })
		const content = await buffer(req)
		if (!/^AWS4-HMAC-SHA256 .*Signature=[0-9a-f]{64}$/.test(headers.authorization ?? '')) {
			return answer(res, 403, error('AccessDenied'))
		}
		const key = pathname.slice(bucket.length + 2)
		if (fake.fails) return answer(res, 403, error('AccessDenied'))
		if (method === 'PUT') objects.set(key, content)
		if (method === 'DELETE') objects.delete(key)
		if (method === 'PUT' || method === 'DELETE') return answer(res, method === 'PUT' ? 200 : 204)
		const found = objects.get(key)
		if (!found) return answer(res, 404, error('NoSuchKey'))
		return answer(res, 200, found)
	})
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const { port } = server.address() as AddressInfo
	const close = async () => {
		server.closeAllConnections()
		server.close()
		await once(server, 'close')
	}
	const fake = { url: `http://127.0.0.1:${port}`, calls, fails: false, close }
	return fake
}

function answer(res: ServerResponse, status: number, body: string | Buffer = ''): void {
	res.writeHead(status, { 'Content-Type': 'application/xml' })
	res.end(body)
}

const error = (code: string) => `<Error><Code>${code}</Code><Message>${code}</Message></Error>`
