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
 * - `key`: a publishable key, with an Origin that the key allows. A manage token or an owner's session
 *   may come along.
 * - `manage`: a manage token. A key may come along, and must when the page is not one of ours.
 * - `either`: a key, a manage token, an owner's session, or several of them.
 * - `owner`: a session of an owner with an account. A key as with `manage`.
 * - `visit`: a manage token, or the session of an owner, whose visit it then has to be. A key as above.
 * - `clinic`: a secret key in its header, from a server; or a session of the clinic's staff.
 * - `staff`: a session of the clinic's staff.
 * - `operator`: the key of whoever runs the server. There is no clinic then.
 */
export type AuthKind =
	| 'none'
	| 'key'
	| 'manage'
	| 'either'
	| 'owner'
	| 'visit'
	| 'clinic'
	| 'staff'
	| 'operator'

/** Whether a route is the clinic's own, for its servers and its staff. */
export function isOfClinic(kind: AuthKind): boolean {
	return kind === 'clinic' || kind === 'staff'
}

/** Whether a route is for owners, of whom a publishable key may tell the clinic. */
export function takesKeys(kind: AuthKind): boolean {
	return kind === 'manage' || takesOwners(kind)
}

/** Whether an owner's session is looked at. */
export function takesOwners(kind: AuthKind): boolean {
	return kind === 'key' || kind === 'either' || kind === 'owner' || kind === 'visit'
}

/** A member of staff who is signed in. */
export interface StaffMember {
	clinicId: string
	userId: string
	sessionId: string
	roles: readonly Role[]
}

/** An owner who is signed in. */
export interface Owner {
	clinicId: string
	accountId: string
	sessionId: string
	/** As whom the clinic knows them. */
	clientId: string
	/** Whether their email is proved to be theirs. */
	isVerified: boolean
}

/** Who is calling. The tenant comes from here, never from the path. */
export interface Caller {
	clinicId: string
	key: ApiKey | null
	manage: ManageClaims | null
	staff: StaffMember | null
	owner: Owner | null
	/** Who is to be named for what the call does. */
	actor: Actor
	/** Names the credential in idempotency records and limits: `key:<id>`, `visit:<reference>`, `owner:<account>`, `staff:<user>`. */
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
				: K extends 'owner'
					? Caller & { owner: Owner }
					: Caller

export interface AuthenticateOptions {
	findKey: FindKey
	/** Checks a manage token's signature; `readManageToken` with the server key. */
	readManage: (token: string) => ManageClaims | null
	/** The member of staff behind an access token. */
	readStaff: ReadStaff
	/** The owner behind one. */
	readOwner: ReadOwner
	/** Of whoever runs the server; without it nobody is. */
	operatorKey?: Uint8Array | undefined
	/** Origins of our own hosted pages; a function, since the port may be chosen at start. */
	hostedOrigins: () => readonly string[]
}

/** Who is signed in by a token, or why nobody is. */
export type ReadStaff = (token: string) => Promise<StaffMember | 'invalid' | 'ended'>
export type ReadOwner = (token: string) => Promise<Owner | 'invalid' | 'ended'>

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
		// What owners do with their own account is theirs, whichever visit's page they came from.
		const manage = kind === 'owner' ? null : readManage(ctx, kind, options)
		const owner = await ownerOf(ctx, kind, options)
		if (kind === 'owner' && !owner) throw new Problem('sign_in_required')
		if (kind === 'visit' && !owner && !manage) throw new Problem('manage_token_missing')
		if (!key && (kind === 'key' || !(manage || owner))) throw new Problem('key_missing')
		assertOneClinic(key, manage, owner)
		checkOrigin(ctx, key, options.hostedOrigins())
		return caller(ctx, { key, manage, owner })
	}
}

function assertOneClinic(...credentials: ({ clinicId: string } | null)[]): void {
	const clinics = new Set(credentials.flatMap((one) => one?.clinicId ?? []))
	if (clinics.size <= 1) return
	throw new Problem('credentials_disagree', {
		detail: 'The key, the manage token and the session belong to different clinics.',
	})
}

/** An owner's session, where the route looks at one. */
async function ownerOf(
	ctx: Context,
	kind: AuthKind,
	{ readOwner }: AuthenticateOptions,
): Promise<Owner | null> {
	const bearer = takesOwners(kind) ? ctx.get('Authorization') : ''
	return bearer === '' ? null : signedIn(bearer, readOwner)
}

const bearerShape = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/

/** @throws Problem `sign_in_required`, `session_ended` */
async function signedIn<P>(
	bearer: string,
	read: (token: string) => Promise<P | 'invalid' | 'ended'>,
): Promise<P> {
	const token = bearer.length > 4000 ? undefined : bearerShape.exec(bearer)?.[1]
	const person = token === undefined ? 'invalid' : await read(token)
	if (person === 'invalid') throw new Problem('sign_in_required')
	if (person === 'ended') throw new Problem('session_ended')
	return person
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
	const staff = await signedIn(bearer, readStaff)
	const { clinicId, userId } = staff
	const actor = { kind: 'staff', id: userId } as const
	const credential = `staff:${userId}`
	return { clinicId, key: null, manage: null, owner: null, staff, actor, credential, origin }
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
	return caller(ctx, { key, manage: null, owner: null })
}

function caller(ctx: Context, shown: Pick<Caller, 'key' | 'manage' | 'owner'>): Caller {
	const { key, manage, owner } = shown
	const clinicId = (manage ?? owner ?? key)?.clinicId
	if (clinicId === undefined) throw new Problem('key_missing')
	const isServer = key?.kind === 'secret'
	const actor: Actor = isServer
		? { kind: 'key', id: key.id }
		: { kind: 'owner', id: owner?.accountId ?? null }
	const credential = credentialOf(shown)
	return { clinicId, ...shown, staff: null, actor, credential, origin: originOf(ctx) }
}

function credentialOf({ key, manage, owner }: Pick<Caller, 'key' | 'manage' | 'owner'>): string {
	if (manage) return `visit:${manage.reference}`
	return owner ? `owner:${owner.accountId}` : `key:${key?.id}`
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
