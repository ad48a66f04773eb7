import type {
	AddPasskeyBody,
	PasskeyCreation,
	PasskeyRequest,
	SignInByPasskeyBody,
} from '@vetslot/sdk/owner'

const text = (bytes: ArrayBuffer | null): string => {
	const binary = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * Whether passkeys can be used here: on a page of the API's own host, which is a name and no number,
 * by a browser that reads the server's options.
 */
export function canPasskey(api: string): boolean {
	const { hostname, origin } = location
	return (
		new URL(api, location.href).origin === origin &&
		!/^[\d.]+$|:/.test(hostname) &&
		typeof PublicKeyCredential === 'function' &&
		'parseRequestOptionsFromJSON' in PublicKeyCredential
	)
}

/** Has the browser make a passkey; undefined when the person thought better of it. */
export async function makePasskey(
	options: PasskeyCreation,
): Promise<AddPasskeyBody['credential'] | undefined> {
	const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never)
	const made = (await chosen(
		navigator.credentials.create({ publicKey }),
	)) as PublicKeyCredential | null
	if (!made) return undefined
	const response = made.response as AuthenticatorAttestationResponse
	return {
		id: made.id,
		clientDataJSON: text(response.clientDataJSON),
		attestationObject: text(response.attestationObject),
		transports: response.getTransports(),
	}
}

/** Has the person choose a passkey; undefined when they thought better of it. */
export async function usePasskey(
	options: PasskeyRequest,
): Promise<SignInByPasskeyBody['credential'] | undefined> {
	const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never)
	const used = (await chosen(
		navigator.credentials.get({ publicKey }),
	)) as PublicKeyCredential | null
	if (!used) return undefined
	const response = used.response as AuthenticatorAssertionResponse
	return {
		id: used.id,
		clientDataJSON: text(response.clientDataJSON),
		authenticatorData: text(response.authenticatorData),
		signature: text(response.signature),
		userHandle: text(response.userHandle),
	}
}

/** A browser tells of somebody who closed its window in the same way as of a failure. */
async function chosen(asked: Promise<Credential | null>): Promise<Credential | null> {
	try {
		return await asked
	} catch (error) {
		if (error instanceof DOMException && /NotAllowed|Abort/.test(error.name)) return null
		throw error
	}
}
