import type { Audience } from '../http/access-token.ts'
import type { Side } from './person.ts'

const ROOTS: Readonly<Record<Audience, string>> = {
	staff: '/api/clinic/sessions',
	owner: '/api/customer/sessions',
}
/** One name for each clinic and side, so that somebody of two clinics can be signed in at both. */
const nameOf = ({ audience, clinicId }: Side) =>
	`vetslot_${audience}_${clinicId.replaceAll('-', '')}`
const KEPT_SECONDS = 30 * 24 * 3600

interface CookieOptions extends Side {
	/** Null takes it away. */
	token: string | null
	https: boolean
}

/** The header that keeps a refresh token in the browser, where no script can read it. */
export function refreshCookie({ token, https, ...side }: CookieOptions): string {
	const parts = [
		`${nameOf(side)}=${token ?? ''}`,
		`Path=${ROOTS[side.audience]}/${side.clinicId}`,
		`Max-Age=${token === null ? 0 : KEPT_SECONDS}`,
		'HttpOnly',
		...siteOf(side.audience, https),
	]
	return parts.join('; ')
}

/**
 * The console is a page of this server, so its cookie goes nowhere else. Owners sign in on the
 * clinics' own sites, to which this server is a third party: their cookie is kept apart for each of
 * those sites. Browsers take one like that without https from a server on their own machine only.
 */
function siteOf(audience: Audience, https: boolean): string[] {
	if (audience === 'owner') return ['Secure', 'SameSite=None', 'Partitioned']
	return ['SameSite=Strict', ...(https ? ['Secure'] : [])]
}

/** The refresh token in a request's cookies. */
export function cookieToken(header: string | undefined, side: Side): string | undefined {
	const name = `${nameOf(side)}=`
	const found = (header ?? '').split(/; */).find((pair) => pair.startsWith(name))
	return found?.slice(name.length)
}
