const nameFor = (clinicId: string) => `vetslot-portal:${clinicId}`

/** Whether somebody wished to sign out while the server was out of reach. */
export function isLeaving(clinicId: string): boolean {
	try {
		return localStorage.getItem(nameFor(clinicId)) === 'leaving'
	} catch {
		return false
	}
}

export function rememberLeaving(clinicId: string, leaving: boolean): void {
	try {
		if (leaving) localStorage.setItem(nameFor(clinicId), 'leaving')
		else localStorage.removeItem(nameFor(clinicId))
	} catch {
		// A browser that keeps nothing for pages keeps no session behind anybody's back, either.
	}
}
