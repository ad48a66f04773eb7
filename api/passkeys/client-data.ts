import * as z from 'zod'
import { Problem } from '../http/problem.ts'

const clientData = z.object({
	challenge: z.string().max(200),
	crossOrigin: z.boolean().optional(),
	topOrigin: z.string().optional(),
})

/**
 * What the browser says that it has signed, as far as it is needed before the signature is looked at.
 * A page within another one is refused: whoever looks at it sees that other one's address.
 *
 * @throws Problem `passkey_refused`
 */
export function readClientData(text: string): { challenge: string } {
	const { challenge, crossOrigin, topOrigin } = parsed(text)
	if (crossOrigin || topOrigin !== undefined) throw new Problem('passkey_refused')
	return { challenge }
}

function parsed(text: string): z.output<typeof clientData> {
	try {
		return clientData.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
	} catch (cause) {
		throw new Problem('passkey_refused', { cause })
	}
}

/** Whose passkeys they are to a browser: the host of our pages, and the origin they run at. */
export interface RelyingParty {
	id: string
	origin: string
}

/**
 * A browser ties a passkey to the host of the page. On a clinic's own site that would be the clinic's:
 * such a passkey would open nothing here, and every page there could ask for it.
 *
 * @throws Problem `passkey_elsewhere`
 */
export function relyingParty(publicUrl: string, origin: string | null): RelyingParty {
	const { hostname: id, origin: ours } = new URL(publicUrl)
	if (origin !== ours) throw new Problem('passkey_elsewhere')
	return { id, origin: ours }
}
