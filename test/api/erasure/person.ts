import type { Knex } from 'knex'
import { newId } from '../../../api/database/ids.ts'
import type { BookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { book, startIn, type TestApi } from '../api.ts'

export interface Person extends TestOwner {
	/** A guest that turned out to be them. */
	guestId: string
	/** Of a visit ahead. */
	visitId: string
	reference: string
}

/** Somebody with a row in every table that a person may have one in. */
export async function makePerson(
	api: TestApi,
	clinic: BookableClinic,
	slot: number,
): Promise<Person> {
	const owner = await ownerAt(api, clinic)
	const email = `guest.${owner.clientId.slice(-6)}@example.com`
	const start = startIn(4, slot)
	const phone = '020 7946 0142'
	const visit = await book(api, clinic, { start, owner: { name: 'Guest Otter', phone, email } })
	const rows = await clinic.run(async (trx: Knex.Transaction) => {
		const guest = await giveTo(trx, clinic, owner, visit.id)
		await messages(trx, clinic, owner, visit.id)
		await requests(trx, clinic, owner, visit.id)
		await words(trx, clinic, owner, visit.id)
		await proofs(trx, clinic, owner)
		return guest
	})
	return { ...owner, guestId: rows, visitId: visit.id, reference: visit.reference }
}

async function giveTo(
	trx: Knex.Transaction,
	{ id: clinic_id }: BookableClinic,
	{ clientId, accountId }: TestOwner,
	visitId: string,
): Promise<string> {
	const { client_id: guestId } = await trx('appointments').where({ clinic_id, id: visitId }).first()
	const merged = { match_status: 'merged', merged_into_id: clientId }
	await trx('clients').where({ clinic_id, id: guestId }).update(merged)
	await trx('appointments').where({ clinic_id, id: visitId }).update({ client_id: clientId })
	await trx('client_merges').insert({
		...{ clinic_id, id: newId(), client_id: guestId, into_client_id: clientId },
		...{ actor_kind: 'owner', actor_id: accountId },
	})
	const denial = { client_id: guestId, other_id: clientId }
	await trx('match_denials').insert({ clinic_id, id: newId(), ...denial })
	return guestId
}

async function messages(
	trx: Knex.Transaction,
	{ id: clinic_id }: BookableClinic,
	{ accountId, email }: TestOwner,
	visitId: string,
): Promise<void> {
	const { id: notification_id } = await trx('notifications')
		.where({ clinic_id, appointment_id: visitId })
		.first()
	const of = { clinic_id, notification_id }
	const tried = { attempt: 1, provider: 'local', outcome: 'accepted' }
	await trx('notification_deliveries').insert({ ...of, id: newId(), ...tried })
	await trx('local_messages').insert({ ...of, id: newId(), recipient: email })
	const letter = { kind: 'account_new_device', channel: 'email', account_id: accountId }
	await trx('notifications').insert({ clinic_id, id: newId(), ...letter })
}

async function requests(
	trx: Knex.Transaction,
	{ id: clinic_id }: BookableClinic,
	{ clientId, accountId }: TestOwner,
	visitId: string,
): Promise<void> {
	const callback = { kind: 'general', name: 'Sam', phone: '+442079460143', client_id: clientId }
	await trx('callback_requests').insert({ clinic_id, id: newId(), ...callback })
	await trx('emergencies').insert({
		...{ clinic_id, id: newId(), species: 'dog', severity: 'urgent', minutes: 30 },
		...{ arrives_at: trx.fn.now(), recorded_by_kind: 'staff', appointment_id: visitId },
	})
	const consent = { purpose: 'marketing', channel: 'email', is_granted: true }
	await trx('consents').insert({ clinic_id, id: newId(), client_id: clientId, ...consent })
	await trx('audit_log').insert({
		...{ clinic_id, id: newId(), actor_kind: 'owner', actor_id: accountId },
		...{ action: 'pet.changed', subject_kind: 'pet' },
	})
	const code = { purpose: 'sign_in', subject_kind: 'owner', subject_id: accountId }
	await trx('one_time_codes').insert({ clinic_id, id: newId(), ...code })
}

/** What somebody has given to prove who they are. */
async function proofs(
	trx: Knex.Transaction,
	{ id: clinic_id }: BookableClinic,
	{ accountId: account_id, email }: TestOwner,
): Promise<void> {
	const new_email = 'new@example.com'
	const until = { expires_at: trx.fn.now() }
	await trx('email_changes').insert({
		...{ clinic_id, id: newId(), account_id, old_email: email, new_email, ...until },
		new_email_key: new_email,
	})
	await trx('passkeys').insert({
		...{ clinic_id, id: newId(), account_id, credential_id: account_id, name: 'Phone' },
		public_key: Buffer.of(1),
	})
	await trx('account_registrations').insert({
		...{ clinic_id, id: newId(), email, email_key: email, name: 'Sam Carver', ...until },
	})
}

async function words(
	trx: Knex.Transaction,
	{ id: clinic_id }: BookableClinic,
	{ pets: [petId], accountId, clientId }: TestOwner,
	visitId: string,
): Promise<void> {
	const answer = { appointment_id: visitId, field_name: 'reason', field_value: 'Limping' }
	await trx('appointment_form_data').insert({ clinic_id, id: newId(), ...answer })
	await trx('pet_alerts').insert({
		...{ clinic_id, id: newId(), pet_id: petId, kind: 'nervous' },
		...{ actor_kind: 'owner', actor_id: accountId },
	})
	await trx('files').insert({
		...{ clinic_id, id: newId(), kind: 'document', pet_id: petId, name: 'letter.pdf' },
		...{ uploaded_by_kind: 'owner', uploaded_by_id: accountId, visibility: 'shared' },
		...{ content_type: 'application/pdf', bytes: 9, sha256: 'ab'.repeat(32) },
		storage_key: `${clinic_id}/${'ab'.repeat(32)}`,
	})
	await trx('client_booking_preferences').insert({ clinic_id, id: newId(), client_id: clientId })
	await trx('prescription_requests').insert({
		...{ clinic_id, id: newId(), pet_id: petId, client_id: clientId, account_id: accountId },
		...{ medicine: 'Drops', quantity: '2', notes: 'For the night', status: 'declined' },
		...{ decline_reason: 'Not now', answered_at: trx.fn.now() },
	})
	await trx('pet_invitations').insert({
		...{ clinic_id, id: newId(), pet_id: petId, client_id: clientId, email: 'x@example.com' },
		expires_at: trx.fn.now(),
	})
	await trx('medical_records').insert({
		...{
			clinic_id,
			id: newId(),
			pet_id: petId,
			kind: 'visit',
			title: 'Seen',
			visibility: 'shared',
		},
		occurred_on: '2026-01-01',
	})
}
