import {
	createHmac,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	hkdfSync,
	type KeyObject,
	sign,
} from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { AccessTokens } from '../../../api/http/access-token.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { ownerAt, type TestOwner } from './owner.ts'

// After the cases of Project Wycheproof's json_web_signature and RFC 8725, against a real route.
const test = suite('tokens that are not ours, at the owners’ routes')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner
let head: Record<string, unknown>
let claims: Record<string, unknown>

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	sam = await ownerAt(api, clinic)
	const [headText = '', claimsText = ''] = sam.token.split('.')
	head = JSON.parse(Buffer.from(headText, 'base64url').toString())
	claims = JSON.parse(Buffer.from(claimsText, 'base64url').toString())
})
test.after(() => api.close())

const ROUTES = ['/api/customer/me', '/api/customer/me/sessions'] as const
const REFUSED = '401 sign_in_required'

async function refused(token: string, what: string, expected = REFUSED) {
	for (const route of ROUTES) {
		assert.is(told(await sam.ask('GET', route, { token })), expected, what)
	}
}

const encode = (part: object | string) =>
	Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
const unsigned = (h: object | string, c: object | string = claims) => `${encode(h)}.${encode(c)}`

/** The month's own key: what only the server has. */
function ownKey(kid = head.kid): KeyObject {
	const seed = hkdfSync('sha256', serverKey, '', `vetslot access token ${kid}`, 32)
	const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
	const der = Buffer.concat([pkcs8, Buffer.from(seed)])
	return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}
const signed = (text: string, key = ownKey()) =>
	`${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`

test('the token at hand is good, and so is one that is signed here in the same way', async () => {
	for (const route of ROUTES) assert.is(told(await sam.ask('GET', route)), '200')
	const same = signed(unsigned(head))
	assert.is(told(await sam.ask('GET', ROUTES[0], { token: same })), '200')
	assert.is(claims.aud, 'owner')
})

test('without a signature, in any spelling of none', async () => {
	for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, 0]) {
		const text = unsigned({ ...head, alg })
		for (const signature of ['', 'AA', sam.token.split('.')[2]]) {
			await refused(`${text}.${signature}`, `alg ${alg}`)
		}
	}
})

test('signed with our public key as if it were a secret', async () => {
	const key = createPublicKey(ownKey())
	const jwk = key.export({ format: 'jwk' })
	const forms = [
		key.export({ type: 'spki', format: 'pem' }),
		key.export({ type: 'spki', format: 'der' }),
		Buffer.from(String(jwk.x), 'base64url'),
		JSON.stringify(jwk),
		'',
	]
	for (const [alg, hash] of [
		['HS256', 'sha256'],
		['HS512', 'sha512'],
	] as const) {
		for (const secret of forms) {
			const text = unsigned({ ...head, alg })
			const mac = createHmac(hash, secret).update(text).digest('base64url')
			await refused(`${text}.${mac}`, alg)
		}
	}
})

test('signed by another key, wherever the head says that it is to be had', async () => {
	const { privateKey, publicKey } = generateKeyPairSync('ed25519')
	const jwk = publicKey.export({ format: 'jwk' })
	const heads: object[] = [
		head,
		{ ...head, kid: 'owner-999999' },
		{ ...head, kid: undefined },
		{ ...head, kid: ['owner-1'] },
		{ ...head, kid: "' or 1=1 --" },
		{ ...head, kid: '../../../dev/null' },
		{ ...head, jwk },
		{ ...head, jwk, kid: jwk.x },
		{ ...head, jku: 'https://evil.example/keys.json' },
		{ ...head, x5u: 'https://evil.example/cert.pem' },
		{ ...head, x5c: ['MIIB'] },
	]
	for (const forged of heads)
		await refused(signed(unsigned(forged), privateKey), JSON.stringify(forged))
})

test('on another curve, or of another algorithm', async () => {
	const ed448 = generateKeyPairSync('ed448').privateKey
	await refused(signed(unsigned(head), ed448), 'Ed448')
	const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
	const text = unsigned({ ...head, alg: 'ES256' })
	const es256 = sign('sha256', Buffer.from(text), { key: p256, dsaEncoding: 'ieee-p1363' })
	await refused(`${text}.${es256.toString('base64url')}`, 'ES256')
	await refused(`${text}.${Buffer.alloc(64).toString('base64url')}`, 'CVE-2022-21449')
	const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
	const rs = unsigned({ ...head, alg: 'RS256' })
	await refused(`${rs}.${sign('sha256', Buffer.from(rs), rsa).toString('base64url')}`, 'RS256')
})

test('the signature of another message, changed, cut, or in another spelling', async () => {
	const [headText = '', claimsText = '', signature = ''] = sam.token.split('.')
	const stranger = await ownerAt(api, clinic)
	const [, theirs = '', theirSignature = ''] = stranger.token.split('.')
	const bytes = Buffer.from(signature, 'base64url')
	const flipped = Buffer.from(bytes)
	flipped[0] = (flipped[0] ?? 0) ^ 1
	// RFC 8032 allows one S below the group's order only: the same plus the order is no signature.
	const order = BigInt('0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed')
	const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order
	const high = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()
	const tokens: [string, string][] = [
		[`${headText}.${theirs}.${signature}`, 'claims of another token'],
		[`${headText}.${claimsText}.${theirSignature}`, 'signature of another token'],
		[`${headText}.${encode({ ...claims, sub: stranger.accountId })}.${signature}`, 'changed'],
		[`${headText}.${claimsText}.${flipped.toString('base64url')}`, 'one bit'],
		[`${headText}.${claimsText}.${bytes.subarray(0, 63).toString('base64url')}`, 'cut'],
		[`${headText}.${claimsText}.${Buffer.alloc(64).toString('base64url')}`, 'zeros'],
		[
			`${headText}.${claimsText}.${Buffer.concat([bytes.subarray(0, 32), high]).toString('base64url')}`,
			'high S',
		],
		[`${headText}.${claimsText}.${bytes.toString('base64')}==`, 'padded'],
		[`${headText}.${claimsText}`, 'two parts'],
		[`${headText}.${claimsText}.${signature}.${signature}`, 'four parts'],
		[`${sam.token}AAAA`, 'longer'],
		['..', 'empty'],
		['a'.repeat(5000), 'long'],
	]
	for (const [token, what] of tokens) await refused(token, what)
})

