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
const HALF_HOUR = 1_800_000
/** Past everything that the data set has booked. */
const FIRST = Date.now() + 200 * 86_400_000

export const reservation: Row = {
	number: 7,
	title: 'The reservation insert alone, with constraint and DO NOTHING, against the same without',
	async run({ quick, rounds, data }) {
		const { databases, tidy } = await data()
		const { large } = databases
		const clinics = large.clinics.slice(0, quick ? 3 : 100)
		const owners = await appointmentsOf(large.adminUrl, clinics)
		const client = new pg.Client({ connectionString: large.serverUrl })
		await client.connect()
		const next = { guarded: 0, plain: 0 }
		const many = quick ? 20 : 300
		/** Inserts a second, one after the other, in one transaction of one clinic. */
		const insert = async (name: keyof typeof STATEMENTS) => {
			const clinic = clinics[next[name] % clinics.length] as BenchClinic
			await client.query(`begin; select set_tenant('${clinic.id}')`)
			const began = performance.now()
			for (let i = 0; i < many; i++) {
				const start = FIRST + (next[name] * many + i) * HALF_HOUR
				const { rowCount } = await client.query({
					name,
					text: STATEMENTS[name],
					values: [
						clinic.id,
						newId(),
						clinic.vets[i % 5],
						new Date(start),
						new Date(start + HALF_HOUR),
						owners.get(clinic.id),
					],
				})
				if (rowCount !== 1) throw new Error('A reservation was not written')
			}
			const took = performance.now() - began
			await client.query('commit')
			next[name]++
			return (many * 1000) / took
		}
		try {
			for (const name of ['guarded', 'plain'] as const) await insert(name)
			const found = await interleave(rounds * 3, {
				guarded: () => insert('guarded'),
				plain: () => insert('plain'),
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

/** One appointment of each clinic, for the reservations to belong to. */
async function appointmentsOf(url: string, clinics: readonly BenchClinic[]) {
	return withAdmin(url, async (admin) => {
		const { rows } = await admin.query<{ clinic: string; id: string }>(
			`select c.id as clinic, (select id from appointments where clinic_id = c.id limit 1) as id
			from unnest($1::uuid[]) c (id)`,
			[clinics.map(({ id }) => id)],
		)
		return new Map(rows.map((row) => [row.clinic, row.id]))
	})
}
