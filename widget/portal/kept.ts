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
	/** When they were read, in epoch milliseconds. */
	keptAt: number
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

/** Days after which whoever holds the device need no longer be whom they are about. */
const MOST_DAYS = 7

export async function recall(clinicKey: string): Promise<Kept | undefined> {
	try {
		const store = await caches.open(STORE)
		const found = await store.match(addressOf(clinicKey))
		const kept = found && ((await found.json()) as Kept)
		if (!kept || Date.now() - kept.keptAt < MOST_DAYS * 86_400_000) return kept
		await store.delete(addressOf(clinicKey))
	} catch {
		// A browser that keeps nothing for pages has nothing to recall.
	}
	return undefined
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
