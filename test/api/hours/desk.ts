import { randomUUID } from 'node:crypto'
import { makeKey } from '../../../api/clinics/keys.ts'
import { type Scope, scopes } from '../../../api/http/permission.ts'
import { type BookableClinic, type ClinicOptions, makeBookableClinic } from '../../factories.ts'
import type { Answer, TestApi } from '../api.ts'

/** A clinic with a secret key, and a way to call as its server does. */
export interface Desk {
	clinic: BookableClinic
	secret: string
	ask(method: string, path: string, options?: AskOptions): Promise<Answer>
}

interface AskOptions {
	body?: unknown
	/** Another key, or none with null. */
	key?: string | null
	headers?: Record<string, string>
}

export async function openDesk(api: TestApi, options: ClinicOptions = {}): Promise<Desk> {
	const clinic = await makeBookableClinic(api.db, options)
	const secret = await secretKey(api, clinic)
	const ask = (method: string, path: string, more: AskOptions = {}) =>
		call(api, method, path, { key: secret, ...more })
	return { clinic, secret, ask }
}

export async function secretKey(
	api: TestApi,
	clinic: BookableClinic,
	may: readonly Scope[] = scopes,
	allowedOrigins: string[] = [],
): Promise<string> {
	const slug = `c-${clinic.id}`
	const made = { slug, kind: 'secret', scopes: may, allowedOrigins, label: 'test' } as const
	return (await makeKey(api.db, made)).text
}

async function call(
	api: TestApi,
	method: string,
	path: string,
	{ body, key, headers = {} }: AskOptions,
): Promise<Answer> {
	const answer = await fetch(new URL(path, api.url), {
		method,
		headers: {
			...(method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() }),
			...(key ? { 'Vetslot-Key': key } : {}),
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	})
	const text = await textOf(answer)
	const json = /json/.test(answer.headers.get('content-type') ?? '')
	return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
}

/** What an answer says to its end; a stream of events has none, and is let go. */
export async function textOf(answer: Response): Promise<string> {
	if (!/event-stream/.test(answer.headers.get('content-type') ?? '')) return answer.text()
	await answer.body?.cancel()
	return ''
}

/** Status and code of an answer, as in `404 schedule_not_found`. */
export const told = ({ status, body }: Answer) =>
	status < 300 ? `${status}` : `${status} ${body.code}`

/** Path and code of every issue of a refusal. */
export const issuesOf = ({ body }: Answer): string[] =>
	(body.issues ?? []).map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)

/** The local day some days ahead; tests' clinics are in London. */
export function dayIn(days: number): string {
	const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' })
	// Not every day has 24 hours.
	return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The instant of a London wall time on a day. */
export function at(day: string, time: string): string {
	const noon = new Date(`${day}T12:00:00Z`)
	const name = new Intl.DateTimeFormat('en-GB', {
		timeZone: 'Europe/London',
		timeZoneName: 'longOffset',
	})
		.formatToParts(noon)
		.find((part) => part.type === 'timeZoneName')?.value
	const offset = name === 'GMT' ? 'Z' : (name ?? '').replace('GMT', '')
	return new Date(`${day}T${time}:00${offset}`).toISOString()
}
