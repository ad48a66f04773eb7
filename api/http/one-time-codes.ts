import type { Knex } from 'knex'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { digitsOf, lettersOf, sameCode } from './code-text.ts'

/** Whose codes, and for what. */
export interface CodesOf {
	clinicId: string
	subject: { kind: 'staff' | 'owner'; id: string }
	/** `sign_in`, `recovery` … */
	purpose: string
}

const LIFE = '10 minutes'
const MOST_ATTEMPTS = 5

const END = `
	update one_time_codes set consumed_at = statement_timestamp(), updated_at = now()
	where clinic_id = $1 and subject_kind = $2 and subject_id = $3 and purpose = $4
		and consumed_at is null`

const ISSUE = `
	insert into one_time_codes (clinic_id, id, purpose, subject_kind, subject_id, expires_at)
	values ($1, $2, $3, $4, $5, statement_timestamp() + interval '${LIFE}')`

/** Makes a code of six digits, good for ten minutes; earlier ones end. Answers with its row's id. */
export async function issueCode(trx: Knex.Transaction, codes: CodesOf): Promise<string> {
	const { clinicId, subject, purpose } = codes
	await queryOf(trx)(END, [clinicId, subject.kind, subject.id, purpose])
	const id = newId()
	await queryOf(trx)(ISSUE, [clinicId, id, purpose, subject.kind, subject.id])
	return id
}

// No longer than twice its life, however often it is asked for.
const RENEW = `
	update one_time_codes set expires_at = statement_timestamp() + interval '${LIFE}', updated_at = now()
	where clinic_id = $1 and subject_kind = $2 and subject_id = $3 and purpose = $4
		and consumed_at is null and expires_at > statement_timestamp() and attempts < ${MOST_ATTEMPTS}
		and created_at > statement_timestamp() - interval '${LIFE}'
	returning id`

/** Lets a code that waits be good for ten minutes more, with the tries that are left; its row's id, if there is one. */
export async function renewCode(
	trx: Knex.Transaction,
	{ clinicId, subject, purpose }: CodesOf,
): Promise<string | null> {
	const key = [clinicId, subject.kind, subject.id, purpose]
	const rows = await queryOf(trx)<{ id: string }>(RENEW, key)
	return rows.at(-1)?.id ?? null
}

const TRY = `
	update one_time_codes set attempts = attempts + 1, updated_at = now()
	where clinic_id = $1 and subject_kind = $2 and subject_id = $3 and purpose = $4
		and consumed_at is null and expires_at > statement_timestamp() and attempts < ${MOST_ATTEMPTS}
	returning id`

/**
 * Counts a try at the code that is waiting, and tells whether it fits: then its row's id, to be
 * consumed when all else fits as well. The transaction is to be committed whatever comes of it.
 */
export async function tryCode(
	trx: Knex.Transaction,
	serverKey: Uint8Array,
	codes: CodesOf & { code: string },
): Promise<string | null> {
	const { clinicId, subject, purpose, code } = codes
	const query = queryOf(trx)
	const rows = await query<{ id: string }>(TRY, [clinicId, subject.kind, subject.id, purpose])
	const fits = rows.find(({ id }) => sameCode(digitsOf(serverKey, { clinicId, id }), code))
	return fits?.id ?? null
}

const CONSUME = `
	update one_time_codes set consumed_at = statement_timestamp(), updated_at = now()
	where clinic_id = $1 and id = $2 and consumed_at is null
	returning id`

/** Whether a code was still there to be used; it is good once. */
export async function consumeCode(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<boolean> {
	return (await queryOf(trx)(CONSUME, [clinicId, id])).length === 1
}

const FORGET = `
	delete from one_time_codes
	where clinic_id = $1 and subject_kind = $2 and subject_id = $3 and purpose = $4`

const KEEP = `
	insert into one_time_codes (clinic_id, id, purpose, subject_kind, subject_id)
	select $1, x.id, $2, $3, $4 from unnest($5::uuid[]) as x(id)`

/** Makes codes to be kept on paper in place of the earlier ones; answers with their rows' ids. */
export async function issuePaperCodes(
	trx: Knex.Transaction,
	{ clinicId, subject, purpose }: CodesOf,
	count: number,
): Promise<string[]> {
	await forgetCodes(trx, { clinicId, subject, purpose })
	const ids = Array.from({ length: count }, newId)
	await queryOf(trx)(KEEP, [clinicId, purpose, subject.kind, subject.id, ids])
	return ids
}

export async function forgetCodes(
	trx: Knex.Transaction,
	{ clinicId, subject, purpose }: CodesOf,
): Promise<void> {
	await queryOf(trx)(FORGET, [clinicId, subject.kind, subject.id, purpose])
}

const PAPER = `
	select id from one_time_codes
	where clinic_id = $1 and subject_kind = $2 and subject_id = $3 and purpose = $4
		and consumed_at is null`

/** Uses a code from paper; false when it is none, or was used before. */
export async function usePaperCode(
	trx: Knex.Transaction,
	serverKey: Uint8Array,
	{ clinicId, subject, purpose, code }: CodesOf & { code: string },
): Promise<boolean> {
	const wanted = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
	const key = [clinicId, subject.kind, subject.id, purpose]
	const rows = await queryOf(trx)<{ id: string }>(PAPER, key)
	const text = (id: string) => lettersOf(serverKey, { clinicId, id }).replace('-', '')
	const found = rows.find(({ id }) => sameCode(text(id), wanted))
	return found ? consumeCode(trx, clinicId, found.id) : false
}
