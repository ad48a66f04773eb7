// The classic design: a route that reads a view of slots, by a plain pool of a login that nothing
// binds, and gives the answer the product's shape.
import Router from '@koa/router'
import Koa from 'koa'
import pg from 'pg'
import { listenAnywhere, readOptions, serve } from './child.ts'

interface Row {
	day: string
	vet: string
	starts: string[]
}

// The wall time carries the clinic's offset on that day, as the product writes it.
const FREE = `
	select to_char(starts_at at time zone $4, 'YYYY-MM-DD') as day, veterinarian_id as vet,
		array_agg(to_char(starts_at at time zone $4, 'YYYY-MM-DD"T"HH24:MI:SS')
			|| to_char(extract(hour from away)::int, 'SG00') || to_char(extract(minute from away)::int, '":"FM00') order by starts_at) as starts
	from bench.free_slots, lateral (
		select (starts_at at time zone $4) - (starts_at at time zone 'UTC') as away) z
	where clinic_id = $1 and starts_at >= $2::date::timestamp at time zone $4
		and starts_at < ($3::date + 1)::timestamp at time zone $4
		and starts_at >= now() + interval '2 hours'
	group by 1, 2 order by 1, 2`

const pool = new pg.Pool({ connectionString: readOptions().databaseUrl, max: 10 })
const router = new Router()
router.get('/classic/:clinicId', async (ctx) => {
	const { from, to, zone, type } = ctx.query
	const { rows } = await pool.query<Row>({
		name: 'free',
		text: FREE,
		values: [ctx.params.clinicId, from, to, zone],
	})
	const days = new Map<string, { id: string; starts: string[] }[]>()
	for (const { day, vet, starts } of rows)
		days.set(day, [...(days.get(day) ?? []), { id: vet, starts }])
	ctx.body = JSON.stringify({
		clinicId: ctx.params.clinicId,
		timeZone: zone,
		appointmentTypeId: type,
		durationMinutes: 20,
		from,
		to,
		days: [...days].map(([date, veterinarians]) => ({ date, status: 'free', veterinarians })),
	})
	ctx.type = 'application/json'
})
const app = new Koa()
app.use(router.routes())
serve(await listenAnywhere(app.callback()), {})
