import { hint } from '../storage.ts'

/** The clinic at which somebody signed in in this browser: an id, no name and no secret. */
export function notedClinic(clinicKey: string): string | undefined {
	try {
		return localStorage.getItem(hint(clinicKey)) || undefined
	} catch {
		return undefined
	}
}

/** Whether somebody was signed in here who has not signed out, even if the session is over. */
export function wasSignedIn(clinicKey: string): boolean {
	try {
		return localStorage.getItem(hint(clinicKey)) !== null
	} catch {
		return false
	}
}

/**
 * Notes that somebody is signed in at a clinic; with `''` that their session is over, with null that
 * they have signed out, after which nothing of theirs may stay on any page.
 */
export function noteSignedIn(clinicKey: string, clinicId: string | null): void {
	const key = hint(clinicKey)
	try {
		if (clinicId === null) localStorage.removeItem(key)
		else localStorage.setItem(key, clinicId)
	} catch {
		// A browser that keeps nothing for pages keeps no session for them, either.
	}
	// Other tabs hear of it by themselves, other elements of this page don't.
	dispatchEvent(new StorageEvent('storage', { key, newValue: clinicId }))
}

/** Tells when somebody has signed out; returns how to stop listening. */
export function onSignedOut(clinicKey: string, tell: () => void): () => void {
	const heard = ({ key, newValue }: StorageEvent) => {
		if (key === hint(clinicKey) && newValue === null) tell()
	}
	addEventListener('storage', heard)
	return () => removeEventListener('storage', heard)
}
