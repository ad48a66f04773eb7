import pg from 'pg'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { Catalogue } from '../../../api/availability/catalogue.ts'
import type { Plan, Question } from '../../../api/availability/model.ts'
import { readBusy } from '../../../api/availability/queries.ts'
import { rulesOf } from '../../../api/availability/rules.ts'
import { findSlots } from '../../../api/availability/slots.ts'
import { ensureDemo } from '../../../api/clinics/demo/ensure.ts'
import { bookableMinutes } from '../../../api/clinics/demo/visits.ts'
import { readInTenant } from '../../../api/database/tenant.ts'
import { hashKey } from '../../../api/http/keys.ts'
import { fromDay } from '../../../api/time/date.ts'
import { minuteOf, zoneOf } from '../../../api/time/zone.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const demo = suite('demo loading')

// Today, for the everyday reads leave out exceptions that are over by the database's own clock.
const NOW = new Date()
const DAY = 86_400_000
const ORIGINS = ['http://localhost:8081']

let database: TestDatabase
let admin: pg.Client
let clinics: { id: string; slug: string; key: string }[]
let milliseconds: number

demo.before(async () => {
	database = await testDatabase()
	admin = new pg.Client({ connectionString: database.adminUrl })
	await admin.connect()
	const begun = Date.now()
	const made = await ensureDemo(database.server, {
		now: NOW,
		allowedOrigins: ORIGINS,
		signIns: true,
	})
	milliseconds = Date.now() - begun
	clinics = made.clinics
})
demo.after(async () => {
	await admin.end()
	await database.close()
})

async function ask<Row = Record<string, unknown>>(sql: string, values: unknown[] = []) {
	const { rows } = await admin.query(sql, values)
	return rows as Row[]
}

async function everything(): Promise<string> {
	const tables = await ask<{ name: string }>(
		`select relname as name from pg_class where relnamespace = 'public'::regnamespace
			and relkind = 'r' and relname not in ('availability_versions', 'api_keys')
			and relname not like 'knex%' order by 1`,
	)
	const sums = []
	for (const { name } of tables) {
		const [row] = await ask<{ sum: string }>(
			`select count(*) || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum
			from ${name} t`,
		)
		sums.push(`${name} ${row?.sum}`)
	}
	return sums.join('\n')
}

demo('loads two clinics that are there for everyone who asks', async () => {
	assert.equal(
		clinics.map(({ slug }) => slug),
		['wrenfold', 'quillmere'],
	)
	const found = await ask<{ slug: string; clinic_id: string }>('select * from clinic_directory')
	assert.equal(new Set(found.map((row) => row.clinic_id)), new Set(clinics.map(({ id }) => id)))
	assert.ok(milliseconds < 20_000, `${milliseconds} ms`)
})

demo('changes nothing when loaded again the same day', async () => {
	const before = await everything()
	await ensureDemo(database.server, { now: NOW, allowedOrigins: ORIGINS, signIns: true })
	assert.is(await everything(), before)
})

demo('gives back what an older version of the database had no room for', async () => {
	const before = await everything()
	const texts = 'select public_text from api_keys order by id'
	const kept = await ask(texts)
	await ask('update users set password_hash = null where email is not null')
	await ask(`update api_keys set public_text = null`)
	await ensureDemo(database.server, { now: NOW, allowedOrigins: ORIGINS, signIns: false })
	assert.equal(await ask('select id from users where password_hash is not null'), [])
	assert.equal(await ask(texts), kept)
	await ensureDemo(database.server, { now: NOW, allowedOrigins: ORIGINS, signIns: true })
	assert.equal(await ask('select id from users where password_hash is null'), [])
	assert.is.not(await everything(), before)
})

demo('gives each clinic the page of its website that is served here', async () => {
	assert.equal(await ask('select slug, website from clinics order by slug'), [
		{ slug: 'quillmere', website: 'http://localhost:8081/quillmere.html' },
		{ slug: 'wrenfold', website: 'http://localhost:8081/' },
	])
})

