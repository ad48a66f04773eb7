import pg from 'pg'
import { newId } from '../../../api/database/ids.ts'
import { type BenchClinic, withAdmin } from '../data/dataset.ts'
import { interleave, ratios } from '../measure.ts'
import { medianOf } from '../report.ts'
import type { Row } from '../row.ts'

const COLUMNS = '(clinic_id, id, resource_id, lane, starts_at, ends_at, appointment_id)'
const VALUES = 'values ($1, $2, $3, 0, $4, $5, $6)'
const STATEMENTS = {
	guarded: `insert into reservations ${COLUMNS} ${VALUES} on conflict do nothing returning id`,
	plain: `insert into bench.plain_reservations ${COLUMNS} ${VALUES} returning id`,
}
type Name = keyof typeof STATEMENTS

const HALF_HOUR = 1_800_000
/** Past everything that the data set has booked. */
const FIRST = Date.now() + 200 * 86_400_000

export const reservation: Row = {
	number: 7,
	title: 'The reservation insert alone, with constraint and DO NOTHING, against the same without',
	async run({ quick, rounds, data }) {
		const { databases, tidy } = await data()
		const { adminUrl, serverUrl, clinics } = databases.large
		const owners = await ownersOf(adminUrl, clinics.slice(0, quick ? 3 : 100))
		const client = new pg.Client({ connectionString: serverUrl })
		await client.connect()
		const next = { guarded: 0, plain: 0 }
		const many = quick ? 20 : 300
		const rate = (name: Name) => {
			const turn = next[name]++
			return insert(client, name, owners[turn % owners.length] as Owner, { turn, many })
		}
		try {
			for (const name of ['guarded', 'plain'] as const) await rate(name)
			const found = await interleave(rounds * 3, {
				guarded: () => rate('guarded'),
				plain: () => rate('plain'),
			})
			return [
				medianOf('with the constraint against without', '', ratios(found.guarded, found.plain), {
					target: { atLeast: 0.6 },
				}),
				medianOf('with the constraint', '/s', found.guarded),
			]
		} finally {
			await client.end()
			await tidy()
		}
	},
}

/** Inserts a second, one after the other, in one transaction of one clinic. */
async function insert(
	client: pg.Client,
	name: Name,
	{ clinic, appointmentId }: Owner,
	{ turn, many }: { turn: number; many: number },
): Promise<number> {
	await client.query(`begin; select set_tenant('${clinic.id}')`)
	const began = performance.now()
	for (let i = 0; i < many; i++) {
		const start = FIRST + (turn * many + i) * HALF_HOUR
		const span = [new Date(start), new Date(start + HALF_HOUR)]
		const values = [clinic.id, newId(), clinic.vets[i % 5], ...span, appointmentId]
		const { rowCount } = await client.query({ name, text: STATEMENTS[name], values })
		if (rowCount !== 1) throw new Error('A reservation was not written')
	}
	const took = performance.now() - began
	await client.query('commit')
	return (many * 1000) / took
}

/** A clinic, and one of its appointments for the reservations to belong to. */
interface Owner {
	clinic: BenchClinic
	appointmentId: string | undefined
}

async function ownersOf(url: string, clinics: readonly BenchClinic[]): Promise<Owner[]> {
	return withAdmin(url, async (admin) => {
		const { rows } = await admin.query<{ clinic: string; id: string }>(
			`select c.id as clinic, (select id from appointments where clinic_id = c.id limit 1) as id
			from unnest($1::uuid[]) c (id)`,
			[clinics.map(({ id }) => id)],
		)
		const ids = new Map(rows.map((row) => [row.clinic, row.id]))
		return clinics.map((clinic) => ({ clinic, appointmentId: ids.get(clinic.id) }))
	})
}
