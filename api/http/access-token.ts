import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { PublicKey } from '../contract/jwks.ts'

/** Whom a token is for; a token of one audience opens nothing of the other. */
export type Audience = 'staff' | 'owner'
const AUDIENCES: readonly Audience[] = ['staff', 'owner']

/** What an access token says. */
export interface AccessClaims {
	clinicId: string
	/** The staff user or the account. */
	subject: string
	sessionId: string
}

/** Seconds that an access token lives; a page keeps it in memory and asks for another one. */
export const ACCESS_SECONDS = 600

const ALGORITHM = 'EdDSA'
const ISSUER = 'vetslot'
const EPOCH_SECONDS = 30 * 24 * 3600
// RFC 8410, section 7: an Ed25519 private key in PKCS #8 is these bytes and the seed.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const CLOCK_SKEW_SECONDS = 30

/**
 * Makes and reads access tokens: EdDSA JWTs. The signing key of each month is derived from the
 * server key, so every process has the same one, none is stored, and it rotates by itself; the
 * `kid` names the month.
 */
export class AccessTokens {
	readonly #serverKey: Uint8Array
	readonly #now: () => number
	readonly #keys = new Map<string, { secret: KeyObject; open: KeyObject }>()

	/** @param now epoch milliseconds */
	constructor(serverKey: Uint8Array, now: () => number = Date.now) {
		this.#serverKey = serverKey
		this.#now = now
	}

	async make(audience: Audience, claims: AccessClaims): Promise<string> {
		const seconds = Math.floor(this.#now() / 1000)
		const kid = this.#kid(audience, this.#epoch())
		return new SignJWT({ cid: claims.clinicId, sid: claims.sessionId })
			.setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' })
			.setIssuer(ISSUER)
			.setAudience(audience)
			.setSubject(claims.subject)
			.setIssuedAt(seconds)
			.setExpirationTime(seconds + ACCESS_SECONDS)
			.sign(this.#key(kid).secret)
	}

	/** The claims of a token that is ours, for that audience and still good; otherwise why not. */
	async read(audience: Audience, token: string): Promise<AccessClaims | 'invalid' | 'expired'> {
		try {
			const { payload } = await jwtVerify(token, ({ kid }) => this.#known(audience, kid), {
				algorithms: [ALGORITHM],
				audience,
				issuer: ISSUER,
				typ: 'at+jwt',
				currentDate: new Date(this.#now()),
				clockTolerance: CLOCK_SKEW_SECONDS,
				requiredClaims: ['sub', 'cid', 'sid', 'exp', 'iat'],
			})
			const { sub, cid, sid } = payload as Record<string, string>
			return { clinicId: String(cid), subject: String(sub), sessionId: String(sid) }
		} catch (error) {
			if (error instanceof errors.JWTExpired) return 'expired'
			if (error instanceof errors.JOSEError) return 'invalid'
			throw error
		}
	}

	/** The public halves of the keys whose tokens count. */
	publicKeys(): PublicKey[] {
		const kids = AUDIENCES.flatMap((audience) => this.#kids(audience))
		return kids.map((kid) => {
			const { x } = this.#key(kid).open.export({ format: 'jwk' })
			return { kty: 'OKP', crv: 'Ed25519', x: String(x), kid, alg: ALGORITHM, use: 'sig' }
		})
	}

	#epoch(): number {
		return Math.floor(this.#now() / 1000 / EPOCH_SECONDS)
	}

	#kid(audience: Audience, epoch: number): string {
		return `${audience}-${epoch}`
	}

	/**
	 * Only this month's and its neighbours' keys count. Next month's too: where it has begun already,
	 * clocks are ahead.
	 */
	#kids(audience: Audience): string[] {
		return [-1, 0, 1].map((later) => this.#kid(audience, this.#epoch() + later))
	}

	/** A token names its key. */
	#known(audience: Audience, kid: string | undefined): KeyObject {
		if (kid === undefined || !this.#kids(audience).includes(kid))
			throw new errors.JWKSNoMatchingKey()
		return this.#key(kid).open
	}

	#key(kid: string) {
		const kept = this.#keys.get(kid)
		if (kept) return kept
		const seed = hkdfSync('sha256', this.#serverKey, '', `vetslot access token ${kid}`, 32)
		const der = Buffer.concat([PKCS8_HEAD, Buffer.from(seed)])
		const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
		const key = { secret, open: createPublicKey(secret) }
		this.#keys.set(kid, key)
		return key
	}
}
