/** A link from a mail: `#verify=…`. */
export interface Link {
	name: string
	token: string
}

// Long enough that no anchor of a clinic's own page is taken for a link of ours.
const FORM = /^#(\w+)=([\w.~-]{20,600})$/

/**
 * Takes a link of one of these names out of the page's address, so that its token stays neither in the
 * history nor in what is copied or shared.
 */
export function takeLink(names: readonly string[]): Link | undefined {
	const [, name, token] = FORM.exec(location.hash) ?? []
	if (name === undefined || token === undefined || !names.includes(name)) return undefined
	history.replaceState(history.state, '', location.pathname + location.search)
	return { name, token }
}
