/**
 * A thousand clinics of one kind: five vets with hours of their own, two nurses, five consulting rooms,
 * a theatre, seven types. Written in sets, for a loop of inserts would take longer than the bench.
 */

/**
 * Ids as version 7 has them, by a time, what they are for, and a number: known to every statement
 * without a look-up, and in the order of time like real ones.
 */
export const ID_FUNCTION = `
	create schema bench;
	grant usage on schema bench to vetslot_server;
	create function bench.id(at timestamptz, kind int, n bigint) returns uuid
		language sql immutable parallel safe as $$
		select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
			|| '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
	-- A number in [0, 1) that looks like chance and is the same every time.
	create function bench.chance(a bigint, b bigint) returns float8
		language sql immutable parallel safe as $$
		select (hashint8extended(a, b) & 1048575)::float8 / 1048576 $$;
	-- Clinics join one after the other, the first on 3 January 2022. GiST judges where a row belongs by
	-- the first 53 bits of an id: were those the same for all, the rows of all would lie mixed, and each
	-- reservation would be checked against a thousand pages instead of sixteen.
	create function bench.joined(clinic bigint) returns timestamptz
		language sql immutable parallel safe as $$
		select to_timestamp(1641200400 + clinic * 2220) $$;
	create function bench.clinic(n bigint) returns uuid language sql immutable parallel safe as $$
		select bench.id(bench.joined(n), 1, n) $$;
	create function bench.resource(clinic bigint, n bigint) returns uuid
		language sql immutable parallel safe as $$
		select bench.id(bench.joined(clinic), 2, clinic * 100 + n) $$;
	create function bench.type(clinic bigint, n bigint) returns uuid
		language sql immutable parallel safe as $$
		select bench.id(bench.joined(clinic), 3, clinic * 100 + n) $$;
	-- The weekdays (1 is Monday) on which a vet works; also the schedules below.
	create function bench.works(vet int, weekday int) returns boolean
		language sql immutable parallel safe as $$
		select weekday between case vet when 5 then 2 else 1 end and case vet when 4 then 4 else 5 end $$;`

const CLINICS = `
	insert into clinics (id, slug, name, time_zone, locale, currency, phone, email, address_lines, settings)
	select bench.clinic(c), 'bench-' || c, 'Bench Vets ' || c,
		(array['Europe/London', 'Europe/Berlin', 'America/New_York'])[1 + c % 3], 'en-GB', 'GBP',
		'+442079460188', 'hello@bench.example', '{8 Bracken Street,London,ZZ3 3ZZ}', '{"region": "GB"}'
	from generate_series(1, $1::int) c;
	insert into clinic_directory (slug, clinic_id)
	select 'bench-' || c, bench.clinic(c) from generate_series(1, $1::int) c;
	insert into api_keys (id, clinic_id, key_hash, kind, allowed_origins)
	select bench.id('2022-01-03 09:00Z', 4, c), bench.clinic(c),
		sha256(convert_to('pk_bench_' || lpad(c::text, 12, '0'), 'UTF8')), 'publishable',
		'{https://www.bench.example}'
	from generate_series(1, $1::int) c;
	insert into availability_versions (clinic_id)
	select bench.clinic(c) from generate_series(1, $1::int) c`

// 1 to 5 are vets, 6 and 7 nurses, 11 to 15 consulting rooms, 16 the theatre.
const RESOURCES = `
	insert into users (clinic_id, id, name, roles)
	select bench.clinic(c), bench.resource(c, n), 'Dr Vet ' || n,
		case when n < 6 then '{veterinarian}'::text[] else '{nurse}' end
	from generate_series(1, $1::int) c, generate_series(1, 7) n;
	insert into resources (clinic_id, id, kind, name, room_type, sort_order)
	select bench.clinic(c), bench.resource(c, n),
		case when n < 6 then 'veterinarian' when n < 8 then 'nurse' else 'room' end,
		case when n < 8 then 'Dr Vet ' else 'Room ' end || n,
		case when n = 16 then 'theatre' when n > 8 then 'consult' end, n
	from generate_series(1, $1::int) c, unnest('{1,2,3,4,5,6,7,11,12,13,14,15,16}'::int[]) n`

