import * as z from 'zod'
import { ownerProof } from './owner-joining.ts'
import { id, instant, name } from './primitives.ts'

const bytes = (maximum: number) =>
	z
		.string()
		.max(maximum)
		.regex(/^[A-Za-z0-9_-]+$/, 'Must be base64url without padding')

const transports = z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(8)

export const passkeyName = name(1, 60)

const descriptor = z.strictObject({
	type: z.literal('public-key'),
	id: z.string(),
	transports: z.array(z.string()),
})

/** For `PublicKeyCredential.parseCreationOptionsFromJSON` and `navigator.credentials.create`. */
export const passkeyCreation = z
	.strictObject({
		rp: z.strictObject({ id: z.string(), name: z.string() }),
		user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
		challenge: z.string(),
		pubKeyCredParams: z.array(z.strictObject({ type: z.literal('public-key'), alg: z.int() })),
		timeout: z.int().describe('Milliseconds'),
		excludeCredentials: z.array(descriptor).describe('Those that the account has'),
		authenticatorSelection: z.strictObject({
			residentKey: z.literal('required'),
			requireResidentKey: z.literal(true),
			userVerification: z.literal('required'),
		}),
		attestation: z.literal('none'),
	})
	.meta({ id: 'PasskeyCreation' })
export type PasskeyCreation = z.infer<typeof passkeyCreation>

/** For `PublicKeyCredential.parseRequestOptionsFromJSON` and `navigator.credentials.get`. */
export const passkeyRequest = z
	.strictObject({
		challenge: z.string(),
		timeout: z.int().describe('Milliseconds'),
		rpId: z.string(),
		userVerification: z.literal('required'),
	})
	.meta({ id: 'PasskeyRequest' })
export type PasskeyRequest = z.infer<typeof passkeyRequest>

export const passkeyOptionsBody = z.strictObject(ownerProof)

export const addPasskeyBody = z.strictObject({
	name: passkeyName.optional().describe('Left out: what the browser is called'),
	credential: z.strictObject({
		id: bytes(1400),
		clientDataJSON: bytes(4000),
		attestationObject: bytes(20_000),
		transports: transports.default([]),
	}),
})
export type AddPasskeyBody = z.output<typeof addPasskeyBody>

export const passkeySignInBody = z.strictObject({
	credential: z.strictObject({
		id: bytes(1400),
		clientDataJSON: bytes(4000),
		authenticatorData: bytes(4000),
		signature: bytes(2000),
		userHandle: bytes(100),
	}),
})
export type PasskeySignInBody = z.output<typeof passkeySignInBody>

export const passkeyChange = z.strictObject({ name: passkeyName })

export const passkey = z
	.strictObject({
		id,
		name: z.string(),
		isBackedUp: z.boolean().describe('Kept by a password manager or a cloud, not by one device'),
		addedAt: instant,
		lastUsedAt: instant.nullable(),
	})
	.meta({ id: 'Passkey' })
export type Passkey = z.infer<typeof passkey>

export const passkeys = z.strictObject({ passkeys: z.array(passkey) }).meta({ id: 'Passkeys' })
