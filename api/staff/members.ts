import type { Knex } from 'knex'
import type { StaffMember } from '../contract/staff-people.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import type { Viewer } from './policy.ts'
import { presentMember } from './presenter.ts'
import type { MemberRow } from './users.ts'

const MEMBERS = `
	select u.*, r.id is not null as is_schedulable
	from users u
	left join resources r on r.clinic_id = $1 and r.id = u.id
	where u.clinic_id = $1`

/** Who works at a clinic: those who still do first, then by name. */
export async function listMembers(trx: Knex, viewer: Viewer): Promise<StaffMember[]> {
	const sql = `${MEMBERS} order by u.is_active desc, lower(u.name), u.id`
	const rows = await queryOf(trx)<MemberRow>(sql, [viewer.clinicId])
	return rows.map((row) => presentMember(row, viewer))
}

/** @throws Problem `staff_not_found` */
export async function readMember(trx: Knex, viewer: Viewer, id: string): Promise<StaffMember> {
	const sql = `${MEMBERS} and u.id = $2`
	const [row] = await queryOf(trx)<MemberRow>(sql, [viewer.clinicId, id])
	if (!row) throw new Problem('staff_not_found')
	return presentMember(row, viewer)
}
