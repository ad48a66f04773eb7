import type { Answer } from '../api.ts'
import type { Desk } from '../hours/desk.ts'

export const PATH = '/api/clinic/appointments'

/** Takes a visit a step on, as the console does. */
export const step = (desk: Desk, id: string, to: string, more: object = {}): Promise<Answer> =>
	desk.ask('POST', `${PATH}/${id}/status`, { body: { to, ...more } })

/** A visit with all that its panel shows. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every kind
export const detailsOf = async (desk: Desk, id: string): Promise<any> =>
	(await desk.ask('GET', `${PATH}/${id}`)).body

/** Pretends that a visit began some minutes ago: its reservations and its row. */
export function beganAgo(desk: Desk, id: string, minutes: number): Promise<void> {
	const of = [desk.clinic.id, id]
	const begun = `date_trunc('minute', now()) - make_interval(mins => ${minutes})`
	return desk.clinic.run(async (trx) => {
		await trx.raw(
			`update reservations r set starts_at = ${begun} + (r.starts_at - v.scheduled_start),
				ends_at = ${begun} + (r.ends_at - v.scheduled_start)
			from appointments v
			where r.clinic_id = ? and r.appointment_id = ? and v.clinic_id = ? and v.id = ?`,
			[...of, ...of],
		)
		await trx.raw(
			`update appointments set scheduled_start = ${begun},
				scheduled_end = ${begun} + (scheduled_end - scheduled_start)
			where clinic_id = ? and id = ?`,
			of,
		)
	})
}

export const aClient = { create: { name: 'Ben Heron', phone: '020 7946 0155' } }
export const aDog = { create: { name: 'Moss', species: 'dog' } }

/** The body of a booking by phone; `differences` are laid over it. */
export function byPhone(desk: Desk, differences: object = {}) {
	return {
		appointmentTypeId: desk.clinic.types.check,
		method: 'phone',
		client: aClient,
		pets: [aDog],
		start: 'next',
		veterinarianId: null,
		...differences,
	}
}

/** Books as staff do. */
export const bookFor = (desk: Desk, differences: object = {}, query = ''): Promise<Answer> =>
	desk.ask('POST', `${PATH}${query}`, { body: byPhone(desk, differences) })

export const moveTo = (desk: Desk, id: string, body: object, query = ''): Promise<Answer> =>
	desk.ask('POST', `${PATH}/${id}/move${query}`, { body })

export const undo = (desk: Desk, id: string, body: object = {}): Promise<Answer> =>
	desk.ask('POST', `${PATH}/${id}/undo`, { body })

export interface Lane {
	resource_id: string
	lane: number
	starts_at: Date
	ends_at: Date
}

/** The lanes that a visit takes. */
export function lanesOf(desk: Desk, id: string): Promise<Lane[]> {
	return desk.clinic.run((trx) =>
		trx('reservations').where({ clinic_id: desk.clinic.id, appointment_id: id }).orderBy('lane'),
	)
}

/** The kinds of letters that were queued for a visit. */
export async function lettersOf(desk: Desk, id: string): Promise<string[]> {
	const rows = await desk.clinic.run((trx) =>
		trx('notifications').where({ clinic_id: desk.clinic.id, appointment_id: id }).orderBy('id'),
	)
	return rows.map((row: { kind: string }) => row.kind)
}