const SCHEDULES = `
	insert into vet_schedules (clinic_id, id, resource_id, rrule, anchor_date, effective_from, start_time,
		end_time, break_times)
	select bench.clinic(c), bench.id('2022-01-03 09:00Z', 5, c * 100 + n), bench.resource(c, n),
		'FREQ=WEEKLY;BYDAY=' || case n when 4 then 'MO,TU,WE,TH' when 5 then 'TU,WE,TH,FR'
			else 'MO,TU,WE,TH,FR' end,
		date '2022-01-03', date '2022-01-03', time '08:30', time '18:00',
		'[{"start": "12:30", "end": "13:30", "description": "Lunch"}]'::jsonb
	from generate_series(1, $1::int) c, generate_series(1, 7) n
	union all
	select bench.clinic(c), bench.id('2022-01-03 09:00Z', 5, c * 100 + 20 + n), bench.resource(c, n),
		'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', date '2022-01-08' + 7 * (n % 2), date '2022-01-08', time '09:00', time '12:00',
		'[]'
	from generate_series(1, $1::int) c, generate_series(1, 2) n;
	insert into vet_availability_overrides (clinic_id, id, resource_id, override_type, override_date, rrule,
		anchor_date, start_time, end_time, reason)
	select bench.clinic(c), bench.id('2022-01-03 09:00Z', 6, c * 100 + 1), null, 'unavailable',
		current_date + 40, null, null::date, null::time, null::time, 'Training'
	from generate_series(1, $1::int) c
	union all
	select bench.clinic(c), bench.id('2022-01-03 09:00Z', 6, c * 100 + 2), bench.resource(c, 2),
		'emergency_only', null, 'FREQ=WEEKLY;BYDAY=FR', date '2022-01-07', '16:30', '18:00', 'Urgent'
	from generate_series(1, $1::int) c
	union all
	select bench.clinic(c), bench.id('2022-01-03 09:00Z', 6, c * 100 + 10 + d), bench.resource(c, 3),
		'unavailable', current_date + 20 + d, null, null, null, null, 'Holiday'
	from generate_series(1, $1::int) c, generate_series(0, 4) d`

const TYPES = `
	insert into appointment_types (clinic_id, id, slug, name, booking_mode, duration_minutes,
		buffer_after_minutes, step_minutes, min_notice_minutes, horizon_days, price_kind, base_price, roles,
		room_types, species, triage, is_default, rules, sort_order)
	select bench.clinic(c), bench.type(c, t.n), t.slug, t.slug, t.mode, t.minutes, t.buffer, t.step, 120, 60,
		'fixed', 58, t.roles, t.rooms, '{dog,cat,rabbit}', t.triage, t.n = 1,
		'{"maxPets": 3, "extraPetMinutes": 15}', t.n
	from generate_series(1, $1::int) c, (values
		(1, 'consultation', 'instant', 20, 5, 20, '{veterinarian}'::text[], '{consult}'::text[], 'none'),
		(2, 'vaccination', 'instant', 15, 0, 15, '{veterinarian}', '{consult}', 'none'),
		(3, 'dental-check', 'instant', 30, 0, 30, '{veterinarian}', '{consult}', 'none'),
		(4, 'nail-clip', 'instant', 15, 0, 15, '{nurse}', '{}', 'none'),
		(5, 'surgery', 'request', 60, 15, 30, '{veterinarian}', '{theatre}', 'none'),
		(6, 'urgent', 'triage_only', 20, 0, 10, '{veterinarian}', '{consult}', 'amber_required'),
		(7, 'end-of-life', 'callback', 60, 0, 30, '{veterinarian}', '{}', 'none')
	) t (n, slug, mode, minutes, buffer, step, roles, rooms, triage);
	insert into triage_questions (clinic_id, id, code, species, text, level)
	select bench.clinic(c), bench.id('2022-01-03 09:00Z', 7, c * 100 + n), 'sign-' || n, null, 'Sign ' || n,
		case when n < 5 then 'red' else 'amber' end
	from generate_series(1, $1::int) c, generate_series(1, 8) n`

/** In order; `$1` is the number of clinics. */
export const CLINIC_STATEMENTS: readonly string[] = [CLINICS, RESOURCES, SCHEDULES, TYPES].flatMap(
	(text) => text.split(/;\n/),
)
