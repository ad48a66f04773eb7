import type { Knex } from 'knex'
import type { StaffMember } from '../contract/staff-people.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { presentUser } from './presenter.ts'
import type { UserRow } from './users.ts'

type MemberRow = UserRow & { is_schedulable: boolean }

const MEMBERS = `
	select u.*, r.id is not null as is_schedulable
	from users u
	left join resources r on r.clinic_id = $1 and r.id = u.id
	where u.clinic_id = $1`

/** Who works at a clinic: those who still do first, then by name. */
export async function listMembers(trx: Knex, clinicId: string): Promise<StaffMember[]> {
	const sql = `${MEMBERS} order by u.is_active desc, lower(u.name), u.id`
	return (await queryOf(trx)<MemberRow>(sql, [clinicId])).map(presentMember)
}

/** @throws Problem `staff_not_found` */
export async function readMember(trx: Knex, clinicId: string, id: string): Promise<StaffMember> {
	const [row] = await queryOf(trx)<MemberRow>(`${MEMBERS} and u.id = $2`, [clinicId, id])
	if (!row) throw new Problem('staff_not_found')
	return presentMember(row)
}

function presentMember(row: MemberRow): StaffMember {
	return { ...presentUser(row), isSchedulable: row.is_schedulable }
}
