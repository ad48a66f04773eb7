import type { ClinicProfile } from '@vetslot/sdk'

/** What can be read of a visit without a connection: nothing about anybody's health. */
export interface KeptVisit {
	start: string
	/** "Dr Lind" */
	vet: string | null
	pets: string[]
}

/** The upcoming visits of whoever was signed in last at a clinic in this browser. */
export interface Kept {
	accountId: string
	name: string
	clinic: KeptClinic
	visits: KeptVisit[]
}

export type KeptClinic = Pick<
	ClinicProfile,
	'id' | 'name' | 'phone' | 'region' | 'address' | 'timeZone' | 'locale' | 'currency'
>

const STORE = 'vetslot-portal-visits'
/** Nothing is ever fetched from there. */
const addressOf = (clinicKey: string) =>
	new URL(`/kept-visits/${encodeURIComponent(clinicKey)}`, location.origin).href

/** Keeps them in place of what was kept for the clinic before, whoever that was about. */
export async function keep(clinicKey: string, kept: Kept): Promise<void> {
	try {
		const store = await caches.open(STORE)
		await store.put(addressOf(clinicKey), new Response(JSON.stringify(kept)))
	} catch {
		// A browser that keeps nothing for pages shows nothing without a connection.
	}
}

export async function recall(clinicKey: string): Promise<Kept | undefined> {
	try {
		const store = await caches.open(STORE)
		const found = await store.match(addressOf(clinicKey))
		return found && ((await found.json()) as Kept)
	} catch {
		return undefined
	}
}

/** Forgets them: somebody has signed out, here or everywhere, or their account is gone. */
export async function drop(clinicKey: string): Promise<void> {
	try {
		const store = await caches.open(STORE)
		await store.delete(addressOf(clinicKey))
	} catch {
		// There was nothing, then.
	}
}
