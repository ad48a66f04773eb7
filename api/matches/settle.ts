import type { Knex } from 'knex'
import type { LinkBody } from '../contract/matches.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { weighAnew } from '../records/weights.ts'
import { asJson, giveVisits, lockPeople, type Moved, type MovedPet, swapAtVisits } from './moved.ts'
import { movePhoto, OF_CLIENT, OF_PET, repointAll } from './possessions.ts'

interface Asked {
	clinicId: string
	actor: Actor
	/** Of the guest's client. */
	id: string
}

interface PetRow {
	id: string
	species: string
	clientId: string
}

/**
 * Says that a guest is a client who is known, and which of the pets are: the visits and what was
 * written go to those, and the guest's rows point there. All of it can be taken back.
 *
 * @throws Problem `match_not_found`, `match_settled`, `client_not_found`, `pet_not_found`,
 * `invalid_request`
 */
export async function linkGuest(
	trx: Knex.Transaction,
	{ clinicId, actor, id, body }: Asked & { body: LinkBody },
): Promise<{ clientId: string; intoClientId: string }> {
	const query = queryOf(trx)
	const intoClientId = body.intoClientId.toLowerCase()
	const pets = await openMatch(query, clinicId, id, intoClientId)
	const mine = pets.filter((pet) => pet.clientId === id)
	const pairs = pairsOf(mine, pets, body)
	const moved: Moved = {
		references: await referencesOf(query, clinicId, id),
		...(await repointAll(query, clinicId, {
			...{ tables: OF_CLIENT, column: 'client_id', from: id, to: intoClientId },
		})),
		pets: [],
	}
	const { references } = moved
	await giveVisits(query, clinicId, { from: id, to: intoClientId, references })
	for (const pair of pairs) {
		const givePet = pair.intoPetId === null ? keepPet : mergePet
		moved.pets.push(await givePet(trx, clinicId, { ...pair, id, intoClientId, references }))
	}
	await trx('clients').where({ clinic_id: clinicId, id }).update({
		match_status: 'merged',
		merged_into_id: intoClientId,
		updated_at: trx.fn.now(),
	})
	await query(HOLD_ALONG, [clinicId, id, intoClientId])
	await remember(trx, { clinicId, actor, id }, intoClientId, moved)
	return { clientId: id, intoClientId }
}

// What must be kept about a guest must be kept wherever it goes.
const HOLD_ALONG = `
	update clients c set legal_hold_at = coalesce(c.legal_hold_at, g.legal_hold_at),
		legal_hold_reason = coalesce(c.legal_hold_reason, g.legal_hold_reason), updated_at = now()
	from clients g
	where c.clinic_id = $1 and c.id = $3 and g.clinic_id = $1 and g.id = $2
		and g.legal_hold_at is not null`

/**
 * Says that a guest is somebody new, with all their pets.
 *
 * @throws Problem `match_not_found`, `match_settled`
 */
export async function keepGuest(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: Asked,
): Promise<{ clientId: string; intoClientId: string }> {
	const pets = await openMatch(queryOf(trx), clinicId, id, null)
	const confirmed = { match_status: 'confirmed', updated_at: trx.fn.now() }
	const petIds = pets.map((pet) => pet.id)
	await trx('clients').where({ clinic_id: clinicId, id }).update(confirmed)
	await trx('pets').where({ clinic_id: clinicId }).whereIn('id', petIds).update(confirmed)
	const kept = petIds.map((petId) => ({ petId, intoPetId: null }))
	const moved = { references: [], pets: kept }
	await remember(trx, { clinicId, actor, id }, null, moved)
	return { clientId: id, intoClientId: id }
}

/** Locks all who take part; of two who settle the same match, the second is told. */
async function openMatch(
	query: Query,
	clinicId: string,
	id: string,
	intoId: string | null,
): Promise<PetRow[]> {
	const clientIds = [id, ...(intoId === null ? [] : [intoId])]
	const petIds = (await petsOf(query, clinicId, clientIds)).map((pet) => pet.id)
	await lockPeople(query, clinicId, { guestId: id, clientIds, petIds })
	const statuses = await query<{ id: string; status: string; erased: boolean }>(
		`select c.id, c.match_status as status, c.erased_at is not null as erased from clients c
		where c.clinic_id = $1 and c.id = any($2::uuid[])`,
		[clinicId, clientIds],
	)
	const guest = statuses.find((row) => row.id === id)
	if (!guest || guest.erased) throw new Problem('match_not_found')
	if (guest.status !== 'unconfirmed') throw new Problem('match_settled')
	const into = statuses.find((row) => row.id === intoId)
	const isKnown = into?.status === 'confirmed' && !into.erased
	if (intoId !== null && !isKnown) throw new Problem('client_not_found')
	return petsOf(query, clinicId, clientIds)
}

