import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import { LRUCache } from 'lru-cache'
import type { Actor } from '../database/audit.ts'
import { type ApiKey, type FindKey, hashKey } from './keys.ts'
import type { ManageClaims } from './manage-token.ts'
import { parametersOf } from './parameters.ts'
import type { Role } from './permission.ts'
import { Problem } from './problem.ts'

/**
 * What a route asks of its caller.
 * - `none`: nothing.
 * - `key`: a publishable key, with an Origin that the key allows. A manage token may come along.
 * - `manage`: a manage token. A key may come along, and must when the page is not one of ours.
 * - `either`: a key, a manage token, or both.
 * - `clinic`: a secret key in its header, from a server; or a session of the clinic's staff.
 * - `staff`: a session of the clinic's staff.
 * - `operator`: the key of whoever runs the server. There is no clinic then.
 */
export type AuthKind = 'none' | 'key' | 'manage' | 'either' | 'clinic' | 'staff' | 'operator'

/** Whether a route is the clinic's own, for its servers and its staff. */
export function isOfClinic(kind: AuthKind): boolean {
	return kind === 'clinic' || kind === 'staff'
}

/** Whether a route is for whoever has a publishable key or a manage token. */
export function takesKeys(kind: AuthKind): boolean {
	return kind === 'key' || kind === 'manage' || kind === 'either'
}

/** A member of staff who is signed in. */
export interface StaffMember {
	clinicId: string
	userId: string
	sessionId: string
	roles: readonly Role[]
}

/** Who is calling. The tenant comes from here, never from the path. */
export interface Caller {
	clinicId: string
	key: ApiKey | null
	manage: ManageClaims | null
	staff: StaffMember | null
	/** Who is to be named for what the call does. */
	actor: Actor
	/** Names the credential in idempotency records and limits: `key:<id>`, `visit:<reference>`, `staff:<user>`. */
	credential: string
	/** The page's origin; `null` outside browsers and on same-origin reads. */
	origin: string | null
}

/** The caller a route of that kind is handed. */
export type Auth<K extends AuthKind> = K extends 'none' | 'operator'
	? null
	: K extends 'key'
		? Caller & { key: ApiKey }
		: K extends 'staff'
			? Caller & { staff: StaffMember }
			: K extends 'manage'
				? Caller & { manage: ManageClaims }
				: Caller

export interface AuthenticateOptions {
	findKey: FindKey
	/** Checks a manage token's signature; `readManageToken` with the server key. */
	readManage: (token: string) => ManageClaims | null
	/** The member of staff behind an access token. */
	readStaff: ReadStaff
	/** Of whoever runs the server; without it nobody is. */
	operatorKey?: Uint8Array | undefined
	/** Origins of our own hosted pages; a function, since the port may be chosen at start. */
	hostedOrigins: () => readonly string[]
}

/** Who is signed in by a token, or why nobody is. */
export type ReadStaff = (token: string) => Promise<StaffMember | 'invalid' | 'ended'>

export type Authenticate = (ctx: Context, kind: AuthKind) => Promise<Caller | null>

const keyShape = /^pk_[A-Za-z0-9_-]{8,120}$/
const secretShape = /^sk_[A-Za-z0-9_-]{20,120}$/

/** Reads and checks the credentials of a request, before anything else of it is looked at. */
export function createAuthenticate(options: AuthenticateOptions): Authenticate {
	return async (ctx, kind) => {
		if (kind === 'none') return null
		if (kind === 'operator') return requireOperator(ctx, options.operatorKey)
		if (isOfClinic(kind)) return clinicCaller(ctx, kind, options)
		const text = keyText(ctx)
		const key = text === null ? null : await knownKey(text, options.findKey)
		const manage = readManage(ctx, kind, options)
		if (!key && (kind === 'key' || !manage)) throw new Problem('key_missing')
		if (key && manage && key.clinicId !== manage.clinicId) {
			throw new Problem('credentials_disagree', {
				detail: 'The key and the manage token belong to different clinics.',
			})
		}
		checkOrigin(ctx, key, options.hostedOrigins())
		return caller(ctx, key, manage)
	}
}

/**
 * The operator's key is compared by hashes: those have one length, and how alike two of them are says
 * nothing about the texts. No page has any business with it.
 */
function requireOperator(ctx: Context, key: Uint8Array | undefined): null {
	const given = ctx.get('Vetslot-Operator')
	if (given === '') {
		throw new Problem('key_missing', {
			detail: "The operator's key is needed, in the header Vetslot-Operator.",
		})
	}
	if (originOf(ctx) !== null) throw new Problem('origin_not_allowed')
	const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
	const read = Buffer.from(given.slice(0, 200), 'base64url')
	if (!key || !timingSafeEqual(hash(read), hash(key))) throw new Problem('key_unknown')
	return null
}

/** A page of ours carries a session, a server its key; both at once is somebody's mistake. */
function clinicCaller(ctx: Context, kind: AuthKind, options: AuthenticateOptions): Promise<Caller> {
	const bearer = ctx.get('Authorization')
	if (bearer !== '' && ctx.get('Vetslot-Key') !== '') {
		throw new Problem('credentials_disagree', {
			detail: 'The request carries a session and a key; one of them is enough.',
		})
	}
	if (bearer !== '' || kind === 'staff') return staffCaller(ctx, bearer, options)
	return secretCaller(ctx, options.findKey)
}

