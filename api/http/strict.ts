import type * as z from 'zod'

type AnySchema = z.core.$ZodType

/**
 * Throws at start for a request schema in which an object lets unknown fields pass, so that
 * strictness can not be forgotten. `where` names the route in the message.
 */
export function assertStrict(schema: AnySchema, where: string): void {
	const seen = new Set<AnySchema>()
	const open: [AnySchema, string][] = [[schema, where]]
	for (let next = open.pop(); next; next = open.pop()) {
		const [current, path] = next
		if (seen.has(current)) continue
		seen.add(current)
		const def = (current as z.core.$ZodTypes)._zod.def
		if (def.type === 'object' && def.catchall?._zod.def.type !== 'never') {
			throw new Error(`${path}: use z.strictObject, unknown fields would pass here`)
		}
		open.push(...inner(def).map(([name, part]): [AnySchema, string] => [part, `${path}.${name}`]))
	}
}

/** The schemas that a schema is made of. */
function inner(def: z.core.$ZodTypes['_zod']['def']): [name: string, part: AnySchema][] {
	switch (def.type) {
		case 'object':
			return Object.entries(def.shape)
		case 'array':
			return [['*', def.element]]
		case 'tuple':
			return def.items.map((part, index) => [String(index), part])
		case 'union':
			return def.options.map((part, index) => [`(${index})`, part])
		case 'intersection':
			return [
				['(left)', def.left],
				['(right)', def.right],
			]
		case 'pipe':
			return [['(in)', def.in]]
		case 'record':
			return [['*', def.valueType]]
		case 'lazy':
			return [['(lazy)', def.getter()]]
		default:
			return 'innerType' in def ? [['', def.innerType as AnySchema]] : []
	}
}
