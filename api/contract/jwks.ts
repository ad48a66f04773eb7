import * as z from 'zod'

/** An Ed25519 public key as RFC 8037 writes it. */
export const publicKey = z
	.strictObject({
		kty: z.literal('OKP'),
		crv: z.literal('Ed25519'),
		x: z.string(),
		kid: z.string().describe('Whom its tokens are for, and their month'),
		alg: z.literal('EdDSA'),
		use: z.literal('sig'),
	})
	.meta({ id: 'PublicKey' })
export type PublicKey = z.infer<typeof publicKey>

export const publicKeys = z.strictObject({ keys: z.array(publicKey) }).meta({ id: 'PublicKeys' })
