import { randomUUID } from 'node:crypto'
import { type BookableClinic, SITE } from '../../factories.ts'
import type { TestOwner } from '../accounts/owner.ts'
import type { Answer, TestApi } from '../api.ts'
import type { Colleague } from '../staff/staff.ts'

interface Sent {
	content: Buffer
	type?: string
	key?: string
}

type To = [api: TestApi, path: string, file: Sent]

/** Sends a file as a page of the clinic's site does. */
export function sendOwn(owner: TestOwner, clinic: BookableClinic, ...to: To): Promise<Answer> {
	return send(owner.token, { Origin: SITE, 'Vetslot-Key': clinic.key }, ...to)
}

/** Sends a file as the console does. */
export function sendAs(colleague: Colleague, ...to: To): Promise<Answer> {
	return send(colleague.token, {}, ...to)
}

async function send(
	token: string,
	headers: Record<string, string>,
	api: TestApi,
	path: string,
	{ content, type = 'application/octet-stream', key = randomUUID() }: Sent,
): Promise<Answer> {
	const answer = await fetch(new URL(path, api.url), {
		method: 'POST',
		headers: {
			...headers,
			...{ Authorization: `Bearer ${token}`, 'Idempotency-Key': key, 'Content-Type': type },
		},
		body: new Uint8Array(content),
	})
	return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

/** The bytes of a file, with what came along. */
export async function download(
	api: TestApi,
	path: string,
	token: string,
	headers: Record<string, string> = {},
) {
	const asked = { headers: { Authorization: `Bearer ${token}`, ...headers } }
	const answer = await fetch(new URL(path, api.url), asked)
	const content = Buffer.from(await answer.arrayBuffer())
	return { status: answer.status, headers: answer.headers, content }
}
