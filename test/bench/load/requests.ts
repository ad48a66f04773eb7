import { randomBytes } from 'node:crypto'
import { type BenchClinic, SITE } from '../data/dataset.ts'

const DAY = 86_400_000

/** The Monday after next weekend, so that a week from there is all ahead. */
export function firstDay(now = Date.now()): string {
	const soon = new Date(now + 2 * DAY)
	const wait = (8 - soon.getUTCDay()) % 7
	return new Date(soon.getTime() + wait * DAY).toISOString().slice(0, 10)
}

export function addDays(date: string, days: number): string {
	return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)
}

export interface AvailabilityAsk {
	days: number
	/** Asks each time as if for an animal of another weight, which no rule cares about. */
	differently?: boolean
}

/** A page's question for the free times of a clinic, as it goes over the wire. */
export function availabilityRequest(clinic: BenchClinic, ask: AvailabilityAsk): string {
	const from = firstDay()
	const query = new URLSearchParams({
		appointmentTypeId: clinic.typeId,
		species: 'dog',
		from,
		to: addDays(from, ask.days - 1),
		key: clinic.key,
	})
	const path = `/api/customer/clinics/${clinic.id}/availability?${query}`
	return get(ask.differently ? `${path}&weightGrams={n}` : path)
}

export function get(path: string): string {
	return `GET ${path} HTTP/1.1\r\nHost: bench.example\r\nOrigin: ${SITE}\r\nAccept: application/json\r\n\r\n`
}

const session = randomBytes(12).toString('hex')
let intents = 0

/** A guest's booking of one start; every call is another intent of another person. */
export function bookingRequest(
	clinic: BenchClinic,
	start: string,
	veterinarianId: string | null,
): string {
	const intent = `${session}-${intents++}`
	const body = {
		appointmentTypeId: clinic.typeId,
		visit: { species: 'dog', pets: 1, problems: 1, amber: false },
		start,
		veterinarianId,
		pets: [{ name: 'Pickle', species: 'dog' }],
		owner: { name: 'Ann Otter', phone: '020 7946 0142', email: `${intent}@owner.example` },
	}
	return post('/api/customer/appointments/book', body, {
		'Vetslot-Key': clinic.key,
		'Idempotency-Key': intent,
	})
}

export function post(path: string, body: unknown, headers: Record<string, string>): string {
	const text = JSON.stringify(body)
	const lines = Object.entries({
		Host: 'bench.example',
		Origin: SITE,
		'Content-Type': 'application/json',
		'Content-Length': String(Buffer.byteLength(text)),
		...headers,
	})
	return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`
}
