/** Counts the slow work of passwords; to be imported before anything that does it. */
import { createRequire } from 'node:module'

type Work = (first: string, ...more: unknown[]) => unknown

const argon2: Record<'hash' | 'verify', Work> = createRequire(import.meta.url)('@node-rs/argon2')

/** How often each was done, and with which settings passwords were compared. */
export const slowWork = { hash: 0, verify: 0, settings: new Set<string>() }

const { hash, verify } = argon2
argon2.hash = (...args) => {
	slowWork.hash++
	return hash(...args)
}
argon2.verify = (hashed, ...more) => {
	slowWork.verify++
	slowWork.settings.add(hashed.split('$').slice(0, 4).join('$'))
	return verify(hashed, ...more)
}

/** What a piece of work had done of it. */
export async function slowWorkOf<T>(work: () => Promise<T>) {
	Object.assign(slowWork, { hash: 0, verify: 0, settings: new Set() })
	const done = await work()
	const { hash, verify, settings } = slowWork
	return { done, hash, verify, settings: [...settings] }
}
