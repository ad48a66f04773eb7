import type { Knex } from 'knex'
import type { QueueNotification, SharingNotificationKind } from '../../notifications/queue.ts'

interface Told {
	clinicId: string
	kind: SharingNotificationKind
	/** Whose client is written to. */
	to: string
	petId: string
	/** Who came, left, or ended it. */
	clientId: string
}

/** Tells an owner of a pet what another one did; who has no account has no page of it either. */
export async function tellOwner(
	trx: Knex.Transaction,
	queueNotification: QueueNotification,
	{ clinicId, kind, to, petId, clientId }: Told,
): Promise<void> {
	const accounts: { id: string }[] = await trx('client_accounts')
		.where({ clinic_id: clinicId, client_id: to })
		.whereNotNull('email_verified_at')
		.orderBy('id')
		.select('id')
	for (const { id: accountId } of accounts) {
		await queueNotification(trx, { clinicId, kind, accountId, variables: { petId, clientId } })
	}
}
