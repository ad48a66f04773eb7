// Writes generated/types.ts from an OpenAPI document on standard input:
//   node api/openapi.ts | node sdk/generate.ts
// With --check it only says whether the file is current.
import { readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { compile } from 'json-schema-to-typescript'

type Schema = Record<string, unknown>
interface Parameter {
	name: string
	in: string
	required?: boolean
	schema: Schema
	description?: string
}
interface Operation {
	operationId?: string
	parameters?: Parameter[]
	requestBody?: { content?: { 'application/json'?: { schema: Schema } } }
}
interface Document {
	paths: Record<string, Record<string, Operation>>
	components: { schemas: Record<string, Schema> }
}

const banner =
	'// Made from the OpenAPI document by generate.ts; `npm run generate` writes it anew.\n'

/** TypeScript for every component, query and body of an OpenAPI document. */
export async function typesOf(document: Document): Promise<string> {
	const definitions: Record<string, Schema> = { ...document.components.schemas }
	for (const operations of Object.values(document.paths))
		for (const operation of Object.values(operations)) Object.assign(definitions, inputs(operation))
	const root = pointToDefinitions({ title: 'Root', type: 'object', definitions }) as Schema
	const code = await compile(root as never, 'Root', {
		additionalProperties: false,
		bannerComment: banner,
		unreachableDefinitions: true,
		ignoreMinAndMaxItems: true,
		format: true,
		style: { useTabs: true, semi: false, singleQuote: true, printWidth: 100 },
	})
	return tidy(code)
}

// The converter's own remarks go; and what may be left out may also be given as undefined.
function tidy(code: string): string {
	return code
		.replace(/export interface Root \{\}\n/, '')
		.replace(/\/\*\*\n \* This interface was referenced by [\s\S]*?\*\/\n/g, '')
		.replace(/ \*\n \* This interface was referenced by [\s\S]*?\*\/\n/g, ' */\n')
		.replace(/\?:\n/g, '?: undefined\n')
		.replace(/\?: (?!undefined)/g, '?: undefined | ')
}

function inputs({ operationId, parameters, requestBody }: Operation): Record<string, Schema> {
	if (!operationId) return {}
	const bare = operationId.replace(/^get(?=[A-Z])/, '')
	const name = bare[0]!.toUpperCase() + bare.slice(1)
	const found: Record<string, Schema> = {}
	const query = parameters?.filter((each) => each.in === 'query' && each.name !== 'key') ?? []
	if (query.length > 0) found[`${name}Query`] = queryObject(query)
	const body = requestBody?.content?.['application/json']?.schema
	if (body) found[`${name}Body`] = body
	return found
}

function queryObject(parameters: Parameter[]): Schema {
	return {
		type: 'object',
		additionalProperties: false,
		required: parameters.filter((each) => each.required).map((each) => each.name),
		properties: Object.fromEntries(
			parameters.map(({ name, schema, description }) => [name, { ...loose(schema), description }]),
		),
	}
}

// What travels as text in a query may be given as the number or boolean it stands for.
function loose(schema: Schema): Schema {
	const options = Array.isArray(schema.enum) ? schema.enum.join() : ''
	if (options === 'true,false') return { type: 'boolean' }
	if (typeof schema.pattern === 'string' && schema.pattern.includes('\\d{1,9}'))
		return { type: 'number' }
	return schema
}

function pointToDefinitions(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(pointToDefinitions)
	if (typeof value !== 'object' || value === null) return value
	return Object.fromEntries(
		Object.entries(value).map(([key, each]) =>
			key === '$ref' && typeof each === 'string'
				? [key, each.replace('#/components/schemas/', '#/definitions/')]
				: // An example is not a schema, but the converter would read it as one.
					key === 'examples' || key === 'example'
					? [`x-${key}`, each]
					: [key, pointToDefinitions(each)],
		),
	)
}

if (import.meta.main) {
	const file = new URL('generated/types.ts', import.meta.url)
	const types = await typesOf(JSON.parse(await text(process.stdin)) as Document)
	if (!process.argv.includes('--check')) writeFileSync(file, types)
	else if (readFileSync(file, 'utf8') !== types)
		throw new Error('sdk/generated/types.ts is not what the API says: npm run generate')
}
