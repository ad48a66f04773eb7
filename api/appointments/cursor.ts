import { isId } from '../database/ids.ts'
import type { Appointment } from '../database/models/appointment.ts'
import { invalidRequest } from '../http/problem.ts'

/** Where a page of visits ends: by start and id, so that what is booked meanwhile can't shift the pages. */
export function cursorOf({ scheduledStart, id }: Pick<Appointment, 'scheduledStart' | 'id'>) {
	return Buffer.from(`${scheduledStart.toISOString()} ${id}`).toString('base64url')
}

/** @throws Problem `invalid_request` for a cursor that is none */
export function readCursor(cursor: string): [start: string, id: string] {
	const [start = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
	if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(start) && !Number.isNaN(Date.parse(start)) && isId(id)) {
		return [start, id]
	}
	const message = 'Must be the nextCursor of an answer'
	throw invalidRequest([{ path: 'cursor', in: 'query', code: 'invalid', message }])
}
