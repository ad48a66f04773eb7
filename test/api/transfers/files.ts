import { randomUUID } from 'node:crypto'
import * as assert from 'uvu/assert'
import type { Answer, TestApi } from '../api.ts'
import { type Desk, openDesk } from '../hours/desk.ts'

/** Sends a file as the clinic's server does; `query` as in `kind=clients&dryRun=true`. */
export async function sendFile(
	api: TestApi,
	desk: Desk,
	query: string,
	file: BodyInit,
	{ key = desk.secret, headers = {} }: { key?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
	const answer = await fetch(`${api.url}/api/clinic/imports?${query}`, {
		method: 'POST',
		headers: {
			'Vetslot-Key': key,
			'Idempotency-Key': randomUUID(),
			'Content-Type': 'text/csv',
			...headers,
		},
		body: file,
		duplex: 'half',
	} as RequestInit)
	return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

/** Created, updated, unchanged, refused. */
export const tally = ({ created, updated, unchanged, refused }: Record<string, number>) =>
	[created, updated, unchanged, refused].join(' ')

/** Row, header and code of what was found, as in `3 Email invalid_email`. */
export const found = (report: { problems: Record<string, unknown>[] }) =>
	report.problems.map(({ row, column, code }) => `${row} ${column} ${code}`)

export const CLIENTS = [
	'Client ID,Surname,Forename,E-mail,Mobile,Balance',
	'c1,Otter,Ann,ann@owner.example,07700 900123,12.50',
	'c2,Badger,Ben,,020 7946 0142,0',
].join('\r\n')

export const PETS = [
	'Patient ID,Client ID,Name,Species,Sex,DOB,Weight,Microchip',
	'p1,c1,Pickle,Canine,FS,2020-03-01,12.5 kg,900 123 000 000 001',
	'p2,c2,Mog,cat,male,,4.1,',
].join('\r\n')

export const RECORDS = [
	'id;patient_id;type;date;description;next_due;product;batch;visibility',
	'r1;p1;vaccination;2026-01-05;"Booster; yearly";2027-01-05;Nobivac DHP;D12345;shared',
	'r2;p2;visit;2026-02-01;Check;;;;',
].join('\n')

/** A clinic with what the three files hold. */
export async function filled(api: TestApi): Promise<Desk> {
	const desk = await openDesk(api)
	for (const [kind, file] of Object.entries({ clients: CLIENTS, pets: PETS, records: RECORDS })) {
		const { status, body } = await sendFile(api, desk, `kind=${kind}`, file)
		assert.is(status, 200, JSON.stringify(body))
	}
	return desk
}

export const rows = (desk: Desk, table: string) =>
	desk.clinic.run((trx) =>
		trx(table).where({ clinic_id: desk.clinic.id }).orderBy('external_id').select(),
	)
