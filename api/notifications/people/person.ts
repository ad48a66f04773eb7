import type { Knex } from 'knex'
import { Clinic } from '../../database/models/clinic.ts'
import { queryOf } from '../../database/query.ts'
import type { Audience } from '../../http/access-token.ts'
import { oneLine } from '../plain.ts'
import type { PersonVariables } from '../queue.ts'
import { clinicOf, type Visit } from '../visit.ts'

/** All that a letter about somebody's sign-in may say. */
export interface Person {
	/** Whether they work at the clinic, or are an owner with an account. */
	audience: Audience
	clinic: Visit['clinic'] & { slug: string }
	id: string
	name: string
	email: string
	isActive: boolean
	linkGeneration: number
	/** The code that the letter carries, if it does. */
	code: { isGood: boolean; expiresAt: Date } | null
	/** The session that the letter tells of, if it does. */
	session: { beganAt: Date; address: string; userAgent: string } | null
}

interface Wanted {
	clinicId: string
	audience: Audience
	/** The member of staff or the account. */
	id: string
	about: { variables: PersonVariables }
}

interface Row {
	name: string | null
	email: string | null
	is_active: boolean
	link_generation: number
	slug: string
	code_is_good: boolean | null
	code_expires_at: Date | null
	session_began_at: Date | null
	address: string | null
	user_agent: string | null
	locale: string | null
}

const ABOUT = `
	c.slug, k.consumed_at is null and k.expires_at > statement_timestamp() as code_is_good,
	k.expires_at as code_expires_at,
	s.created_at as session_began_at, host(s.ip) as address, s.user_agent`

const FIND: Readonly<Record<Audience, string>> = {
	staff: `
		select u.name, u.email, u.is_active, u.link_generation, null as locale, ${ABOUT}
		from users u
		join clinics c on c.id = $1
		left join one_time_codes k on k.clinic_id = $1 and k.id = $3 and k.subject_id = u.id
		left join user_sessions s on s.clinic_id = $1 and s.id = $4 and s.user_id = u.id
		where u.clinic_id = $1 and u.id = $2`,
	owner: `
		select coalesce(a.name, o.name, '') as name, a.email, o.erased_at is null as is_active,
			a.link_generation, a.locale, ${ABOUT}
		from client_accounts a
		join clients o on o.clinic_id = $1 and o.clinic_id = a.clinic_id and o.id = a.client_id
		join clinics c on c.id = $1
		left join one_time_codes k on k.clinic_id = $1 and k.id = $3 and k.subject_id = a.id
		left join client_sessions s on s.clinic_id = $1 and s.id = $4 and s.account_id = a.id
		where a.clinic_id = $1 and a.id = $2`,
}

/** Reads somebody with a sign-in as their letters have it. */
export async function findPerson(
	trx: Knex,
	{ clinicId, audience, id, about: { variables } }: Wanted,
): Promise<Person | undefined> {
	const values = [clinicId, id, variables.codeId ?? null, variables.sessionId ?? null]
	const [row] = await queryOf(trx)<Row>(FIND[audience], values)
	const clinic = await Clinic.query(trx).findById(clinicId)
	if (!row || !clinic) return undefined
	return {
		audience,
		clinic: { ...clinicOf(clinic, row.locale), slug: row.slug },
		id,
		name: oneLine(row.name ?? ''),
		email: row.email ?? '',
		isActive: row.is_active,
		linkGeneration: row.link_generation,
		code: codeOf(row),
		session: sessionOf(row),
	}
}

function codeOf({ code_is_good: isGood, code_expires_at: expiresAt }: Row): Person['code'] {
	return expiresAt === null ? null : { isGood: isGood === true, expiresAt }
}

function sessionOf(row: Row): Person['session'] {
	const { session_began_at: beganAt, address, user_agent: userAgent } = row
	if (beganAt === null) return null
	return { beganAt, address: address ?? '', userAgent: oneLine(userAgent ?? '') }
}
