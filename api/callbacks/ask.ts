import type { Knex } from 'knex'
import { readPhone } from '../appointments/phone.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { instantText } from '../availability/presenter.ts'
import { chooseType } from '../availability/question.ts'
import { openMinutesLater, openState } from '../clinics/opening.ts'
import { regionOf } from '../clinics/presenter.ts'
import type { AskCallbackBody, CallbackPromise } from '../contract/callbacks.ts'
import { type Allowance, countHits } from '../database/hits.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { blinder } from '../http/blind.ts'
import { invalidRequest, tooMany } from '../http/problem.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'

type Kind = AskCallbackBody['kind']

/** Minutes of opening hours within which somebody calls. */
const WITHIN: Readonly<Record<Kind, number>> = { general: 120, request: 120, end_of_life: 60 }

/** Of one network address, and to one phone: a number that is not theirs would be called, too. */
const BY_ADDRESS: Allowance = { most: 10, seconds: 3600 }
const BY_PHONE: Allowance = { most: 3, seconds: 24 * 3600 }

interface AskedCallback {
	clinicId: string
	body: AskCallbackBody
	/** Whom the request is counted to. */
	address: string
	serverKey: Uint8Array
}

/**
 * Records that somebody wants to be called, and by when that is promised.
 *
 * @throws Problem `invalid_request`, `appointment_type_not_found`, `rate_limited`
 */
export async function askCallback(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, body, address, serverKey }: AskedCallback,
): Promise<{ callbackId: string }> {
	const phone = readPhone(body.phone, regionOf(now.clinic.rows.clinic))
	if (!phone) {
		const message = 'This is not a phone number'
		throw invalidRequest([{ path: 'phone', in: 'body', code: 'invalid_phone', message }])
	}
	const kind = kindOf(now, body)
	const blind = blinder(serverKey)
	const hits = [
		{ ...BY_ADDRESS, bucket: 'callback_by_address', subject: blind(address) },
		{ ...BY_PHONE, bucket: 'callback_by_phone', subject: blind(phone) },
	]
	const wait = await countHits(queryOf(trx), clinicId, hits, Date.now())
	if (wait > 0) throw tooMany(wait)
	const promise = openMinutesLater(now.clinic.rows, now.now, WITHIN[kind])
	const id = newId()
	await trx('callback_requests').insert({
		...{ clinic_id: clinicId, id, kind, phone, name: body.name },
		pet_name: body.petName ?? null,
		species: body.species ?? null,
		note: body.note ?? null,
		appointment_type_id: body.appointmentTypeId ?? null,
		promised_by: promise === null ? null : new Date(promise * 60_000),
	})
	return { callbackId: id }
}

/** A visit about which nobody is written to is a farewell, whatever it was taken for. */
function kindOf({ clinic }: ClinicNow, { appointmentTypeId, kind }: AskCallbackBody): Kind {
	if (appointmentTypeId === undefined) return kind
	const { row } = chooseType(clinic, { appointmentTypeId })
	return row.rules.suppressMessages === true ? 'end_of_life' : kind
}

/** What the one who asked is told, now and at a retry. */
export async function showPromise(
	trx: Knex.Transaction,
	{ clinic, now }: ClinicNow,
	clinicId: string,
	id: string,
): Promise<CallbackPromise> {
	const zone = zoneOf(clinic.plan.zone)
	const row: { promised_by: Date | null } | undefined = await trx('callback_requests')
		.where({ clinic_id: clinicId, id })
		.first('promised_by')
	const by = row?.promised_by ?? null
	return {
		id,
		promisedBy: by && instantText(zone, minuteOf(by)),
		open: openState(clinic.rows, now).now,
	}
}
