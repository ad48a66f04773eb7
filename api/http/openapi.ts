import type { Router } from '@koa/router'
import * as z from 'zod'
import {
	createDocument,
	type ZodOpenApiOperationObject,
	type ZodOpenApiPathsObject,
	type ZodOpenApiResponsesObject,
} from 'zod-openapi'
import { type ProblemCode, problemCatalogue, problemSchema } from '../contract/problem.ts'
import { type AuthKind, isOfClinic, takesOwners } from './authenticate.ts'
import { declarationOf } from './guard.ts'
import { type Declaration, isSchema, type Responses } from './route.ts'

/** Every declaration behind these routers, by path and method. Throws for an undeclared route. */
export function declaredRoutes(routers: readonly Router[]): Declaration[] {
	const layers = routers.flatMap((router) => router.stack)
	const routes = layers
		.filter((layer) => layer.methods.length > 0)
		.map((layer) => {
			const route = layer.stack.map(declarationOf).find((found) => found !== undefined)
			if (!route) throw new Error(`${layer.methods} ${layer.path} is not declared with the guard`)
			return route
		})
	return routes.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
}

function placeOf(route: Declaration): string {
	return `${route.path} ${route.method}`
}

/** The OpenAPI 3.1 document of these routers; the same routers always give the same text. */
export function openApiDocument(routers: readonly Router[], version: string) {
	const paths: ZodOpenApiPathsObject = {}
	for (const route of declaredRoutes(routers)) {
		const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
		paths[path] = { ...paths[path], [route.method]: operation(route) }
	}
	const document = createDocument({
		openapi: '3.1.1',
		info: {
			title: 'Vetslot',
			version,
			description: 'Online booking for veterinary clinics.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		paths,
		components: { securitySchemes },
	})
	sortSchemas(document.components)
	return document
}

const securitySchemes = {
	publishableKey: {
		type: 'apiKey',
		in: 'header',
		name: 'Vetslot-Key',
		description: 'The publishable key of a clinic, on calls that change something.',
	},
	publishableKeyInQuery: {
		type: 'apiKey',
		in: 'query',
		name: 'key',
		description: 'The same key on reads: without a header, browsers need no preflight.',
	},
	manageToken: {
		type: 'apiKey',
		in: 'header',
		name: 'Vetslot-Manage',
		description: 'The token of a manage link; it opens one visit.',
	},
	secretKey: {
		type: 'apiKey',
		in: 'header',
		name: 'Vetslot-Key',
		description: 'A secret key of a clinic, from servers only; never in an address or a page.',
	},
	staffSession: {
		type: 'http',
		scheme: 'bearer',
		bearerFormat: 'JWT',
		description: 'The access token of a member of staff, ten minutes long.',
	},
	ownerSession: {
		type: 'http',
		scheme: 'bearer',
		bearerFormat: 'JWT',
		description: 'The access token of an owner with an account, ten minutes long.',
	},
	operatorKey: {
		type: 'apiKey',
		in: 'header',
		name: 'Vetslot-Operator',
		description: 'The key of whoever runs the server.',
	},
} as const

function operation(route: Declaration): ZodOpenApiOperationObject {
	const parts = {
		...(route.params ? { path: objectOf(route.params) } : {}),
		...(route.query ? { query: objectOf(route.query) } : {}),
		...headersOf(route),
	}
	return {
		operationId: route.operationId,
		summary: route.summary,
		...descriptionOf(route),
		tags: [...route.tags],
		security: security(route),
		...(Object.keys(parts).length > 0 ? { requestParams: parts } : {}),
		...bodyOf(route),
		responses: { ...answers(route.responses), ...refusals(route) },
	}
}

function bodyOf({ body, upload }: Declaration): Pick<ZodOpenApiOperationObject, 'requestBody'> {
	if (upload) {
		const { description, contentTypes } = upload
		const content = contentTypes.map((type) => [type, { schema: { type: 'string' } }])
		return { requestBody: { required: true, description, content: Object.fromEntries(content) } }
	}
	if (!body) return {}
	const required = !body.safeParse(undefined).success
	return { requestBody: { required, content: { 'application/json': { schema: body } } } }
}

function descriptionOf({ description, may }: Declaration): { description?: string } {
	const scope = may?.scope && `A key must be made for \`${may.scope}\`.`
	const roles = may && `Staff: ${may.roles.map((role) => `\`${role}\``).join(', ')}.`
	const words = [description, scope, roles].filter(Boolean)
	return words.length > 0 ? { description: words.join(' ') } : {}
}

function security(route: Declaration): Record<string, string[]>[] {
	const reads = route.method === 'get'
	const byKind: Record<AuthKind, Record<string, string[]>[]> = {
		none: [],
		key: reads ? [{ publishableKeyInQuery: [] }, { publishableKey: [] }] : [{ publishableKey: [] }],
		manage: [{ manageToken: [] }, { manageToken: [], publishableKey: [] }],
		owner: [{ ownerSession: [] }, { ownerSession: [], publishableKey: [] }],
		visit: [{ manageToken: [] }, { ownerSession: [] }],
		clinic:
			route.may?.scope === null
				? [{ staffSession: [] }]
				: [{ secretKey: [] }, { staffSession: [] }],
		staff: [{ staffSession: [] }],
		operator: [{ operatorKey: [] }],
		either: [{ [reads ? 'publishableKeyInQuery' : 'publishableKey']: [] }, { manageToken: [] }],
	}
	return byKind[route.auth]
}

const idempotencyKey = z.string().min(22).max(255).meta({
	description: 'At least 128 random bits, one for each intent; the same on a retry.',
	example: '0b9c1c1e-5f0a-4b3c-9f54-0d5f3c1f8a11',
})

function headersOf(route: Declaration) {
	const own = route.headers ? objectOf(route.headers).shape : {}
	const shape = { ...own, ...(route.idempotent ? { 'Idempotency-Key': idempotencyKey } : {}) }
	return Object.keys(shape).length > 0 ? { header: z.object(shape) } : {}
}

/** Parameters are listed one by one, which needs an object. */
function objectOf(schema: z.ZodType): z.ZodObject {
	if (schema instanceof z.ZodObject) return schema
	throw new Error('Parameters are declared as an object')
}

function answers(responses: Responses): ZodOpenApiResponsesObject {
	const entries = Object.entries(responses).map(([status, answer]) => {
		if (answer === null) return [status, { description: 'Done; there is no body.' }]
		if (!isSchema(answer)) {
			const { contentType, description } = answer
			return [status, { description, content: { [contentType]: { schema: { type: 'string' } } } }]
		}
		const description = answer.description ?? 'Done.'
		return [status, { description, content: { 'application/json': { schema: answer } } }]
	})
	return Object.fromEntries(entries)
}

function refusals(route: Declaration): ZodOpenApiResponsesObject {
	const byStatus = new Map<number, ProblemCode[]>()
	for (const code of [...new Set([...sharedProblems(route), ...route.problems])]) {
		const [status] = problemCatalogue[code]
		byStatus.set(status, [...(byStatus.get(status) ?? []), code])
	}
	const entries = [...byStatus].map(([status, codes]) => [
		String(status),
		{
			description: `Codes: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
			content: { 'application/problem+json': { schema: problemSchema } },
		},
	])
	return Object.fromEntries(entries)
}