demo('binds each key to the origins of the latest start, and stores no key', async () => {
	await ensureDemo(database.server, {
		now: NOW,
		allowedOrigins: ['http://localhost:9999'],
		signIns: true,
	})
	for (const { id, key } of clinics) {
		const rows = await ask(
			`select allowed_origins as origins from api_keys
			where clinic_id = $1 and key_hash = decode($2, 'hex')`,
			[id, hashKey(key)],
		)
		assert.equal(rows, [{ origins: ['http://localhost:9999'] }])
	}
	await ensureDemo(database.server, { now: NOW, allowedOrigins: ORIGINS, signIns: true })
})

demo('has a believable number of people, each with a pet', async () => {
	for (const { id } of clinics) {
		const [count] = await ask<Record<string, number>>(
			`select (select count(*)::int from clients where clinic_id = $1) as clients,
				(select count(*)::int from pets where clinic_id = $1) as pets,
				(select count(distinct client_id)::int from pet_owners where clinic_id = $1) as owners,
				(select count(distinct phone)::int from clients where clinic_id = $1) as phones,
				(select count(distinct email)::int from clients where clinic_id = $1) as emails,
				(select count(*)::int from medical_records
					where clinic_id = $1 and next_due_on is not null) as due`,
			[id],
		)
		assert.is(count?.clients, 150)
		assert.is(count?.owners, 150)
		assert.is(count?.phones, 150)
		assert.is(count?.emails, 150)
		assert.ok((count?.pets ?? 0) > 205 && (count?.pets ?? 0) <= 220, `${count?.pets} pets`)
		assert.ok((count?.due ?? 0) > 150)
	}
})

demo('uses only numbers and addresses that are set aside for fiction', async () => {
	const strangers = await ask(
		`select phone, email from clients where email not like '%.example'
			or phone !~ '^(\\+447700900\\d{3}|\\+1(212|646|718|917|347|929)55501\\d\\d)$'`,
	)
	assert.equal(strangers, [])
})

async function busyOf(id: string, plan: Plan, days: number) {
	const zone = zoneOf(plan.zone)
	const today = zone.dayAt(minuteOf(NOW))
	const span = { from: zone.toInstant(today, 0), to: zone.toInstant(today + days, 0) }
	const resourceIds = plan.resources.map((resource) => resource.id)
	return readInTenant(database.server, id, (query) => readBusy(query, id, { resourceIds, ...span }))
}

function clinicNow(id: string) {
	return readInTenant(database.server, id, (query) => new Catalogue().read(query, id))
}

for (const i of [0, 1]) {
	demo(`books about sixty percent of the next two weeks (clinic ${i + 1})`, async () => {
		const id = clinics[i]?.id ?? ''
		const { plan, types: known } = (await clinicNow(id)).clinic
		const types = [...known.values()]
		const zone = zoneOf(plan.zone)
		const today = zone.dayAt(minuteOf(NOW))
		const people = plan.resources.filter(
			({ kind, bookableOnline }) => (kind === 'veterinarian' || kind === 'nurse') && bookableOnline,
		)
		let open = 0
		for (const person of people) {
			for (let day = today; day < today + 14; day++) {
				open += bookableMinutes({ plan, types }, person.id, day, zone)
			}
		}
		// By appointments: of today's reservations those that are over are gone.
		const [row] = await ask<{ minutes: number }>(
			`select sum(extract(epoch from scheduled_end - scheduled_start) / 60)::float8 as minutes
			from appointments where clinic_id = $1 and status <> 'cancelled'
				and scheduled_start >= to_timestamp($2) and scheduled_start < to_timestamp($3)`,
			[id, zone.toInstant(today, 0) * 60, zone.toInstant(today + 14, 0) * 60],
		)
		const share = (row?.minutes ?? 0) / open
		assert.ok(share > 0.5 && share < 0.7, `${share} of ${open} minutes`)
	})

	demo(`leaves free times for every visit owners can book (clinic ${i + 1})`, async () => {
		const id = clinics[i]?.id ?? ''
		const { clinic } = await clinicNow(id)
		const zone = zoneOf(clinic.plan.zone)
		const today = zone.dayAt(minuteOf(NOW))
		const { busy } = await busyOf(id, clinic.plan, 90)
		for (const { row, rules } of clinic.types.values()) {
			if (row.booking_mode !== 'instant' && row.booking_mode !== 'request') continue
			for (const species of row.species) {
				const question: Question = {
					plan: clinic.plan,
					busy,
					now: minuteOf(NOW),
					from: fromDay(today),
					to: fromDay(today + rules.horizonDays),
					type: rules,
					visit: { species, client: 'existing', pets: 1, problems: 1 },
					vetId: null,
				}
				const { days, reasons } = findSlots(question)
				const why = reasons.map(({ message }) => message).join('; ')
				assert.ok(days.length > 0, `${row.slug} for a ${species}: nothing free ${why}`)
			}
		}
	})
}

