import type { Knex } from 'knex'
import type * as z from 'zod'
import type { cookieHeaders, refreshBody } from '../contract/session.ts'
import { inTenant } from '../database/tenant.ts'
import { ACCESS_SECONDS } from '../http/access-token.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { cookieToken, refreshCookie } from './cookie.ts'
import type { Person, Side } from './person.ts'
import { makeRefreshToken, type RefreshClaims, readRefreshToken } from './refresh-token.ts'
import { type Begun, type Device, refreshSession } from './sessions.ts'

type Headers = z.output<typeof cookieHeaders>

/** Somebody and the session that they have just begun, or gone on with. */
export interface SignedIn extends Person, Begun {}

export const deviceOf = (address: string, headers: Headers): Device => ({
	address,
	userAgent: headers['user-agent'] ?? null,
})

/**
 * A cookie comes along whoever makes a browser call, so the page has to prove that it may use it: by
 * its origin, and by a header that no form and no image can send.
 *
 * @throws Problem `origin_not_allowed`
 */
export async function assertPage(
	{ pages }: Pick<Services, 'pages'>,
	{ audience, clinicId }: Side,
	headers: Headers,
): Promise<void> {
	const { origin } = headers
	const isOurs = origin !== undefined && pages.areHosted(origin)
	const may = audience === 'staff' ? isOurs : isOurs || (await pages.mayUse(clinicId, origin))
	if (may && headers['vetslot-client']) return
	const who = audience === 'staff' ? 'the console' : 'a page that the clinic has listed'
	throw new Problem('origin_not_allowed', { detail: `Only ${who} may use this cookie.` })
}

/** The refresh token of a call: in the body outside of browsers, in the cookie within. */
export async function presented(
	services: Pick<Services, 'pages' | 'serverKey'>,
	side: Side,
	{ body, headers }: { body: z.output<typeof refreshBody>; headers: Headers },
): Promise<{ claims: RefreshClaims; inBrowser: boolean }> {
	const inBrowser = body.refreshToken === undefined
	if (inBrowser) await assertPage(services, side, headers)
	const token = body.refreshToken ?? cookieToken(headers.cookie, side) ?? ''
	const claims = readRefreshToken(services.serverKey, side.audience, token)
	if (claims?.clinicId !== side.clinicId) throw new Problem('session_ended')
	return { claims, inBrowser }
}

/**
 * Goes on with a session. What comes of it is committed, a session that it ends included.
 *
 * @throws Problem `session_ended`
 */
export async function refreshed(
	services: Services,
	side: Side,
	claims: RefreshClaims,
	device: Device,
): Promise<SignedIn> {
	const spend = (trx: Knex.Transaction) =>
		refreshSession(trx, services, side, { ...claims, device })
	const found = await inTenant(services.db, side.clinicId, spend, { quietly: true })
	if (!found) throw new Problem('session_ended')
	return { ...side, sessionId: claims.sessionId, ...found }
}

/** What a session is answered with, beside who it is. */
export async function sessionAnswer(services: Services, signedIn: SignedIn, inBrowser: boolean) {
	const { audience, clinicId, personId, sessionId } = signedIn
	const token = makeRefreshToken(services.serverKey, audience, signedIn)
	const claims = { clinicId, subject: personId, sessionId }
	const body = {
		accessToken: await services.accessTokens.make(audience, claims),
		expiresIn: ACCESS_SECONDS,
		refreshToken: inBrowser ? null : token,
		sessionId,
	}
	const headers = inBrowser
		? { 'Set-Cookie': refreshCookie({ audience, clinicId, token, https: isHttps(services) }) }
		: undefined
	return { body, ...(headers && { headers }) }
}

/** Takes the cookie away. */
export function goneCookie(services: Pick<Services, 'publicUrl'>, side: Side) {
	return { 'Set-Cookie': refreshCookie({ ...side, token: null, https: isHttps(services) }) }
}

const isHttps = ({ publicUrl }: Pick<Services, 'publicUrl'>) => publicUrl().startsWith('https:')
