import type { Query } from '../database/tenant.ts'
import type { Belongings } from './belongings.ts'

const ofVisits = 'clinic_id = $1 and appointment_id = any($5::uuid[])'
const ofMessages = 'clinic_id = $1 and notification_id = any($7::uuid[])'
const ofAccounts = 'clinic_id = $1 and account_id = any($3::uuid[])'

/**
 * What goes, by what it is: statements in the order in which they have to run. Animals, records and
 * visits stay standing, without a word that leads to the person. A test plants a mark in every column
 * that can hold text and looks for it everywhere afterwards, also with each of these left out.
 *
 * $1 clinic, $2 clients, $3 accounts, $4 what may name them in keys of retries, $5 visits,
 * $6 visits ahead that stay booked, $7 notifications, $8 emails, $9 phones, $10 own and $11 shared animals, $12 files
 */
export const FORGET: Readonly<Record<string, string>> = {
	deliveries: `
		update notification_deliveries set detail = null, provider_message_id = null, updated_at = now()
		where ${ofMessages}`,
	localMail: `
		delete from local_messages where clinic_id = $1
			and (notification_id = any($7::uuid[]) or lower(recipient) = any($8::text[]))`,
	messages: `
		update notifications set recipient_email = null, recipient_phone = null, variables = '{}',
			provider_message_id = null, account_id = null, updated_at = now(),
			error_message = case when status in ('pending', 'claimed') then 'owner erased' end,
			status = case when status in ('pending', 'claimed') then 'cancelled' else status end
		where clinic_id = $1 and id = any($7::uuid[])`,
	// The queue's table is no clinic's, and is joined with none: ids say which jobs.
	jobs: `delete from pgboss.job where data ->> 'notificationId' = any($7::text[])`,
	formAnswers: `delete from appointment_form_data where ${ofVisits}`,
	history: `
		update appointment_events set reason = null, data = '{}', updated_at = now()
		where ${ofVisits}`,
	visits: `
		update appointments set reason = null, symptoms = null, special_requests = null,
			customer_notes = null, internal_notes = null, shared_notes = null,
			cancellation_reason = null, updated_at = now(),
			manage_generation = manage_generation + (id <> all($6::uuid[]))::int
		where clinic_id = $1 and id = any($5::uuid[])`,
	callbacks: `
		update callback_requests set name = null, phone = null, pet_name = null, note = null,
			outcome = null, status = 'done', closed_at = coalesce(closed_at, now()), updated_at = now()
		where clinic_id = $1 and (client_id = any($2::uuid[]) or pet_id = any($10::uuid[])
			or phone = any($9::text[]))`,
	emergencies: `
		update emergencies set caller_name = null, caller_phone = null, complaint = null,
			updated_at = now()
		where clinic_id = $1 and (appointment_id = any($5::uuid[]) or caller_phone = any($9::text[]))`,
	consents: 'delete from consents where clinic_id = $1 and client_id = any($2::uuid[])',
	matches: `
		delete from client_merges where clinic_id = $1
			and (client_id = any($2::uuid[]) or into_client_id = any($2::uuid[]))`,
	denials: `
		delete from match_denials where clinic_id = $1
			and (client_id = any($2::uuid[]) or other_id = any($2::uuid[]))`,
	// `offset 0`: each answer is written out once, and not for each name that is looked for in it.
	retries: `
		delete from idempotency_keys where clinic_id = $1
			and exists (
				select from (select credential || ' ' || route || ' ' || answer::text as words offset 0) k
				join unnest($4::text[]) as n(name) on strpos(k.words, n.name) > 0)`,
	trail: `
		update audit_log set data = '{}', updated_at = now()
		where clinic_id = $1 and (actor_id = any($3::uuid[])
			or subject_id = any($2::uuid[] || $3::uuid[] || $5::uuid[]))`,
	habits: `
		delete from client_booking_preferences
		where clinic_id = $1 and client_id = any($2::uuid[])`,
	codes: `
		delete from one_time_codes
		where clinic_id = $1 and subject_kind = 'owner' and subject_id = any($3::uuid[])`,
	passkeys: `delete from passkeys where ${ofAccounts}`,
	addresses: `delete from email_changes where ${ofAccounts}`,
	registrations: `
		delete from account_registrations where clinic_id = $1 and lower(email) = any($8::text[])`,
	sessions: `delete from client_sessions where ${ofAccounts}`,
	accounts: 'delete from client_accounts where clinic_id = $1 and id = any($3::uuid[])',
	warnings: `
		update pet_alerts set note = null, updated_at = now()
		where clinic_id = $1 and actor_kind = 'owner'
			and (pet_id = any($10::uuid[]) or actor_id = any($3::uuid[]))`,
	animals: `
		update pets set notes = null, insurer = null, insurance_number = null, updated_at = now()
		where clinic_id = $1 and id = any($10::uuid[])`,
	photos: `
		update pets set photo_file_id = null, updated_at = now()
		where clinic_id = $1 and photo_file_id = any($12::uuid[])`,
	// What they hold leaves the store within minutes.
	files: `
		update files set name = '', deleted_at = coalesce(deleted_at, now()), updated_at = now()
		where clinic_id = $1 and id = any($12::uuid[])`,
	// Nobody is left to tell of those that are open; what was given stays, without their words for it.
	medicines: `
		update prescription_requests set medicine = '', quantity = null, notes = null,
			decline_reason = case when status = 'declined' then '' end,
			withdrawn_at = case when status in ('requested', 'approved') then now()
				else withdrawn_at end,
			status = case when status in ('requested', 'approved') then 'withdrawn' else status end,
			updated_at = now()
		where clinic_id = $1 and (client_id = any($2::uuid[]) or account_id = any($3::uuid[]))`,
	invitations: `
		update pet_invitations set email = null, updated_at = now()
		where clinic_id = $1 and (client_id = any($2::uuid[]) or lower(email) = any($8::text[]))`,
	shares: `
		update pet_owners set owned_until = current_date, is_primary = false, updated_at = now()
		where clinic_id = $1 and client_id = any($2::uuid[]) and pet_id = any($11::uuid[])
			and owned_until is null`,
	people: `
		update clients set name = null, email = null, phone = null, locale = null, notes = null,
			legal_hold_at = null, legal_hold_reason = null, erased_at = now(), updated_at = now()
		where clinic_id = $1 and id = any($2::uuid[])`,
}

/** Runs these statements, all unless told otherwise. */
export async function forget(
	query: Query,
	clinicId: string,
	who: Belongings,
	keptIds: readonly string[],
	statements: readonly string[] = Object.values(FORGET),
): Promise<void> {
	const { clients, accounts, appointments, references, notifications, emails, phones } = who
	const names = [...clients, ...accounts, ...appointments, ...references]
	const values = [clinicId, clients, accounts, names, appointments, keptIds, notifications]
	const more = [emails, phones, who.ownPets, who.sharedPets, who.files]
	for (const sql of statements) await query(sql, [...values, ...more])
}