/** What the guard itself may answer, whatever the handler does. */
function sharedProblems(route: Declaration): ProblemCode[] {
	const codes: ProblemCode[] = ['invalid_request', 'rate_limited', 'internal_error', 'unavailable']
	if (route.auth === 'operator') codes.push('key_missing', 'key_unknown', 'origin_not_allowed')
	else if (route.auth !== 'none') {
		const ofClinic = isOfClinic(route.auth)
		codes.push('origin_not_allowed', 'credentials_disagree')
		if (route.auth !== 'staff') codes.push('key_missing', 'key_unknown')
		if (ofClinic) codes.push('forbidden', 'sign_in_required', 'session_ended')
		else if (route.auth !== 'owner') codes.push('manage_token_invalid')
		if (takesOwners(route.auth)) codes.push('sign_in_required', 'session_ended')
		if (route.method !== 'get') codes.push('overloaded', 'conflict')
		if (route.method !== 'get' && !ofClinic) codes.push('origin_required')
	}
	if (route.auth === 'manage' || route.auth === 'visit')
		codes.push('manage_token_missing', 'manage_token_expired', 'visit_in_account')
	if (route.params && 'clinicId' in objectOf(route.params).shape) codes.push('key_not_for_clinic')
	if (route.upload) codes.push('request_aborted', 'body_too_large', 'unsupported_media_type')
	if (route.body) codes.push('malformed_json', 'body_too_large', 'unsupported_media_type')
	if (route.idempotent) codes.push('in_progress', 'idempotency_mismatch')
	return codes
}

function sortSchemas(components: { schemas?: Record<string, unknown> } | undefined): void {
	if (!components?.schemas) return
	const sorted = Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))
	components.schemas = Object.fromEntries(sorted)
}
