/**
 * Visits: on the half hours of the vets' days, two months ahead ever more sparsely, and back over the
 * years. Vet n has room 10 + n, so nothing overlaps. Written in the order of time, as a life
 * would write them: a clinic's rows lie scattered between those of all others.
 */
import type { Size } from './sizes.ts'

/** How full the day is that many days ahead. */
const FULLNESS = `case when d < 8 then 0.6 when d < 15 then 0.3 when d < 31 then 0.12 else 0.04 end`

// Half hours 0 to 7 are before lunch, 8 to 16 after it.
const HALF_HOUR = `(time '08:30' + s * interval '30 min' + case when s > 7 then interval '1 hour'
	else interval '0' end)`

const FUTURE = `
	create unlogged table bench.spots as
	select c, v, s, current_date + d as day, true as ahead
	from generate_series(1, $1::int) c, generate_series(1, 62) d, generate_series(1, 5) v,
		generate_series(0, 16) s
	where bench.works(v, extract(isodow from current_date + d)::int)
		and bench.chance(c * 1000 + d, v * 100 + s) < ${FULLNESS}`

// Every so many'th spot, counted backwards from last week: never twice the same.
const PAST = `
	insert into bench.spots
	with shares as (
		select c, case when c = 1 and $3::int > 0 then $3::int
			else ($2::int - $4::int - $3::int) / others
				+ case when c > $1::int - ($2::int - $4::int - $3::int) % others then 1 else 0 end end as share,
			-- Clinics joined within the last three years; the first one ten years ago.
			case when c = 1 and $3::int > 0 then 2600 else 260 + (c * 37) % 520 end as days
		from generate_series(1, $1::int) c,
			lateral (select case when $3::int > 0 then $1::int - 1 else $1::int end as others) o
	), places as (
		select c, (n * (days * 85 / share) + (bench.chance(c, n) * (days * 85 / share))::int
			% (days * 85 / share))::int as place
		from shares, generate_series(0, share - 1) n
	)
	select c, 1 + place / 17 % 5, place % 17,
		(date_trunc('week', current_date) - (place / 425 + 1) * interval '7 days'
			+ place / 85 % 5 * interval '1 day')::date, false
	from places`

const NUMBERED = `
	create unlogged table bench.visits as
	select c, v, ahead, row_number() over (partition by c order by day, s, v) as n, at as starts,
		at + minutes * interval '1 min' as ends, t,
		case when ahead then now() - luck * interval '20 days'
			else at - (1 + luck) * interval '6 days' end as made
	from (
		select spots.*, 1 + (hashint8(c * 7919 + v * 31 + s + (day - date '2000-01-01') * 131)
				& 2147483647) % 3 as t,
			bench.chance(c, (day - date '2000-01-01') * 100 + v * 17 + s) as luck,
			(day + ${HALF_HOUR}) at time zone
				(array['Europe/London', 'Europe/Berlin', 'America/New_York'])[1 + c % 3] as at
		from bench.spots
	) spots, lateral (select (array[20, 15, 30])[t] as minutes) m;
	create unlogged table bench.people as
	select c, n, bench.id('2023-06-01 09:00Z'::timestamptz, 8, c * 1000000 + n) as client,
		bench.id('2023-06-01 09:00Z'::timestamptz, 9, c * 1000000 + n) as pet
	from (select c, 1 + count(*) / 4 as many from bench.visits group by c) x, generate_series(1, many) n;
	create unlogged table bench.booked as
	select v.*, bench.clinic(v.c) as clinic, bench.id(made, 10, v.c * 1000000 + v.n) as id,
		1 + (bench.chance(v.c, v.n) * (many - 1))::int as who,
		bench.resource(v.c, v.v) as vet, bench.resource(v.c, v.v + 10) as room,
		case when ahead then 'confirmed' when bench.chance(v.n, v.c) < 0.07 then 'cancelled'
			when bench.chance(v.n, v.c) < 0.1 then 'no_show' else 'completed' end as status
	from bench.visits v join (select c, count(*) as many from bench.people group by c) p using (c)
	order by made`

