import type { Kept, KeptVisit } from './kept.ts'
import type { VetslotPortal } from './portal-element.ts'

/**
 * The upcoming visits that can be read without a connection, on pages that are there without one. It
 * is about whoever is signed in and nobody else.
 */
export class Shelf {
	readonly #portal: VetslotPortal
	/** One thing after the other, so that what is forgotten is not kept by a write on its way. */
	#last: Promise<unknown> = Promise.resolve()

	constructor(portal: VetslotPortal) {
		this.#portal = portal
	}

	get #isUsed(): boolean {
		return this.#portal.keepsOffline === 'on'
	}

	keep(visits: KeptVisit[]): void {
		const { inside, clinicKey } = this.#portal
		const account = inside?.owner
		if (!this.#isUsed || !inside || !account) return
		const { id, name, phone, region, address, timeZone, locale, currency } = inside.clinic
		const clinic = { id, name, phone, region, address, timeZone, locale, currency }
		const keptAt = Date.now()
		const kept: Kept = { accountId: account.id, name: account.name, clinic, keptAt, visits }
		void this.#then(async (store) => {
			if (inside.owner?.id === account.id) await store.keep(clinicKey, kept)
		})
	}

	recall(): Promise<Kept | undefined> {
		if (!this.#isUsed) return Promise.resolve(undefined)
		return this.#then((store) => store.recall(this.#portal.clinicKey))
	}

	drop(): void {
		if (this.#isUsed) void this.#then((store) => store.drop(this.#portal.clinicKey))
	}

	#then<T>(work: (store: typeof import('./kept.ts')) => Promise<T>): Promise<T | undefined> {
		const next = this.#last.then(async () => work(await import('./kept.ts'))).catch(() => undefined)
		this.#last = next
		return next
	}
}
