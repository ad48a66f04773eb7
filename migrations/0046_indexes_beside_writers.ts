import type { Knex } from 'knex'
import { createIndexBeside, dropIndexesBeside } from './tenancy.ts'

export const config = { transaction: false }

/**
 * Indexes that 0033 to 0039 once made of tables that are big and in use. Where those ran before, they
 * are there.
 */
const INDEXES = [
	{ name: 'notifications_clinic_id_account_id_idx', on: 'notifications (clinic_id, account_id)' },
	{
		// What owners see of an animal, in the order of its pages.
		name: 'medical_records_of_owners',
		on: `medical_records (clinic_id, pet_id, occurred_on desc, id desc)
			where visibility = 'shared' and not is_withdrawn`,
	},
	// Visits by their animals, of whoever booked them.
	{ name: 'appointment_pets_of_pet', on: 'appointment_pets (clinic_id, pet_id)' },
	{
		name: 'callback_requests_to_forget',
		on: `callback_requests (closed_at) where status = 'done'
			and num_nonnulls(name, phone, pet_name, note, outcome) > 0`,
	},
	{
		name: 'emergencies_to_forget',
		on: `emergencies (settled_at) where status <> 'open'
			and num_nonnulls(caller_name, caller_phone) > 0`,
	},
	{
		name: 'one_time_codes_consumed',
		on: 'one_time_codes (consumed_at) where consumed_at is not null',
	},
]

export async function up(knex: Knex): Promise<void> {
	for (const index of INDEXES) await createIndexBeside(knex, index)
}

export async function down(knex: Knex): Promise<void> {
	await dropIndexesBeside(knex, ...INDEXES.map(({ name }) => name))
}