test('signed by us, but with heads and claims that we do not make', async () => {
	const now = Math.floor(Date.now() / 1000)
	const bad: [object, string][] = [
		[{ ...claims, aud: 'staff' }, 'another audience'],
		[{ ...claims, aud: undefined }, 'no audience'],
		[{ ...claims, iss: 'https://evil.example' }, 'another issuer'],
		[{ ...claims, iss: undefined }, 'no issuer'],
		[{ ...claims, exp: undefined }, 'no end'],
		[{ ...claims, exp: 'never' }, 'an end that is none'],
		[{ ...claims, nbf: now + 600 }, 'not yet'],
		[{ ...claims, sub: undefined }, 'nobody'],
		[{ ...claims, sid: undefined }, 'no session'],
		[{ ...claims, cid: undefined }, 'no clinic'],
	]
	for (const [forged, what] of bad) await refused(signed(unsigned(head, forged)), what)
	const heads: [object, string][] = [
		[{ ...head, typ: 'JWT' }, 'another type'],
		[{ ...head, typ: undefined }, 'no type'],
		[{ ...head, crit: ['exp'] }, 'something critical'],
		[{ ...head, b64: false, crit: ['b64'] }, 'unencoded'],
		[{ ...head, alg: 'Ed448' }, 'another algorithm'],
	]
	for (const [forged, what] of heads) await refused(signed(unsigned(forged)), what)
	const old = { ...claims, iat: now - 1200, exp: now - 600 }
	await refused(signed(unsigned(head, old)), 'over', '401 session_ended')
	await refused(signed(unsigned(head, 'no json')), 'claims that are none')
})

test('claims that are there twice: what counts is signed all the same', async () => {
	const stranger = await ownerAt(api, clinic)
	const text = JSON.stringify(claims)
	const twice = `{"sub":"${stranger.accountId}",${text.slice(1)}`
	const [headText = '', , signature = ''] = sam.token.split('.')
	await refused(`${headText}.${encode(twice)}.${signature}`, 'unsigned')
	// Signed by us (which never happens) the last one counts, and session and person have to agree.
	const last = `${text.slice(0, -1)},"sub":"${stranger.accountId}"}`
	await refused(signed(unsigned(head, last)), 'of two people', '401 session_ended')
	const kids = `{"kid":"staff-1",${JSON.stringify(head).slice(1)}`
	await refused(`${encode(kids)}.${encode(claims)}.${signature}`, 'two keys')
})

test('of staff, another server, another clinic, an ended session, or two months ago', async () => {
	const { accessTokens } = api.services
	const nurse = await signedIn(api, clinic, ['nurse'])
	const other = await makeBookableClinic(api.db)
	const { accountId: subject, sessionId } = sam
	const who = { clinicId: clinic.id, subject, sessionId }
	const day = 24 * 3600 * 1000
	const at = (days: number) => new AccessTokens(serverKey, () => Date.now() + days * day)
	await refused(nurse.token, 'staff')
	await refused(await accessTokens.make('staff', who), 'for staff')
	const relabelled = signed(unsigned({ ...head, kid: `staff-${String(head.kid).split('-')[1]}` }))
	await refused(relabelled, 'another side’s key id')
	await refused(await new AccessTokens(Buffer.alloc(32, 9)).make('owner', who), 'foreign')
	await refused(await at(-61).make('owner', who), 'two months ago')
	await refused(await at(61).make('owner', who), 'in two months')
	await refused(await at(-0.01).make('owner', who), 'over', '401 session_ended')
	const elsewhere = await accessTokens.make('owner', { ...who, clinicId: other.id })
	assert.is(told(await sam.ask('GET', ROUTES[0], { token: elsewhere })), '401 session_ended')
	const stranger = await ownerAt(api, clinic)
	const mixed = await accessTokens.make('owner', { ...who, sessionId: stranger.sessionId })
	await refused(mixed, 'another session', '401 session_ended')
})

test('the public keys are published, three for each side, and check what was signed', async () => {
	const answer = await fetch(`${api.url}/.well-known/jwks.json`, {
		headers: { Origin: 'https://any.example' },
	})
	assert.is(answer.status, 200)
	assert.match(answer.headers.get('cache-control') ?? '', 'max-age=3600')
	assert.is(answer.headers.get('access-control-allow-origin'), '*')
	const set = await answer.json()
	const month = Number(String(head.kid).split('-')[1])
	const kids = ['staff', 'owner'].flatMap((side) => [-1, 0, 1].map((n) => `${side}-${month + n}`))
	assert.equal(
		set.keys.map(({ kid }: { kid: string }) => kid),
		kids,
	)
	assert.not.match(JSON.stringify(set), /"d":/)
	const checks = { audience: 'owner', issuer: 'vetslot', typ: 'at+jwt' }
	const { payload } = await jwtVerify(sam.token, createLocalJWKSet(set), checks)
	assert.is(payload.sub, sam.accountId)
})

test.run()
