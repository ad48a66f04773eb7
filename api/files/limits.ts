import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'

/** Of one pet, from all its owners; what the clinic adds is its own business. */
const MOST_DOCUMENTS = 60
/** Of one account, deleted ones too: each costs work and a place on the disk. */
const MOST_A_DAY = 30

const COUNT = `
	select (select count(*) from files f where f.clinic_id = $1 and f.pet_id = $2
			and f.kind = 'document' and f.uploaded_by_kind = 'owner' and f.deleted_at is null)::int
			as documents,
		(select count(*) from files f where f.clinic_id = $1 and f.uploaded_by_id = $3
			and f.created_at > statement_timestamp() - interval '1 day')::int as today`

/** @throws Problem `file_limit_reached` for an owner who has put enough here */
export async function assertRoom(
	query: Query,
	{ clinicId, accountId }: Owner,
	petId: string,
	kind: 'photo' | 'document',
): Promise<void> {
	const [count] = await query<{ documents: number; today: number }>(COUNT, [
		clinicId,
		petId,
		accountId,
	])
	const { documents = 0, today = 0 } = count ?? {}
	if (kind === 'document' && documents >= MOST_DOCUMENTS) {
		const detail = `A pet has at most ${MOST_DOCUMENTS} documents. Please remove one first.`
		throw new Problem('file_limit_reached', { detail })
	}
	if (today >= MOST_A_DAY) {
		const detail = `That’s ${MOST_A_DAY} files in a day. Please go on tomorrow.`
		throw new Problem('file_limit_reached', { detail })
	}
}
