import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import { todayOf } from '../clinics/hours/schedules.ts'
import type {
	OwnPrescriptionRequest,
	PrescriptionRequest,
	RepeatPrescription,
	RequestsQuery,
} from '../contract/prescriptions.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'
import { ownedPet } from '../pets/owned.ts'
import { fromDay } from '../time/date.ts'
import { zoneOf } from '../time/zone.ts'
import { presentOwnRequest, presentRequest } from './presenter.ts'
import { presentRepeat, repeatsOf } from './repeats.ts'
import {
	ownRequest,
	ownRequests,
	prescribed,
	type RequestRow,
	requestById,
	requestsAt,
} from './rows.ts'

async function clockAt(query: Query, catalogue: Catalogue, clinicId: string) {
	const now = await catalogue.read(query, clinicId)
	return { zone: zoneOf(now.clinic.plan.zone), today: fromDay(todayOf(now)) }
}

/** @throws Problem `pet_not_found` */
export async function listRepeats(
	trx: Knex,
	catalogue: Catalogue,
	owner: Owner,
	named: string,
): Promise<{ prescriptions: RepeatPrescription[] }> {
	const query = queryOf(trx)
	const { petId } = await ownedPet(query, owner, named)
	const { today } = await clockAt(query, catalogue, owner.clinicId)
	const rows = await repeatsOf(query, owner, petId)
	return { prescriptions: rows.map((row) => presentRepeat(row, today)) }
}

interface OwnPage {
	petId?: string | undefined
	cursor?: string | undefined
}

export async function listOwnRequests(
	trx: Knex,
	catalogue: Catalogue,
	owner: Owner,
	page: OwnPage,
): Promise<{ requests: OwnPrescriptionRequest[]; nextCursor: string | null }> {
	const query = queryOf(trx)
	const { zone } = await clockAt(query, catalogue, owner.clinicId)
	const { rows, nextCursor } = await ownRequests(query, owner, page)
	return { requests: rows.map((row) => presentOwnRequest(row, owner, zone)), nextCursor }
}

/** @throws Problem `prescription_request_not_found` */
export async function showOwnRequest(
	trx: Knex,
	catalogue: Catalogue,
	owner: Owner,
	id: string,
): Promise<OwnPrescriptionRequest> {
	const query = queryOf(trx)
	const row = await ownRequest(query, owner, id)
	if (!row) throw new Problem('prescription_request_not_found')
	return presentOwnRequest(row, owner, (await clockAt(query, catalogue, owner.clinicId)).zone)
}

export async function listRequests(
	trx: Knex,
	catalogue: Catalogue,
	clinicId: string,
	asked: RequestsQuery,
): Promise<{ requests: PrescriptionRequest[]; nextCursor: string | null }> {
	const query = queryOf(trx)
	const { rows, nextCursor } = await requestsAt(query, clinicId, asked)
	return { requests: await present(query, catalogue, clinicId, rows), nextCursor }
}

/** @throws Problem `prescription_request_not_found` */
export async function showRequest(
	trx: Knex,
	catalogue: Catalogue,
	clinicId: string,
	id: string,
): Promise<PrescriptionRequest> {
	const query = queryOf(trx)
	const row = await requestById(query, clinicId, id)
	const [request] = row ? await present(query, catalogue, clinicId, [row]) : []
	if (!request) throw new Problem('prescription_request_not_found')
	return request
}

async function present(
	query: Query,
	catalogue: Catalogue,
	clinicId: string,
	rows: readonly RequestRow[],
): Promise<PrescriptionRequest[]> {
	const clock = await clockAt(query, catalogue, clinicId)
	const records = rows.flatMap((row) => row.record_id ?? [])
	const beside = { ...clock, prescribed: await prescribed(query, clinicId, records) }
	return rows.map((row) => presentRequest(row, beside))
}
