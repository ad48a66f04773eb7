import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'

/**
 * What is theirs beside their animals, by part: the columns that leave are named one by one, so notes
 * of the clinic, secrets and other people's rows have no way in. $1 clinic, $2 client, $3 account.
 */
const PARTS = {
	account: `
		select a.name, a.email, a.email_verified_at as "emailVerifiedAt", a.phone,
			a.phone_verified_at as "phoneVerifiedAt", a.new_phone as "newPhone",
			a.locale as language, a.preferences,
			a.notification_settings as "notificationSettings", a.last_login_at as "lastSignInAt",
			a.created_at as "createdAt"
		from client_accounts a where a.clinic_id = $1 and a.id = $3 and a.client_id = $2`,
	client: `
		select c.name, c.email, c.phone, c.locale, c.created_at as "createdAt"
		from clients c where c.clinic_id = $1 and c.id = $2`,
	consents: `
		select c.purpose, c.channel, c.is_granted as granted, c.wording, c.created_at as "saidAt"
		from consents c where c.clinic_id = $1 and c.client_id = $2 order by c.created_at`,
	visits: `
		select a.booking_reference as reference, a.status, a.scheduled_start as start,
			a.scheduled_end as "end", t.name as type, u.name as veterinarian,
			(select coalesce(jsonb_agg(p.name order by p.id), '[]') from appointment_pets ap
				join pets p on p.clinic_id = $1 and p.id = ap.pet_id
				where ap.clinic_id = $1 and ap.appointment_id = a.id) as pets,
			a.symptoms, a.special_requests as "specialRequests", a.customer_notes as "yourNotes",
			a.shared_notes as "notesForYou",
			case when a.cancelled_by_kind = 'owner' then a.cancellation_reason end as "whyCancelled",
			(select coalesce(jsonb_object_agg(f.field_name, f.field_value), '{}')
				from appointment_form_data f
				where f.clinic_id = $1 and f.appointment_id = a.id) as answers,
			a.created_at as "bookedAt"
		from appointments a
		join users u on u.clinic_id = $1 and u.id = a.veterinarian_id
		left join appointment_types t on t.clinic_id = $1 and t.id = a.appointment_type_id
		where a.clinic_id = $1 and a.client_id = $2 and a.status <> 'rescheduled'
		order by a.scheduled_start`,
	callbacks: `
		select r.kind, r.name, r.phone, r.pet_name as "petName", r.species, r.note, r.status,
			r.created_at as "askedAt"
		from callback_requests r where r.clinic_id = $1 and r.client_id = $2 order by r.created_at`,
	prescriptions: `
		select p.name as pet, r.medicine, r.quantity, r.notes as "yourNotes", r.status,
			r.decline_reason as "whyDeclined", r.handover, r.created_at as "askedAt"
		from prescription_requests r join pets p on p.clinic_id = $1 and p.id = r.pet_id
		where r.clinic_id = $1 and r.client_id = $2 order by r.created_at`,
	habits: `
		select b.preferred_times as "times", b.preferred_days as "days",
			b.preferred_veterinarians as "veterinarians",
			b.preferred_appointment_types as "appointmentTypes",
			b.typical_booking_lead_hours as "hoursAhead", b.visit_count as "visits",
			b.last_calculated_at as "learnedAt"
		from client_booking_preferences b where b.clinic_id = $1 and b.client_id = $2`,
	messages: `
		select n.kind, n.channel, n.status, n.sent_at as "sentAt", n.created_at as "queuedAt"
		from notifications n where n.clinic_id = $1 and (n.client_id = $2 or n.account_id = $3)
		order by n.created_at`,
	invitations: `
		select p.name as pet, case when i.client_id = $2 then 'sent' else 'accepted' end as "youHave",
			i.email as "to", i.created_at as "sentAt", i.expires_at as "endsAt",
			i.accepted_at as "acceptedAt", i.revoked_at as "takenBackAt"
		from pet_invitations i join pets p on p.clinic_id = $1 and p.id = i.pet_id
		where i.clinic_id = $1 and (i.client_id = $2 or i.accepted_by = $2) order by i.created_at`,
	emailChanges: `
		select m.old_email as "from", m.new_email as "to", m.created_at as "askedAt",
			m.old_confirmed_at as "oldConfirmedAt", m.new_confirmed_at as "newConfirmedAt",
			m.expires_at as "endsAt", m.ended_at as "endedAt", m.ended_reason as "whyEnded"
		from email_changes m where m.clinic_id = $1 and m.account_id = $3 order by m.created_at`,
	passkeys: `
		select k.name, k.is_backed_up as "isBackedUp", k.created_at as "addedAt",
			k.last_used_at as "lastUsedAt"
		from passkeys k where k.clinic_id = $1 and k.account_id = $3 order by k.created_at`,
	sessions: `
		select s.created_at as "signedInAt", s.last_used_at as "lastUsedAt",
			s.expires_at as "endsAt", s.revoked_at as "endedAt", host(s.ip) as address,
			s.user_agent as device
		from client_sessions s where s.clinic_id = $1 and s.account_id = $3 order by s.created_at`,
} as const

/** What somebody has who has not proved that their email is theirs: only what they did here. */
const UNPROVED: readonly string[] = ['account', 'emailChanges', 'passkeys', 'sessions']

export type Rows = Record<string, unknown>[]
export type Parts = Record<keyof typeof PARTS, Rows>

export async function partsOf(query: Query, owner: Owner): Promise<Parts> {
	const { clinicId, clientId, accountId, isVerified } = owner
	const parts: Record<string, Rows> = {}
	for (const [name, sql] of Object.entries(PARTS)) {
		const isShown = isVerified || UNPROVED.includes(name)
		parts[name] = isShown ? await query(sql, [clinicId, clientId, accountId]) : []
	}
	return parts as Parts
}
