/** Where the console is: `#/diary/2026-11-03?visit=…`. */
export interface Route {
	/** The view's id. */
	view: string
	/** What follows it. */
	path: readonly string[]
	query: Readonly<Record<string, string>>
}

const START: Route = { view: 'diary', path: [], query: {} }

export function readRoute(hash: string): Route {
	const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
	const [view, ...rest] = path.split('/').filter(Boolean).map(decoded)
	if (view === undefined) return START
	return { view, path: rest, query: Object.fromEntries(new URLSearchParams(query)) }
}

export function writeRoute({ view, path, query }: Route): string {
	const parts = [view, ...path].map(encodeURIComponent).join('/')
	const rest = new URLSearchParams(query).toString()
	return `#/${parts}${rest ? `?${rest}` : ''}`
}

/** A hash that somebody typed need not be well-formed. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part)
	} catch {
		return part
	}
}
