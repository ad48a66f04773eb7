import type { Knex } from 'knex'
import type { ClinicAppointment } from '../contract/clinic-appointments.ts'
import { queryOf } from '../database/query.ts'
import type { Services } from '../services.ts'
import { zoneOf } from '../time/zone.ts'
import { readListed } from './clinic-list.ts'
import { presentForClinic } from './clinic-presenter.ts'

/** A visit after a change by the clinic, or after a retry of it. */
export async function showForClinic(
	trx: Knex.Transaction,
	{ catalogue }: Pick<Services, 'catalogue'>,
	clinicId: string,
	id: string,
): Promise<ClinicAppointment> {
	const { clinic } = await catalogue.read(queryOf(trx), clinicId)
	const about = { zone: zoneOf(clinic.plan.zone), currency: clinic.rows.clinic.currency }
	return presentForClinic(await readListed(trx, clinicId, id), about)
}
