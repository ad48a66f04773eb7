import type { Match } from '@vetslot/sdk/staff'

type Candidate = Match['candidates'][number]

/** One thing that is known of a guest beside the same of somebody who they may be. */
export interface Compared {
	what: 'name' | 'email' | 'phone'
	is: 'same' | 'different' | 'unknown'
	theirs: string | null
	ours: string | null
	/** The guest has shown that it is theirs. */
	proved: boolean
}

/** What agrees and what does not; with an account, by what was proved with it. */
export function compare({ client: guest, account }: Match, candidate: Candidate): Compared[] {
	const { client, reasons } = candidate
	const line = (what: Compared['what'], theirs: string | null, proved = false): Compared => {
		const ours = client[what]
		const isSame = reasons.includes(what) || (theirs !== null && folded(theirs) === folded(ours))
		const is = isSame ? 'same' : theirs === null || ours === null ? 'unknown' : 'different'
		return { what, is, theirs, ours, proved }
	}
	return [
		line('name', guest.name),
		line('email', account?.email ?? guest.email, account !== null),
		line('phone', account?.phone ?? guest.phone, Boolean(account?.phone)),
	]
}

const folded = (text: string | null) => text?.trim().toLowerCase()
