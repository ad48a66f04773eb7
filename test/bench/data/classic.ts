import type pg from 'pg'

/**
 * The design that many booking systems have: every start of the next two months is a row, made from
 * the schedules by a function (this one knows the rules and the lunch of the data set by heart), and a
 * view takes away what is booked.
 */
const SCHEMA = `
	create table if not exists bench.slots (
		clinic_id uuid not null,
		veterinarian_id uuid not null,
		starts_at timestamptz not null,
		ends_at timestamptz not null,
		primary key (clinic_id, starts_at, veterinarian_id)
	);
	create or replace function bench.fill_slots(p_clinic uuid, p_from date, p_to date) returns void
		language plpgsql as $$
	declare
		hours record; shut record; day date; open_at timestamp; zone text; length interval := '20 min';
	begin
		select time_zone into zone from clinics where id = p_clinic;
		for hours in
			select s.* from vet_schedules s join resources r using (clinic_id)
			where clinic_id = p_clinic and r.id = s.resource_id and r.kind = 'veterinarian'
		loop
			day := p_from;
			while day <= p_to loop
				if hours.rrule like '%BYDAY=%' || left(to_char(day, 'DY'), 2) || '%'
					and (hours.rrule not like '%INTERVAL=2%' or (day - hours.anchor_date) % 14 = 0)
				then
					open_at := day + hours.start_time;
					while open_at + length <= day + hours.end_time loop
						if not exists (
							select from vet_availability_overrides o where o.clinic_id = p_clinic
								and coalesce(o.resource_id, hours.resource_id) = hours.resource_id
								and (o.override_date = day
									or o.rrule like '%BYDAY=%' || left(to_char(day, 'DY'), 2) || '%')
								and (o.start_time is null or (open_at::time < o.end_time
									and (open_at + length)::time > o.start_time)))
						then
							insert into bench.slots values (p_clinic, hours.resource_id,
								open_at at time zone zone, (open_at + length) at time zone zone);
						end if;
						open_at := open_at + length;
						-- Lunch; the grid of the afternoon begins after it.
						if hours.break_times <> '[]' and open_at = day + time '12:30' then
							open_at := day + time '13:30';
						end if;
					end loop;
				end if;
				day := day + 1;
			end loop;
		end loop;
	end $$;
	create or replace view bench.free_slots as
	select s.* from bench.slots s where not exists (
		select from reservations r
		where r.clinic_id = s.clinic_id and r.resource_id = s.veterinarian_id
			and r.starts_at < s.ends_at + interval '5 min' and r.ends_at > s.starts_at
			and r.starts_at > s.starts_at - interval '12 hours')`

/** Makes and fills the slot table for some clinics, unless that was done for these days. */
export async function makeClassic(
	admin: pg.Client,
	clinicIds: readonly string[],
	{ from, to }: { from: string; to: string },
): Promise<void> {
	await admin.query(SCHEMA)
	await admin.query('truncate bench.slots')
	for (const id of clinicIds) {
		await admin.query('select bench.fill_slots($1, $2, $3)', [id, from, to])
	}
	await admin.query('analyze bench.slots; analyze reservations')
}
