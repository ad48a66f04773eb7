import type { Knex } from 'knex'
import { LIVING } from '../clients/living.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { candidatesFor } from '../matches/candidates.ts'
import { keepGuest, linkGuest } from '../matches/settle.ts'
import { undoMatch } from '../matches/undo.ts'

/** Somebody at a clinic with an email that was proved. */
interface ProvedRow {
	id: string
	isKnown: boolean
	/** Of an address that several people use. */
	isShared: boolean
	hasAccount: boolean
}

export interface NewAccount {
	clinicId: string
	accountId: string
	email: string
	name: string
	phone: string | null
	locale: string | null
}

// Compared as the clinic typed them but for case: a fold that may take two addresses for one would
// show somebody the animals of another.
const BY_EMAIL = `
	select c.id, c.match_status = 'confirmed' as "isKnown", c.contact_is_shared as "isShared",
		exists (select from client_accounts a
			where a.clinic_id = $1 and a.client_id = c.id) as "hasAccount"
	from clients c
	where c.clinic_id = $1 and c.email_key = lower($2) and ${LIVING}
	order by c.id desc`

/** Whose client a new account is, and the guests who turned out to be the same person. */
export interface Claim {
	clientId: string
	guestIds: string[]
	/** Whether the clinic knows this client, who is certainly the one. */
	isCertain: boolean
}

/**
 * Looks for the client of a new account by its email, which was proved: the one whom the clinic knows
 * under it, otherwise the newest guest who gave it, otherwise somebody new. Nobody is found by a name.
 */
export async function claimClient(
	trx: Knex.Transaction,
	{ clinicId, email, name, phone, locale }: NewAccount,
): Promise<Claim> {
	const rows = await queryOf(trx)<ProvedRow>(BY_EMAIL, [clinicId, email])
	const guestIds = rows.filter((row) => !row.isKnown && !row.hasAccount).map((row) => row.id)
	const certain = onlyOne(rows)
	if (certain) return { clientId: certain, guestIds, isCertain: true }
	const [newest, ...others] = guestIds
	const given = { name, email, phone, locale }
	if (newest) {
		// Anybody may have booked with this address: how they are called and reached, the owner says.
		await trx('clients')
			.where({ clinic_id: clinicId, id: newest })
			.update({ ...given, updated_at: trx.fn.now() })
		await endLinks(queryOf(trx), clinicId, newest)
		return { clientId: newest, guestIds: others, isCertain: false }
	}
	const clientId = newId()
	await trx('clients').insert({ clinic_id: clinicId, id: clientId, ...given })
	return { clientId, guestIds: [], isCertain: false }
}

/**
 * Two whom the clinic knows by the same address leave it open which of them it is; so does one who
 * signs in already, with another address.
 */
function onlyOne(rows: readonly ProvedRow[]): string | null {
	const [one, ...others] = rows.filter((row) => row.isKnown)
	return one && others.length === 0 && !one.isShared && !one.hasAccount ? one.id : null
}

/**
 * Gives the account's client what its guests have booked. A client who may be one of those whom the
 * clinic knows stays in the match queue; somebody whom nobody resembles is new there.
 */
export async function settleClaim(
	trx: Knex.Transaction,
	{ clinicId, accountId }: Pick<NewAccount, 'clinicId' | 'accountId'>,
	{ clientId, guestIds, isCertain }: Claim,
): Promise<void> {
	const actor = { kind: 'owner', id: accountId } as const
	if (!isCertain) {
		const found = await candidatesFor(queryOf(trx), clinicId, [clientId])
		if (found.has(clientId)) return
		await keepGuest(trx, { clinicId, actor, id: clientId })
	}
	for (const id of guestIds) await link(trx, { clinicId, accountId, id, into: clientId })
}

interface Linking {
	clinicId: string
	accountId: string
	id: string
	into: string
}

/**
 * Whoever booked as a guest need not be who has turned out to own the address: the links that they got
 * must not show that person. The links lead to the portal, and later letters have new ones.
 */
async function endLinks(query: Query, clinicId: string, guestId: string): Promise<void> {
	await query(
		`update appointments set manage_generation = manage_generation + 1, updated_at = now()
		where clinic_id = $1 and client_id = $2`,
		[clinicId, guestId],
	)
}

/** Staff may have settled a guest a moment ago: then it is settled. */
async function link(trx: Knex.Transaction, { clinicId, accountId, id, into }: Linking) {
	const actor = { kind: 'owner', id: accountId } as const
	const body = { intoClientId: into, pets: await samePets(queryOf(trx), clinicId, id, into) }
	await endLinks(queryOf(trx), clinicId, id)
	try {
		await linkGuest(trx, { clinicId, actor, id, body })
	} catch (error) {
		if (!(error instanceof Problem && error.code === 'match_settled')) throw error
	}
}

/** Animals of the same name and kind are the same ones, as long as that says which and no birth says otherwise. */
async function samePets(query: Query, clinicId: string, id: string, into: string) {
	const candidates = (await candidatesFor(query, clinicId, [id])).get(id) ?? []
	const pairs = candidates.find(({ client }) => client.id === into)?.pets ?? []
	const once = (petId: string | null) =>
		pairs.filter((pair) => pair.intoPetId === petId).length === 1 ? petId : null
	return pairs.map(({ petId, intoPetId }) => ({ petId, intoPetId: once(intoPetId) }))
}

/**
 * Looks again when a phone was proved. Whoever else has this number in the clinic's books has mostly
 * typed it and not proved it, so it links nobody: an account whose client nobody but itself has called
 * new goes back to the match queue, where the clinic says who it is.
 */
export async function doubtByPhone(
	trx: Knex.Transaction,
	{ clinicId, accountId, clientId, phone }: PhoneDoubt,
): Promise<void> {
	const [doubt] = await queryOf(trx)(DOUBT, [clinicId, clientId, accountId, phone])
	if (!doubt) return
	try {
		await undoMatch(trx, { clinicId, actor: { kind: 'owner', id: accountId }, id: clientId })
	} catch (error) {
		// Guests hang on it by now: that is for the clinic.
		if (!(error instanceof Problem)) throw error
	}
}

interface PhoneDoubt {
	clinicId: string
	accountId: string
	clientId: string
	phone: string
}

/** Whether the clinic knows somebody else by the number, and only the account has said who it is. */
const DOUBT = `
	select from client_merges m
	where m.clinic_id = $1 and m.client_id = $2 and m.undone_at is null
		and m.into_client_id is null and m.actor_kind = 'owner' and m.actor_id = $3
		and exists (select from clients c where c.clinic_id = $1 and c.phone = $4 and c.id <> $2
			and not c.contact_is_shared and c.match_status = 'confirmed' and ${LIVING})`
