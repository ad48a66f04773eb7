import type { Knex } from 'knex'
import { dropFunctions, SERVER_ROLE } from './tenancy.ts'

/**
 * A clinic's plan (hours, exceptions, types, people) changes seldom, its calendar with every booking:
 * told apart, a booking no longer makes every reader load the plan again. The calendar's `version`
 * rises with the plan, too.
 */
export async function up(knex: Knex): Promise<void> {
	await knex.raw(
		'alter table availability_versions add column plan_version bigint not null default 1',
	)
	await createState(knex)
	await createBusyTimes(knex)
	await createReadCalendar(knex)
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'read_calendar', 'busy_times', 'clinic_state')
	await knex.raw('alter table availability_versions drop column plan_version')
}

/** What every call asks of a clinic. */
async function createState(knex: Knex): Promise<void> {
	await knex.raw(`
		create function clinic_state(p_clinic_id uuid)
		returns table (version bigint, plan_version bigint, paused_until timestamptz, clock timestamptz)
		language plpgsql stable rows 1 as $body$
		begin
			return query select coalesce(v.version, 0), coalesce(v.plan_version, 0),
				case when c.booking_paused_until > statement_timestamp()
					then c.booking_paused_until end,
				statement_timestamp()
			from clinics c
			left join availability_versions v on v.clinic_id = c.id and v.clinic_id = p_clinic_id
			where c.id = p_clinic_id;
		end $body$`)
	await grant(knex, 'clinic_state')
}

// An index-only scan of the b-tree `reservations_by_time` for each resource: no columns but its own,
// and rows are compared as pairs, which a b-tree can search and GiST can't. With plain equality the
// planner may take the exclusion constraint's index, at twenty times the cost. No reservation is
// longer than 36 hours (a CHECK), so a lower bound of starts is enough. `date_part` counts in floats,
// where `extract` takes the slow way of numeric.
const taken = (own: string) => `
	select json_agg(json_build_array(u.id, t.lane, t.spans)), min(t.holds_end_at)
	into busy, holds_end_at
	from unnest(p_resource_ids) as u(id),
	lateral (
		select r.lane,
			array_agg((floor(date_part('epoch', r.starts_at) / 60) * 4095
				+ ceil(date_part('epoch', r.ends_at) / 60))::bigint) as spans,
			min(r.expires_at) as holds_end_at
		from reservations r
		where r.clinic_id = p_clinic_id
			and (r.resource_id, r.starts_at) > (u.id, p_from - interval '36 hours')
			and (r.resource_id, r.starts_at) < (u.id, p_until)
			and r.ends_at > p_from
			and (r.expires_at is null or r.expires_at > statement_timestamp())
			${own}
		group by r.lane
	) t;`

/**
 * Time taken on resources, lane by lane: `[[resource, lane, [span, …]], …]`, a span being its start in
 * minutes since the epoch times 4095, plus its end. One number a visit and one row for all, since
 * rows are what a read would spend its time on. It has the caller's rights: the tenant's policy holds.
 */
async function createBusyTimes(knex: Knex): Promise<void> {
	await knex.raw(`
		create function busy_times(p_clinic_id uuid, p_resource_ids uuid[], p_from timestamptz,
			p_until timestamptz, p_appointment_id uuid, p_hold_id uuid,
			out busy json, out holds_end_at timestamptz)
		language plpgsql stable as $body$
		begin
			if p_appointment_id is null and p_hold_id is null then ${taken('')}
			else ${taken(`
				and (p_appointment_id is null or r.appointment_id is distinct from p_appointment_id)
				and (p_hold_id is null or r.hold_id is distinct from p_hold_id)`)}
			end if;
		end $body$`)
	await grant(knex, 'busy_times')
}

/**
 * All that a public read asks of the database, in one round trip and without a transaction around it:
 * the clinic's state, and its busy time unless the answer that the caller has kept still holds.
 * The state comes first, in a statement of its own: a change between the two makes the answer look
 * older than it is, never newer.
 */
async function createReadCalendar(knex: Knex): Promise<void> {
	await knex.raw(`
		create function read_calendar(p_clinic_id uuid, p_resource_ids uuid[], p_from timestamptz,
			p_until timestamptz, p_kept_version bigint, p_kept_until timestamptz,
			out version bigint, out plan_version bigint, out paused_until timestamptz,
			out clock timestamptz, out kept boolean, out busy json, out holds_end_at timestamptz)
		language plpgsql as $body$
		begin
			perform set_tenant(p_clinic_id);
			select s.version, s.plan_version, s.paused_until, s.clock
			into version, plan_version, paused_until, clock
			from clinic_state(p_clinic_id) s;
			kept := coalesce(version = p_kept_version and clock < p_kept_until, false);
			if kept then return; end if;
			select b.busy, b.holds_end_at into busy, holds_end_at
			from busy_times(p_clinic_id, p_resource_ids, p_from, p_until, null, null) b;
		end $body$`)
	await grant(knex, 'read_calendar')
}

async function grant(knex: Knex, name: string): Promise<void> {
	await knex.raw(`revoke all on function ${name} from public`)
	await knex.raw(`grant execute on function ${name} to ${SERVER_ROLE}`)
}
