import type { Knex } from 'knex'
import { Clinic } from '../../database/models/clinic.ts'
import { queryOf } from '../../database/query.ts'
import type { Claim } from '../claim.ts'
import { oneLine } from '../plain.ts'
import type { JoiningNotificationKind, JoiningVariables } from '../queue.ts'
import { clinicOf, type Visit } from '../visit.ts'

/** All that a message about a proof of who somebody is may say. */
export interface JoiningSubject {
	clinic: Visit['clinic'] & { slug: string }
	/** An address or a number. */
	to: string
	name: string
	/** Of a change. */
	newEmail: string
	/** The registration, the change or the code. */
	subjectId: string
	expiresAt: Date
	isOpen: boolean
}

type Row = Omit<JoiningSubject, 'clinic'> & { slug: string; locale: string | null }

const REGISTRATION = `
	select r.email as "to", r.name, '' as "newEmail", r.id as "subjectId", r.expires_at as "expiresAt",
		r.expires_at > statement_timestamp() as "isOpen", c.slug, r.locale
	from account_registrations r join clinics c on c.id = $1
	where r.clinic_id = $1 and r.id = $2`

const change = (to: 'old_email' | 'new_email') => `
	select m.${to} as "to", coalesce(a.name, o.name, '') as name, m.new_email as "newEmail",
		m.id as "subjectId", m.expires_at as "expiresAt",
		m.ended_at is null and m.expires_at > statement_timestamp() as "isOpen", c.slug, a.locale
	from email_changes m
	join client_accounts a on a.clinic_id = $1 and a.clinic_id = m.clinic_id and a.id = m.account_id
	join clients o on o.clinic_id = $1 and o.clinic_id = a.clinic_id and o.id = a.client_id
	join clinics c on c.id = $1
	where m.clinic_id = $1 and m.id = $2`

const PHONE = `
	select a.new_phone as "to", coalesce(a.name, '') as name, '' as "newEmail", k.id as "subjectId",
		k.expires_at as "expiresAt", a.new_phone is not null and k.consumed_at is null
			and k.expires_at > statement_timestamp() as "isOpen", c.slug, a.locale
	from one_time_codes k
	join client_accounts a on a.clinic_id = $1 and a.clinic_id = k.clinic_id and a.id = k.subject_id
	join clinics c on c.id = $1
	where k.clinic_id = $1 and k.id = $2`

const FIND: Readonly<Record<JoiningNotificationKind, [string, keyof JoiningVariables]>> = {
	account_verify_email: [REGISTRATION, 'registrationId'],
	account_email_leaving: [change('old_email'), 'emailChangeId'],
	account_email_arriving: [change('new_email'), 'emailChangeId'],
	account_phone_code: [PHONE, 'codeId'],
}

/** Whether a kind of message asks somebody to prove who they are. */
export function isJoiningKind(kind: string): kind is JoiningNotificationKind {
	return Object.hasOwn(FIND, kind)
}

/** Reads what a message is about; undefined when it is gone. */
export async function findJoining(
	trx: Knex,
	{ clinicId, kind, variables }: Claim & { kind: JoiningNotificationKind },
): Promise<JoiningSubject | undefined> {
	const [sql, which] = FIND[kind]
	const id = (variables as JoiningVariables)[which] ?? null
	const [row] = await queryOf(trx)<Row>(sql, [clinicId, id])
	const clinic = await Clinic.query(trx).findById(clinicId)
	if (!row || !clinic) return undefined
	const { slug, to, name, newEmail, subjectId, expiresAt, isOpen } = row
	return {
		clinic: { ...clinicOf(clinic, row.locale), slug },
		...{ to: to ?? '', name: oneLine(name), newEmail: oneLine(newEmail) },
		...{ subjectId, expiresAt, isOpen: isOpen && to !== null },
	}
}
