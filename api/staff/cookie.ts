import { Problem } from '../http/problem.ts'

/** One name for each clinic, so that somebody of two clinics can be signed in at both. */
const nameOf = (clinicId: string) => `vetslot_staff_${clinicId.replaceAll('-', '')}`
const pathOf = (clinicId: string) => `/api/clinic/sessions/${clinicId}`
const KEPT_SECONDS = 30 * 24 * 3600

interface CookieOptions {
	clinicId: string
	/** Null takes it away. */
	token: string | null
	https: boolean
}

/**
 * The header that keeps a refresh token in the browser, where no script can read it. The console is
 * a page of this server, so the cookie goes nowhere else.
 */
export function refreshCookie({ clinicId, token, https }: CookieOptions): string {
	const parts = [
		`${nameOf(clinicId)}=${token ?? ''}`,
		`Path=${pathOf(clinicId)}`,
		`Max-Age=${token === null ? 0 : KEPT_SECONDS}`,
		'HttpOnly',
		'SameSite=Strict',
		...(https ? ['Secure'] : []),
	]
	return parts.join('; ')
}

/** The refresh token in a request's cookies. */
export function cookieToken(header: string | undefined, clinicId: string): string | undefined {
	const name = `${nameOf(clinicId)}=`
	const found = (header ?? '').split(/; */).find((pair) => pair.startsWith(name))
	return found?.slice(name.length)
}

/**
 * A cookie comes along whoever makes a browser call, so the page has to prove that it is ours: by
 * its origin, and by a header that no form and no image can send.
 *
 * @throws Problem `origin_not_allowed`
 */
export function assertOurPage(
	headers: { origin?: string | undefined; 'vetslot-client'?: string | undefined },
	publicUrl: string,
): void {
	const ours = new URL(publicUrl).origin
	if (headers.origin === ours && headers['vetslot-client']) return
	throw new Problem('origin_not_allowed', { detail: 'Only the console may use this cookie.' })
}
