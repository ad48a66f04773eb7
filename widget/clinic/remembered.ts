/** The clinic that somebody of this browser last signed in at. */
export interface KnownClinic {
	id: string
	/** Its name in addresses. */
	slug: string
	/** Signed out since: on the server, or only wished for while that was out of reach. */
	left?: 'done' | 'wished'
}

const NAME = 'vetslot-clinic'

/** What this browser remembers; nothing where it keeps nothing for pages. */
export function knownClinic(): KnownClinic | undefined {
	try {
		const { id, slug, left } = JSON.parse(localStorage.getItem(NAME) ?? '{}')
		return id && slug ? { id, slug, ...(left && { left }) } : undefined
	} catch {
		return undefined
	}
}

export function rememberClinic({ id, slug, left }: KnownClinic): void {
	try {
		localStorage.setItem(NAME, JSON.stringify({ id, slug, left }))
	} catch {
		// A browser that keeps nothing asks for the clinic's name again.
	}
}

/** `?clinic=wrenfold` in the address wins over what is remembered. */
export const wantedClinic = (): string | undefined =>
	new URLSearchParams(location.search).get('clinic') ?? knownClinic()?.slug
