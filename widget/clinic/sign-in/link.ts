/**
 * The token of a link to choose a password (`/clinic#invitation=…`, `#reset=…`), if the address has
 * one. It is taken out of the address at once, so that neither the history nor a look over the
 * shoulder has it.
 */
export function takeLink(): string | undefined {
	const [, token] = /^#(?:invitation|reset)=([\w.-]+)$/.exec(location.hash) ?? []
	if (token !== undefined) history.replaceState(null, '', location.pathname + location.search)
	return token
}