const PEOPLE = `
	insert into clients (clinic_id, id, match_status, name, email, phone)
	select bench.clinic(c), client, 'confirmed', 'Owner ' || n, 'owner' || n || '@owner.example',
		'+4420' || lpad((c * 1000 + n)::text, 8, '0')
	from bench.people order by n, c;
	insert into pets (clinic_id, id, match_status, name, species, sex)
	select bench.clinic(c), pet, 'confirmed', 'Pet ' || n, (array['dog', 'cat', 'rabbit'])[1 + n % 3], 'female'
	from bench.people order by n, c;
	insert into pet_owners (clinic_id, pet_id, client_id)
	select bench.clinic(c), pet, client from bench.people order by n, c`

const APPOINTMENTS = `
	insert into appointments (clinic_id, id, appointment_type_id, pet_id, client_id, veterinarian_id,
		scheduled_start, scheduled_end, booking_method, booked_by_client, source, booking_reference, visit,
		status, estimated_cost, cancelled_at, cancelled_by_kind, created_at, updated_at)
	select b.clinic, b.id, bench.type(b.c, b.t), p.pet, p.client, b.vet, starts, ends, 'online', true,
		'widget', 'B' || lpad(to_hex(b.n), 6, '0'), '{"pets": 1, "problems": 1, "species": "dog"}', status, 58,
		case when status = 'cancelled' then starts - interval '1 day' end,
		case when status = 'cancelled' then 'owner' end, made, made
	from bench.booked b join bench.people p on p.c = b.c and p.n = b.who order by made;
	insert into appointment_pets (clinic_id, appointment_id, pet_id, created_at)
	select b.clinic, b.id, p.pet, made
	from bench.booked b join bench.people p on p.c = b.c and p.n = b.who order by made;
	insert into appointment_resources (clinic_id, appointment_id, resource_id, created_at)
	select clinic, id, unnest(array[vet, room]), made from bench.booked order by made;
	insert into appointment_events (clinic_id, id, appointment_id, actor_kind, to_status, at, created_at)
	select clinic, bench.id(made, 11, c * 1000000 + n), id, 'owner', 'confirmed', made, made
	from bench.booked order by made;
	insert into appointment_events (clinic_id, id, appointment_id, actor_kind, from_status, to_status, at,
		created_at)
	select clinic, bench.id(ends, 12, c * 1000000 + n), id, 'staff', 'confirmed', status, ends, ends
	from bench.booked where not ahead order by ends;
	insert into notifications (clinic_id, id, appointment_id, client_id, kind, channel, status,
		scheduled_for, sent_at, attempts, created_at)
	select b.clinic, bench.id(made, 13, b.c * 1000000 + b.n), b.id, p.client, 'booking_confirmed', 'email',
		'sent', made, made, 1, made
	from bench.booked b join bench.people p on p.c = b.c and p.n = b.who order by made`

// As the purge leaves it: what is over has no reservation.
const RESERVATIONS = `
	insert into reservations (clinic_id, id, resource_id, lane, starts_at, ends_at, appointment_id, created_at)
	select clinic, bench.id(made, 14, (c * 1000000 + n) * 2 + part), case part when 0 then vet else room end,
		0, starts, ends + case when t = 1 then interval '5 min' else interval '0' end, id, made
	from bench.booked, generate_series(0, 1) part where ahead order by made, part`

export interface Statement {
	sql: string
	values?: unknown[]
}

/** Comes first: the rest wants to know how many appointments lie ahead. */
export function spotStatements({ clinics }: Size): Statement[] {
	return [{ sql: FUTURE, values: [clinics] }]
}

export function visitStatements(size: Size, ahead: number): Statement[] {
	const { clinics, appointments, longHistory } = size
	const past = { sql: PAST, values: [clinics, appointments, longHistory, ahead] }
	const rest = [NUMBERED, PEOPLE, APPOINTMENTS, RESERVATIONS].flatMap((text) => text.split(/;\n/))
	const drop = 'drop table bench.spots, bench.visits, bench.people, bench.booked'
	return [past, ...[...rest, drop].map((sql) => ({ sql }))]
}
