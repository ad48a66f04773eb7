import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import { livingClients } from '../../clients/living.ts'
import type { OwnPetBody } from '../../contract/own-pets.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { newId } from '../../database/ids.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { ownedNow } from '../owned.ts'
import { checkBirth } from '../write.ts'
import { columnsOf, statedIn } from './columns.ts'
import type { Asking } from './ownership.ts'

/** More than any household of ours; a breeder asks the clinic. */
const MOST = 30

/**
 * Adds a pet of theirs. It is as certain as they are: who is confirmed brings confirmed animals.
 *
 * @throws Problem `pet_limit_reached`, `invalid_request`
 */
export async function addOwnPet(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ asking, actor, body }: { asking: Asking; actor: Actor; body: OwnPetBody },
): Promise<{ petId: string }> {
	const { clinicId, clientId } = asking
	checkBirth(now, body.bornOn ?? undefined, '')
	const id = newId()
	// One after the other, so that the count holds.
	const [client] = await queryOf(trx)<{ status: string }>(
		`select c.match_status as status from clients c
		where c.clinic_id = $1 and c.id = $2 for no key update`,
		[clinicId, clientId],
	)
	const [living] = await livingClients(queryOf(trx), clinicId, [clientId])
	if (!client || !living) throw new Problem('session_ended')
	await assertRoom(trx, asking)
	await trx('pets').insert({
		...{ clinic_id: clinicId, id, match_status: client.status },
		...columnsOf(body),
		stated_by_owner: statedIn(body),
	})
	await trx('pet_owners').insert({ clinic_id: clinicId, pet_id: id, client_id: clientId })
	await audit(trx, clinicId, { actor, action: 'pet.created', subjectId: id })
	return { petId: id }
}

async function assertRoom(trx: Knex.Transaction, { clinicId, clientId }: Asking) {
	const [row] = await queryOf(trx)<{ pets: number }>(
		`select count(*)::int as pets from pet_owners o
		where o.clinic_id = $1 and o.client_id = $2 and ${ownedNow('o')}`,
		[clinicId, clientId],
	)
	if ((row?.pets ?? 0) < MOST) return
	throw new Problem('pet_limit_reached', {
		detail: `${MOST} pets are as many as you can add here. The clinic adds more for you.`,
	})
}
