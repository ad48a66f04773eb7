import { hash, verify } from '@node-rs/argon2'

// OWASP's Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hashes a password with argon2id; the text names its own settings. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), COST)
}

let nobody: Promise<string> | undefined

/**
 * Whether a password fits. Where there is none to compare with, as much work is done for nothing:
 * how long an answer takes must not tell who has an account.
 */
export async function fitsPassword(hashed: string | null, password: string): Promise<boolean> {
	nobody ??= hashPassword('a password that nobody has')
	const fits = await verify(hashed ?? (await nobody), password.normalize('NFKC'))
	return hashed !== null && fits
}
