import { Router } from '@koa/router'
import { publicKeys } from '../contract/jwks.ts'
import type { AccessTokens } from './access-token.ts'
import type { Guard } from './guard.ts'

/** The public halves of the keys that sign access tokens, for whoever checks these elsewhere. */
export function jwksRoutes(guard: Guard, { accessTokens }: { accessTokens: AccessTokens }): Router {
	const router = new Router()
	guard.route(
		router,
		{
			auth: 'none',
			method: 'get',
			path: '/.well-known/jwks.json',
			operationId: 'getPublicKeys',
			summary: 'Read the public keys that access tokens are signed with',
			description: `A JSON Web Key Set (RFC 7517). Keys change every thirty days; the last and the
				next ones are here too. A token of one audience is no token of the other, so check \`aud\`.`.replace(
				/\s+/g,
				' ',
			),
			tags: ['Operating'],
			responses: { 200: publicKeys },
			problems: [],
		},
		() => ({
			status: 200,
			body: { keys: accessTokens.publicKeys() },
			// The next month's key is here a month before its first token.
			headers: { 'Cache-Control': 'public, max-age=3600', 'Access-Control-Allow-Origin': '*' },
		}),
	)
	return router
}