demo('gives nobody two visits at once, people and rooms alike', async () => {
	const clashes = await ask(
		`select * from (
			select a.id, a.scheduled_start as start,
				max(a.scheduled_end) over (partition by ar.resource_id order by a.scheduled_start, a.id
					rows between unbounded preceding and 1 preceding) as taken_until
			from appointments a
			join appointment_resources ar
				on ar.clinic_id = a.clinic_id and ar.appointment_id = a.id
			join resources r on r.clinic_id = ar.clinic_id and r.id = ar.resource_id
			where r.capacity = 1 and a.status <> 'cancelled'
		) t where t.start < t.taken_until`,
	)
	assert.equal(clashes, [])
})

demo('guards every visit that is ahead with a vet and a room, and none that is over', async () => {
	const [wrong] = await ask<Record<string, number>>(
		`select
			(select count(*)::int from appointments a where a.scheduled_end > $1
				and a.status in ('confirmed', 'pending') and 2 > (select count(*) from reservations r
					where r.clinic_id = a.clinic_id and r.appointment_id = a.id)) as unguarded,
			(select count(*)::int from reservations where ends_at <= $1) as over,
			(select count(*)::int from reservations r join appointments a
				on a.clinic_id = r.clinic_id and a.id = r.appointment_id
				where a.status not in ('confirmed', 'pending')) as idle`,
		[NOW],
	)
	assert.equal(wrong, { unguarded: 0, over: 0, idle: 0 })
})

demo('remembers sixty days with every ending a visit can have', async () => {
	const rows = await ask<{ status: string; n: number; first: Date }>(
		`select status, count(*)::int as n, min(scheduled_start) as first
		from appointments where scheduled_end <= $1 group by 1`,
		[NOW],
	)
	const counts = new Map(rows.map(({ status, n }) => [status, n]))
	assert.equal([...counts.keys()].sort(), ['cancelled', 'completed', 'no_show'])
	assert.ok((counts.get('completed') ?? 0) > 10 * (counts.get('no_show') ?? 0))
	const oldest = Math.min(...rows.map(({ first }) => first.getTime()))
	const days = (NOW.getTime() - oldest) / DAY
	assert.ok(days > 55 && days < 62, `${days} days`)
})

demo('tells each visit as a history in which every step follows from the last', async () => {
	const broken = await ask(
		`select * from (
			select e.appointment_id, e.from_status, e.to_status, a.status,
				lag(e.to_status) over w as before, lead(e.to_status) over w as after
			from appointment_events e
			join appointments a on a.clinic_id = e.clinic_id and a.id = e.appointment_id
			window w as (partition by e.appointment_id order by e.at, e.id)
		) h where h.before is distinct from h.from_status
			or (h.after is null and h.to_status <> h.status)`,
	)
	assert.equal(broken.slice(0, 3), [])
})

