import { noEntry, type Saved, type State } from './state.ts'

/** Milliseconds that what was typed is kept for. */
export const KEEP = 30 * 60_000

/** What says so; no secret. */
export const hint = (clinicKey: string): string => `vetslot-owner:${clinicKey}`
const name = (clinicKey: string): string => `vetslot:${clinicKey}`
// Signs, notes and the clinic's own questions may tell about health and never leave the page's memory.
const secret = /^(notes|f-)/

/** Keeps what a reload may bring back. Storage that is switched off or full is no reason to stop. */
export function remember(clinicKey: string, state: State, now = Date.now()): void {
	const { entry, hold } = state
	const fields = Object.fromEntries(
		Object.entries(entry.fields).filter(([key]) => !secret.test(key)),
	)
	const { signs, noSigns, triagedAt } = noEntry
	const typeId = entry.wantedId ?? entry.typeId
	const told = { ...entry, typeId, wantedId: undefined, signs, noSigns, triagedAt, fields }
	const saved: Saved = {
		at: now,
		entry: told,
		// The hold of a same-day visit can't be taken up again without its signs.
		hold: entry.wantedId ? undefined : hold,
	}
	try {
		sessionStorage.setItem(name(clinicKey), JSON.stringify(saved))
	} catch {}
}

/** What was kept for this clinic in this tab, if it is not too old. */
export function recall(clinicKey: string, now = Date.now()): Saved | undefined {
	try {
		const saved = JSON.parse(sessionStorage.getItem(name(clinicKey)) ?? 'null') as Saved | null
		if (saved && now - saved.at < KEEP) return saved
	} catch {}
	forget(clinicKey)
	return undefined
}

/**
 * Whether somebody signed in at this clinic in this browser, and has not signed out since; or has typed
 * pets of several in this tab, which the same code is for.
 */
export function seemsSignedIn(clinicKey: string): string | boolean | undefined {
	try {
		return localStorage[hint(clinicKey)] || sessionStorage[name(clinicKey)].includes('new-')
	} catch {
		return undefined
	}
}

export function forget(clinicKey: string): void {
	try {
		sessionStorage.removeItem(name(clinicKey))
	} catch {}
}
