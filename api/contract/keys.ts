import * as z from 'zod'
import { id, instant, line } from './primitives.ts'

/** What a secret key may be made for. */
export const scopes = [
	'read',
	'schedule:write',
	'appointments:write',
	'records:write',
	'people:write',
	'setup:write',
	'staff:write',
	'export',
] as const
export const scope = z.enum(scopes)
export type Scope = z.infer<typeof scope>

const ownMachine = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/

/** Scheme, host and port as browsers send them, encrypted unless it is one's own machine. */
export const origin = z
	.string()
	.max(300)
	.refine((text) => URL.canParse(text) && new URL(text).origin === text && !text.includes('*'), {
		error: 'Must be an origin such as https://www.clinic.example, without a path',
		params: { code: 'invalid_format' },
		abort: true,
	})
	.refine((text) => text.startsWith('https://') || ownMachine.test(text), {
		error: 'Must begin with https://, except on localhost',
		params: { code: 'not_encrypted' },
	})

const origins = z
	.array(origin)
	.max(50)
	.refine((all) => new Set(all).size === all.length, { error: 'Names an origin twice' })
	.describe('Websites whose pages may use it')

const kind = z.enum(['publishable', 'secret'])

export const keyBody = z
	.strictObject({
		kind,
		label: line(1, 100).describe('For people: where the key is used'),
		allowedOrigins: origins.default([]),
		native: z.boolean().default(false).describe('For apps: may write without an Origin'),
		scopes: z.array(scope).max(scopes.length).default([]).describe('What a secret key may do'),
	})
	.superRefine(({ kind, allowedOrigins, native, scopes }, context) => {
		const say = (bad: boolean, path: string, code: string, message: string) => {
			if (bad) context.addIssue({ code: 'custom', path: [path], message, params: { code } })
		}
		const secret = kind === 'secret'
		say(secret && scopes.length === 0, 'scopes', 'required', 'Say what the key may do')
		say(!secret && scopes.length > 0, 'scopes', 'unwanted', 'Only secret keys have scopes')
		const inPages = secret && allowedOrigins.length > 0
		say(inPages, 'allowedOrigins', 'unwanted', 'A secret key has no business in a page')
		say(secret && native, 'native', 'unwanted', 'Secret keys need no Origin anyway')
	})
export type KeyBody = z.output<typeof keyBody>

export const keyChange = z
	.strictObject({
		label: line(1, 100).optional(),
		allowedOrigins: origins.optional(),
		native: z.boolean().optional(),
	})
	.refine((body) => Object.values(body).some((value) => value !== undefined), {
		error: 'Give at least one field',
		path: ['label'],
	})
export type KeyChange = z.output<typeof keyChange>

export const apiKey = z
	.strictObject({
		id,
		kind,
		label: z.string(),
		text: z
			.string()
			.nullable()
			.describe('Of a publishable key, which is public; null for secret ones, and for old ones'),
		allowedOrigins: z.array(z.string()),
		native: z.boolean(),
		scopes: z.array(z.string()),
		createdAt: instant,
	})
	.meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKey>

export const apiKeys = z.strictObject({ keys: z.array(apiKey) }).meta({ id: 'ApiKeys' })

export const keyCreated = z
	.strictObject({
		key: apiKey,
		text: z.string().describe('The key itself. A secret one is shown here and never again'),
	})
	.meta({ id: 'KeyCreated' })
