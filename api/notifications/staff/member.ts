import type { Knex } from 'knex'
import { Clinic } from '../../database/models/clinic.ts'
import { queryOf } from '../../database/query.ts'
import { oneLine } from '../plain.ts'
import type { StaffVariables } from '../queue.ts'
import { clinicOf, type Visit } from '../visit.ts'

/** All that a letter to a member of staff may say. */
export interface Member {
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
	userId: string
	about: { variables: StaffVariables }
}

interface Row {
	name: string
	email: string | null
	is_active: boolean
	link_generation: number
	slug: string
	code_is_good: boolean | null
	code_expires_at: Date | null
	session_began_at: Date | null
	address: string | null
	user_agent: string | null
}

const FIND = `
	select u.name, u.email, u.is_active, u.link_generation, c.slug,
		k.consumed_at is null and k.expires_at > statement_timestamp() as code_is_good,
		k.expires_at as code_expires_at,
		s.created_at as session_began_at, host(s.ip) as address, s.user_agent
	from users u
	join clinics c on c.id = $1
	left join one_time_codes k on k.clinic_id = $1 and k.id = $3 and k.subject_id = u.id
	left join user_sessions s on s.clinic_id = $1 and s.id = $4 and s.user_id = u.id
	where u.clinic_id = $1 and u.id = $2`

/** Reads somebody who works at a clinic as their letters have it. */
export async function findMember(
	trx: Knex,
	{ clinicId, userId, about: { variables } }: Wanted,
): Promise<Member | undefined> {
	const values = [clinicId, userId, variables.codeId ?? null, variables.sessionId ?? null]
	const [row] = await queryOf(trx)<Row>(FIND, values)
	const clinic = await Clinic.query(trx).findById(clinicId)
	if (!row || !clinic) return undefined
	return {
		clinic: { ...clinicOf(clinic), slug: row.slug },
		id: userId,
		name: oneLine(row.name),
		email: row.email ?? '',
		isActive: row.is_active,
		linkGeneration: row.link_generation,
		code: codeOf(row),
		session: sessionOf(row),
	}
}

function codeOf({ code_is_good: isGood, code_expires_at: expiresAt }: Row): Member['code'] {
	return expiresAt === null ? null : { isGood: isGood === true, expiresAt }
}

function sessionOf(row: Row): Member['session'] {
	const { session_began_at: beganAt, address, user_agent: userAgent } = row
	if (beganAt === null) return null
	return { beganAt, address: address ?? '', userAgent: oneLine(userAgent ?? '') }
}
