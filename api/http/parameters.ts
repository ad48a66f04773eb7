import type { ParsedUrlQuery } from 'node:querystring'
import type { Context } from 'koa'
import { LRUCache } from 'lru-cache'

const remembered = new LRUCache<string, Readonly<ParsedUrlQuery>>({ max: 5000 })
/** Longer than any address of ours; what is longer is parsed each time. */
const LONGEST = 500

/**
 * The parameters in a request's address. Pages ask the same again and again, so the same text gives
 * the same object, which what is made of it may be remembered by; nobody may change it.
 */
export function parametersOf(ctx: Context): Readonly<ParsedUrlQuery> {
	const text = ctx.querystring
	const known = remembered.get(text)
	if (known) return known
	const parameters = Object.freeze(ctx.query)
	if (text.length <= LONGEST) remembered.set(text, parameters)
	return parameters
}
