import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** What a page says that it asks for, and where it is. */
interface Asked {
	challenge: string
	origin: string
	crossOrigin?: boolean
}

/** How an authenticator may differ from a well-behaved one. */
interface Behaviour {
	rpId?: string
	userVerified?: boolean
	/** What it says to have counted; none: it counts by itself. */
	counter?: number
	/** Signs with another key than the one it gave away. */
	key?: KeyObject
	type?: string
	format?: string
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()

const PRESENT = 0x01
const VERIFIED = 0x04
const MAY_BE_BACKED_UP = 0x08
const BACKED_UP = 0x10
const ATTESTED = 0x40

/** An authenticator in software, as WebAuthn Level 3 has them: one ES256 key, synced. */
export class Authenticator {
	readonly id = randomBytes(16)
	readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
	#counter = 0
	userHandle = ''

	get credentialId(): string {
		return base64url(this.id)
	}

	/** As `navigator.credentials.create` answers, in the words of the API. */
	create(asked: Asked, userHandle: string, behaviour: Behaviour = {}) {
		this.userHandle = userHandle
		const length = Buffer.alloc(2)
		length.writeUInt16BE(this.id.length)
		const attested = Buffer.concat([Buffer.alloc(16), length, this.id, this.#coseKey()])
		const authData = Buffer.concat([this.#head(asked, behaviour, ATTESTED), attested])
		const { format = 'none' } = behaviour
		const statement = format === 'none' ? new Map() : new Map([['x5c', [new Uint8Array(3)]]])
		const object = new Map<string, unknown>([
			['fmt', format],
			['attStmt', statement],
			['authData', new Uint8Array(authData)],
		])
		return {
			id: this.credentialId,
			clientDataJSON: clientData('webauthn.create', asked, behaviour),
			attestationObject: base64url(isoCBOR.encode(object as never)),
			transports: ['internal', 'hybrid'],
		}
	}

	/** As `navigator.credentials.get` answers. */
	get(asked: Asked, behaviour: Behaviour = {}) {
		const authData = this.#head(asked, behaviour)
		const clientDataJSON = clientData('webauthn.get', asked, behaviour)
		const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))])
		return {
			id: this.credentialId,
			clientDataJSON,
			authenticatorData: base64url(authData),
			signature: base64url(sign('sha256', signed, behaviour.key ?? this.#pair.privateKey)),
			userHandle: this.userHandle,
		}
	}

	#head({ origin }: Asked, behaviour: Behaviour, more = 0): Buffer {
		const { rpId = new URL(origin).hostname, userVerified = true, counter } = behaviour
		this.#counter = counter ?? this.#counter + 1
		const count = Buffer.alloc(4)
		count.writeUInt32BE(this.#counter)
		const flags = PRESENT | (userVerified ? VERIFIED : 0) | MAY_BE_BACKED_UP | BACKED_UP | more
		return Buffer.concat([sha256(rpId), Buffer.of(flags), count])
	}

	/** RFC 9053, section 7.1: kty EC2, alg ES256, crv P-256, x, y. */
	#coseKey(): Uint8Array {
		const { x = '', y = '' } = this.#pair.publicKey.export({ format: 'jwk' })
		const key = new Map<number, number | Uint8Array>([
			...([
				[1, 2],
				[3, -7],
				[-1, 1],
			] as const),
			[-2, new Uint8Array(Buffer.from(x, 'base64url'))],
			[-3, new Uint8Array(Buffer.from(y, 'base64url'))],
		])
		return isoCBOR.encode(key as never)
	}
}

function clientData(
	type: string,
	{ challenge, origin, crossOrigin = false }: Asked,
	more: Behaviour,
) {
	const text = JSON.stringify({ type: more.type ?? type, challenge, origin, crossOrigin })
	return base64url(Buffer.from(text))
}