function petsOf(query: Query, clinicId: string, clientIds: string[]): Promise<PetRow[]> {
	return query<PetRow>(
		`select p.id, p.species, o.client_id as "clientId" from pet_owners o
		join pets p on p.clinic_id = o.clinic_id and p.id = o.pet_id
		where o.clinic_id = $1 and p.clinic_id = $1 and o.client_id = any($2::uuid[])
			and o.owned_until is null and p.match_status <> 'merged'
		order by p.id`,
		[clinicId, clientIds],
	)
}

/** Every pet of the guest with whom it turned out to be, or null. */
function pairsOf(
	mine: readonly PetRow[],
	all: readonly PetRow[],
	{ pets, intoClientId }: LinkBody,
) {
	const asked = new Map(pets.map((pair, i) => [pair.petId.toLowerCase(), { ...pair, i }]))
	for (const petId of asked.keys()) {
		if (!mine.some((pet) => pet.id === petId)) throw new Problem('pet_not_found')
	}
	return mine.map((pet) => {
		const { intoPetId = null, i = 0 } = asked.get(pet.id) ?? {}
		if (intoPetId === null) return { petId: pet.id, intoPetId }
		const theirs = all.find((other) => other.id === intoPetId.toLowerCase())
		if (theirs?.clientId !== intoClientId.toLowerCase()) throw new Problem('pet_not_found')
		if (theirs.species === pet.species) return { petId: pet.id, intoPetId: theirs.id }
		const message = 'Must be an animal of the same kind'
		const path = `pets.${i}.intoPetId`
		throw invalidRequest([{ path, in: 'body', code: 'species_mismatch', message }])
	})
}

async function referencesOf(query: Query, clinicId: string, id: string): Promise<string[]> {
	const rows = await query<{ reference: string }>(
		`select distinct a.booking_reference as reference from appointments a
		where a.clinic_id = $1 and a.client_id = $2`,
		[clinicId, id],
	)
	return rows.map((row) => row.reference)
}

interface Giving {
	petId: string
	intoPetId: string | null
	id: string
	intoClientId: string
	references: string[]
}

/** An animal that the client had not told of before. */
async function keepPet(
	trx: Knex.Transaction,
	clinicId: string,
	{ petId, id, intoClientId }: Giving,
): Promise<MovedPet> {
	await trx('pet_owners')
		.where({ clinic_id: clinicId, pet_id: petId, client_id: id })
		.update({ client_id: intoClientId, updated_at: trx.fn.now() })
	await trx('pets')
		.where({ clinic_id: clinicId, id: petId })
		.update({ match_status: 'confirmed', updated_at: trx.fn.now() })
	return { petId, intoPetId: null }
}

async function mergePet(
	trx: Knex.Transaction,
	clinicId: string,
	{ petId, intoPetId, references }: Giving,
): Promise<MovedPet> {
	const query = queryOf(trx)
	const to = intoPetId ?? petId
	await swapAtVisits(query, clinicId, { from: petId, to, references })
	const between = { from: petId, to }
	const moved = await repointAll(query, clinicId, {
		...{ tables: OF_PET, column: 'pet_id', ...between },
	})
	await movePhoto(trx, clinicId, between)
	await trx('pets').where({ clinic_id: clinicId, id: petId }).update({
		match_status: 'merged',
		merged_into_id: to,
		updated_at: trx.fn.now(),
	})
	await weighAnew(query, clinicId, { petIds: [to], recordIds: moved.records ?? [] })
	return { petId, intoPetId: to, ...moved }
}

async function remember(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: Asked,
	intoClientId: string | null,
	moved: Moved,
): Promise<void> {
	const mergeId = newId()
	await trx('client_merges').insert({
		...{ clinic_id: clinicId, id: mergeId, client_id: id, into_client_id: intoClientId },
		...{ actor_kind: actor.kind, actor_id: actor.id, moved: JSON.stringify(asJson(moved)) },
	})
	const action = intoClientId === null ? 'client.confirmed' : 'client.merged'
	await audit(trx, clinicId, { actor, action, subjectId: id, data: { into: intoClientId } })
}
