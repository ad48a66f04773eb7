/** Where the portal is: `#vetslot/pets/01…?new=1`. */
export interface Route {
	/** The view's id. */
	view: string
	/** What follows it. */
	path: readonly string[]
	query: Readonly<Record<string, string>>
}

export const HOME: Route = { view: 'home', path: [], query: {} }

const OURS = '#vetslot/'

/** The portal's place in the page's address; undefined while that says nothing about the portal. */
export function readRoute(hash: string): Route | undefined {
	if (!hash.startsWith(OURS)) return undefined
	const [path = '', query = ''] = hash.slice(OURS.length).split('?')
	const [view = HOME.view, ...rest] = path.split('/').filter(Boolean).map(decoded)
	return { view, path: rest, query: Object.fromEntries(new URLSearchParams(query)) }
}

export function writeRoute({ view, path, query }: Route): string {
	const parts = [view, ...path].map(encodeURIComponent).join('/')
	const rest = new URLSearchParams(query).toString()
	return `${OURS}${parts}${rest ? `?${rest}` : ''}`
}

export const isSame = (one: Route, other: Route): boolean => writeRoute(one) === writeRoute(other)

/** Another view, or another part of it. */
export const isElsewhere = (now: Route, next: Route): boolean =>
	writeRoute({ ...now, query: {} }) !== writeRoute({ ...next, query: {} })

/** A hash that somebody typed need not be well-formed. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part)
	} catch {
		return part
	}
}