const bearerShape = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/

/** The console is a page of ours; outside of browsers there is no origin. */
async function staffCaller(
	ctx: Context,
	bearer: string,
	{ readStaff, hostedOrigins }: AuthenticateOptions,
): Promise<Caller> {
	const origin = originOf(ctx)
	if (origin !== null && !hostedOrigins().includes(origin)) {
		throw new Problem('origin_not_allowed', { detail: 'Staff work on the pages of this server.' })
	}
	const token = bearer.length > 4000 ? undefined : bearerShape.exec(bearer)?.[1]
	const staff = token === undefined ? 'invalid' : await readStaff(token)
	if (staff === 'invalid') throw new Problem('sign_in_required')
	if (staff === 'ended') throw new Problem('session_ended')
	const { clinicId, userId } = staff
	const actor = { kind: 'staff', id: userId } as const
	const credential = `staff:${userId}`
	return { clinicId, key: null, manage: null, staff, actor, credential, origin }
}

/**
 * A secret key stands in its header only: addresses are kept by proxies and logs. In a page it has
 * no business at all, so an Origin is refused unless the clinic has listed that very one.
 */
async function secretCaller(ctx: Context, findKey: FindKey): Promise<Caller> {
	const text = ctx.get('Vetslot-Key')
	if (text === '') {
		throw new Problem('key_missing', {
			detail: 'A secret key is needed, in the header Vetslot-Key and nowhere else.',
		})
	}
	const key = secretShape.test(text) ? await findKey(hashKey(text)) : null
	if (key?.kind !== 'secret') throw new Problem('key_unknown')
	const origin = originOf(ctx)
	if (origin !== null && (origin === 'null' || !key.allowedOrigins.includes(origin))) {
		throw new Problem('origin_not_allowed', {
			detail: 'A secret key is for servers. Revoke it if it stands in a page.',
		})
	}
	return caller(ctx, key, null)
}

function caller(ctx: Context, key: ApiKey | null, manage: ManageClaims | null): Caller {
	const clinicId = manage?.clinicId ?? key?.clinicId
	if (clinicId === undefined) throw new Problem('key_missing')
	const credential = manage ? `visit:${manage.reference}` : `key:${key?.id}`
	const isServer = key?.kind === 'secret'
	const actor: Actor = isServer ? { kind: 'key', id: key.id } : { kind: 'owner', id: null }
	return { clinicId, key, manage, staff: null, actor, credential, origin: originOf(ctx) }
}

/** A simple GET carries its key in the address: a header would cost the page a preflight. */
function keyText(ctx: Context): string | null {
	const header = ctx.get('Vetslot-Key') || null
	const query = takesQueryKey(ctx) ? (parametersOf(ctx).key ?? null) : null
	if (query === null) return header
	if (typeof query !== 'string' || (header !== null && header !== query)) {
		throw new Problem('credentials_disagree', { detail: 'The request carries two different keys.' })
	}
	return query
}

/** Whether `?key=` belongs to authentication here; elsewhere it is an unknown field. */
export function takesQueryKey(ctx: Context): boolean {
	return ctx.method === 'GET' || ctx.method === 'HEAD'
}

async function knownKey(text: string, findKey: FindKey): Promise<ApiKey> {
	const key = keyShape.test(text) ? await findKey(hashOfPublic(text)) : null
	if (key?.kind !== 'publishable') throw new Problem('key_unknown')
	return key
}

const hashes = new LRUCache<string, string>({ max: 2000 })

/** Every page shows its key, so it is no secret to remember. */
function hashOfPublic(text: string): string {
	const known = hashes.get(text)
	if (known !== undefined) return known
	const hash = hashKey(text)
	hashes.set(text, hash)
	return hash
}

function readManage(
	ctx: Context,
	kind: AuthKind,
	options: AuthenticateOptions,
): ManageClaims | null {
	const token = ctx.get('Vetslot-Manage')
	if (!token && kind === 'manage') throw new Problem('manage_token_missing')
	if (!token) return null
	const claims = options.readManage(token)
	if (!claims) throw new Problem('manage_token_invalid')
	return claims
}

function originOf(ctx: Context): string | null {
	return ctx.get('Origin') || null
}

/**
 * Origin is a guard inside browsers, where a page can not choose it; it proves nothing elsewhere.
 * An opaque origin (`null`: sandboxed frames, files) could be anyone's and is never allowed.
 */
function checkOrigin(ctx: Context, key: ApiKey | null, hosted: readonly string[]): void {
	const origin = originOf(ctx)
	if (origin === null) {
		const reads = ctx.method === 'GET' || ctx.method === 'HEAD'
		if (reads || key?.native) return
		throw new Problem('origin_required')
	}
	if (origin !== 'null' && hosted.includes(origin)) return
	if (origin !== 'null' && key?.allowedOrigins.includes(origin)) return
	throw new Problem('origin_not_allowed', {
		detail: `Pages of ${origin.slice(0, 200)} may not use this key.`,
	})
}
