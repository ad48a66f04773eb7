import { readId, readSignedToken, signedToken, writeId } from './signed-token.ts'

/**
 * What a link in a mail is for: to make an account of a registration, or to say at one of two
 * addresses that the account's email changes.
 */
export type AccountLinkPurpose = 'verify' | 'old_email' | 'new_email'

/** What such a link says. */
export interface AccountLinkClaims {
	clinicId: string
	/** The registration or the change. */
	subjectId: string
	purpose: AccountLinkPurpose
}

/** Seconds that a link lives. Its row knows when it began. */
export const ACCOUNT_LINK_SECONDS = 24 * 3600

const PURPOSE = 'vetslot account link 1'
const purposes: readonly AccountLinkPurpose[] = ['verify', 'old_email', 'new_email']
const BYTES = 33

/** Makes the token of a link: recomputed when it is sent, and never stored. */
export function makeAccountLink(serverKey: Uint8Array, claims: AccountLinkClaims): string {
	const bytes = Buffer.alloc(BYTES)
	writeId(bytes, claims.clinicId, 0)
	writeId(bytes, claims.subjectId, 16)
	bytes.writeUInt8(purposes.indexOf(claims.purpose), 32)
	return signedToken(serverKey, PURPOSE, bytes)
}

/** Reads a token of `makeAccountLink`; null for anything else. Whether it is over, its row says. */
export function readAccountLink(serverKey: Uint8Array, token: string): AccountLinkClaims | null {
	const bytes = readSignedToken(serverKey, PURPOSE, token)
	if (bytes?.length !== BYTES) return null
	const purpose = purposes[bytes.readUInt8(32)]
	if (purpose === undefined) return null
	return { clinicId: readId(bytes, 0), subjectId: readId(bytes, 16), purpose }
}
