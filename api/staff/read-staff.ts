import type { Knex } from 'knex'
import type { AccessTokens } from '../http/access-token.ts'
import type { ReadStaff, StaffMember } from '../http/authenticate.ts'
import type { Role } from '../http/permission.ts'
import { readSessionsIn } from '../sign-in/read.ts'

const WHO = `
	select u.roles from user_sessions s
	join users u on u.clinic_id = $1 and u.clinic_id = s.clinic_id and u.id = s.user_id
	where s.clinic_id = $1 and s.id = $2 and s.user_id = $3 and s.revoked_at is null
		and s.expires_at > statement_timestamp() and u.is_active`

/** Reads access tokens of those who work at a clinic. */
export function readStaffIn(db: Knex, tokens: AccessTokens): ReadStaff {
	return readSessionsIn<{ roles: Role[] }, StaffMember>(db, tokens, {
		audience: 'staff',
		sql: WHO,
		present: ({ clinicId, subject: userId, sessionId }, { roles }) => ({
			...{ clinicId, userId, sessionId, roles },
		}),
	})
}
