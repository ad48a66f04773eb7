import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Role } from '../../../api/contract/staff.ts'
import { newId } from '../../../api/database/ids.ts'
import { beginSession } from '../../../api/sign-in/sessions.ts'
import type { BookableClinic } from '../../factories.ts'
import type { Answer, TestApi } from '../api.ts'
import { textOf } from '../hours/desk.ts'

/** Somebody who works at a clinic, signed in, with a way to call as the console does. */
export interface Colleague {
	id: string
	email: string
	token: string
	sessionId: string
	ask(method: string, path: string, options?: AskOptions): Promise<Answer>
}

export interface AskOptions {
	body?: unknown
	headers?: Record<string, string>
	token?: string | null
}

/** Makes a member of staff, without going through sign-in. */
export async function signedIn(
	api: TestApi,
	clinic: BookableClinic,
	roles: readonly Role[],
	columns: Record<string, unknown> = {},
): Promise<Colleague> {
	const id = newId()
	const email = `${roles.join('-') || 'nobody'}.${id.slice(-6)}@brackenbury.example`
	const device = { address: '127.0.0.1', userAgent: 'test' }
	const { sessionId } = await clinic.run(async (trx: Knex.Transaction) => {
		const row = { clinic_id: clinic.id, id, name: 'Alex Sample', email, roles, ...columns }
		await trx('users').insert(row)
		return beginSession(trx, { audience: 'staff', clinicId: clinic.id, personId: id }, device)
	})
	const claims = { clinicId: clinic.id, subject: id, sessionId }
	const token = await api.services.accessTokens.make('staff', claims)
	const ask = (method: string, path: string, options: AskOptions = {}) =>
		callWith(api.url, method, path, { token, ...options })
	return { id, email, token, sessionId, ask }
}

/** Calls with an access token, and whatever headers the page would send. */
export async function callWith(
	url: string,
	method: string,
	path: string,
	{ body, headers = {}, token }: AskOptions,
): Promise<Answer> {
	const answer = await fetch(new URL(path, url), {
		method,
		headers: {
			...(method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() }),
			...(token ? { Authorization: `Bearer ${token}` } : {}),
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	})
	const text = await textOf(answer)
	const json = /json/.test(answer.headers.get('content-type') ?? '')
	return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
}