demo('treats only animals that are born, and nobody twice a day', async () => {
	const [wrong] = await ask<Record<string, number>>(
		`select
			(select count(*)::int from appointments a join pets p
				on p.clinic_id = a.clinic_id and p.id = a.pet_id
				where p.born_on > a.scheduled_start::date) as unborn,
			(select count(*)::int from (select ap.pet_id from appointment_pets ap
				join appointments a on a.clinic_id = ap.clinic_id and a.id = ap.appointment_id
				join clinics c on c.id = a.clinic_id
				group by ap.pet_id, (a.scheduled_start at time zone c.time_zone)::date
				having count(*) > 1) t) as twice`,
	)
	assert.is(wrong?.unborn, 0)
	assert.is(wrong?.twice, 0)
})

demo('keeps a time somebody took by hand, and goes on from there three days later', async () => {
	const [own] = await ask<{ id: string }>(
		`select id from appointments where status = 'confirmed' and scheduled_start > $1
		order by scheduled_start limit 1`,
		[NOW],
	)
	const [last] = await ask<{ at: Date }>('select max(scheduled_start) as at from appointments')
	const later = new Date(NOW.getTime() + 3 * DAY)
	await ensureDemo(database.server, { now: later, allowedOrigins: ORIGINS, signIns: true })
	const [after] = await ask<{ at: Date; ahead: number; open: number; past: number }>(
		`select max(scheduled_start) as at,
			count(*) filter (where scheduled_start > $1)::int as ahead,
			count(*) filter (where scheduled_end <= $1
				and status not in ('completed', 'no_show', 'cancelled'))::int as open
		from appointments`,
		[later],
	)
	assert.ok((after?.at.getTime() ?? 0) > (last?.at.getTime() ?? 0))
	assert.ok((after?.ahead ?? 0) > 300)
	assert.is(after?.open, 0)
	const [ended] = await ask<{ status: string }>('select status from appointments where id = $1', [
		own?.id,
	])
	assert.ok(['completed', 'no_show'].includes(ended?.status ?? ''))
	const stale = await ask('select 1 from reservations where ends_at <= $1', [later])
	assert.is(stale.length, 0)
})

demo('comes back after a year without filling the year', async () => {
	const later = new Date(NOW.getTime() + 365 * DAY)
	await ensureDemo(database.server, { now: later, allowedOrigins: ORIGINS, signIns: true })
	const [row] = await ask<{ gap: number; ahead: number }>(
		`select count(*) filter (where scheduled_start between $1::timestamptz + interval '30 days'
				and $1::timestamptz + interval '300 days')::int as gap,
			count(*) filter (where scheduled_start > $2)::int as ahead
		from appointments`,
		[NOW, later],
	)
	assert.is(row?.gap, 0)
	assert.ok((row?.ahead ?? 0) > 300)
})

demo('loads once when two servers start at the same moment', async () => {
	const fresh = await testDatabase()
	try {
		const both = [1, 2].map(() =>
			ensureDemo(fresh.server, { now: NOW, allowedOrigins: ORIGINS, signIns: true }),
		)
		const [one, other] = await Promise.all(both)
		assert.equal(one, other)
		const { rows } = await fresh.owner.raw('select count(*)::int as n from clinic_directory')
		assert.is(rows[0].n, 2)
	} finally {
		await fresh.close()
	}
})

demo(
	'stores what lengthens a visit, and whom it needs, under the names the engine reads',
	async () => {
		const clinicId = clinics[0]?.id ?? ''
		const { rows } = (
			await readInTenant(database.server, clinicId, (query) =>
				new Catalogue().read(query, clinicId),
			)
		).clinic
		const sick = rows.types.find((row) => row.slug === 'sick_visit')
		assert.ok(sick)
		const rules = rulesOf(sick, rows)
		assert.is(rules.extraProblemMinutes, 15)
		assert.is(rules.extraPetMinutes, 15)
		assert.is(rules.exoticSkill, 'exotics')
	},
)

demo.run()
