import { type Role, roles } from '../../../api/contract/staff.ts'
import { makeManageToken } from '../../../api/http/manage-token.ts'
import { type Scope, scopes } from '../../../api/http/permission.ts'
import { type BookableClinic, SITE } from '../../factories.ts'
import { ownerAt } from '../accounts/owner.ts'
import { operatorKey, serverKey, type TestApi } from '../api.ts'
import { secretKey } from '../hours/desk.ts'
import type { Who } from './matrix-table.ts'
import { signedIn } from './staff.ts'

/** Somebody who calls, with what they show. */
export interface MatrixCaller {
	name: string
	headers: Record<string, string>
	/** `pass`, or the refusal, as in `403 forbidden`. */
	expects(who: Who, method: string): string
}

const bad = {
	noKey: '401 key_missing',
	unknown: '401 key_unknown',
	noSign: '401 sign_in_required',
	noLink: '401 manage_token_missing',
	elsewhere: '403 origin_not_allowed',
}

/** What a route of the clinic's own says to somebody without any credential for it. */
const strange = (who: Extract<Who, { kind: 'clinic' }>) =>
	who.scope === null ? bad.noSign : bad.noKey

const withoutKey = (who: Who) => {
	if (who.kind === 'open') return 'pass'
	if (who.kind === 'clinic') return strange(who)
	if (who.kind === 'owner') return bad.noSign
	return isVisit(who) ? bad.noLink : bad.noKey
}

const isVisit = ({ kind }: Who) => kind === 'visit' || kind === 'visit or owner'

const nobody: MatrixCaller = { name: 'nobody', headers: {}, expects: withoutKey }

/** A page of the clinic's website. */
const guest = (key: string): MatrixCaller => ({
	name: 'guest',
	headers: { 'Vetslot-Key': key, Origin: SITE },
	expects: (who) => {
		if (who.kind === 'operator') return bad.noKey
		if (who.kind === 'clinic') return who.scope === null ? bad.elsewhere : bad.unknown
		if (who.kind === 'owner') return bad.noSign
		return isVisit(who) ? bad.noLink : 'pass'
	},
})

/** The same key outside of any page. */
const script = (key: string): MatrixCaller => ({
	name: 'publishable key',
	headers: { 'Vetslot-Key': key },
	expects: (who, method) => {
		if (who.kind === 'clinic') return who.scope === null ? bad.noSign : bad.unknown
		const expected = guest(key).expects(who, method)
		const asks = who.kind !== 'open' && method !== 'get'
		return expected === 'pass' && asks ? '403 origin_required' : expected
	},
})

/** Somebody with the link of a visit, on the page that it leads to. */
const guestWithLink = (token: string, Origin: string): MatrixCaller => ({
	name: 'guest with a link',
	headers: { 'Vetslot-Manage': token, Origin },
	expects: (who) => {
		if (who.kind === 'clinic') return strange(who)
		if (who.kind === 'owner') return bad.noSign
		return who.kind === 'page' || who.kind === 'operator' ? bad.noKey : 'pass'
	},
})

/** An owner who is signed in, on a page of ours that shows no key. */
const owner = (token: string, Origin: string): MatrixCaller => ({
	name: 'owner',
	headers: { Authorization: `Bearer ${token}`, Origin },
	expects: (who) => {
		if (who.kind === 'clinic') return bad.noSign
		if (who.kind === 'visit') return bad.noLink
		return who.kind === 'page' || who.kind === 'operator' ? bad.noKey : 'pass'
	},
})

/** Whoever runs the server has no clinic. */
const operator = (name: string, key: Buffer, expected: string): MatrixCaller => ({
	name,
	headers: { 'Vetslot-Operator': key.toString('base64url') },
	expects: (who) => (who.kind === 'operator' ? expected : withoutKey(who)),
})

const server = (scope: Scope, key: string): MatrixCaller => ({
	name: `key for ${scope}`,
	headers: { 'Vetslot-Key': key },
	expects: (who) => {
		if (who.kind === 'open') return 'pass'
		if (who.kind === 'operator') return bad.noKey
		if (who.kind !== 'clinic') return bad.unknown
		if (who.scope === null) return bad.noSign
		return who.scope === scope ? 'pass' : '403 forbidden'
	},
})

const member = (role: Role, token: string): MatrixCaller => ({
	name: role,
	headers: { Authorization: `Bearer ${token}` },
	expects: (who) => {
		if (who.kind !== 'clinic') return asOwner(who)
		return who.roles.includes(role) ? 'pass' : '403 forbidden'
	},
})

/** A session of staff is none of an owner's. */
const asOwner = (who: Who) =>
	['page', 'page or visit', 'owner', 'visit or owner'].includes(who.kind)
		? bad.noSign
		: withoutKey(who)

/** Everybody who might call at a clinic; `reference` is of a visit there. */
export async function callersAt(
	api: TestApi,
	clinic: BookableClinic,
	reference: string,
): Promise<MatrixCaller[]> {
	const token = makeManageToken(serverKey, { clinicId: clinic.id, reference, generation: 1 })
	const callers = [nobody, guest(clinic.key), script(clinic.key), guestWithLink(token, api.url)]
	callers.push(owner((await ownerAt(api, clinic)).token, api.url))
	callers.push(operator('operator', operatorKey, 'pass'))
	callers.push(operator('no operator', Buffer.alloc(32, 1), bad.unknown))
	for (const scope of scopes) callers.push(server(scope, await secretKey(api, clinic, [scope])))
	for (const role of roles) callers.push(member(role, (await signedIn(api, clinic, [role])).token))
	const none = await signedIn(api, clinic, [])
	return [...callers, { ...member('nurse', none.token), name: 'no role', expects: noRole }]
}

/** Somebody whose last role was taken away. */
const noRole: MatrixCaller['expects'] = (who) =>
	who.kind === 'clinic' ? '403 forbidden' : asOwner(who)
