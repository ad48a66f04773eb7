import type { Knex } from 'knex'

const WALL_TIME = '^([01][0-9]|2[0-3]):[0-5][0-9]$'

export async function up(knex: Knex): Promise<void> {
	// Kept time becomes everyone's so many hours before it begins, or at a wall time of its day.
	await knex.raw(`
		alter table vet_availability_overrides
			add column release_hours_before integer check (release_hours_before between 0 and 8760),
			add column release_at time`)
	await knex.raw(`
		alter table vet_availability_overrides
			add constraint overrides_release_check check (
				num_nonnulls(release_hours_before, release_at) = 0 or (
					override_type = 'emergency_only'
					and num_nonnulls(release_hours_before, release_at) = 1))`)
	// [{share, hoursBefore}] or [{share, at}]: until each step its share of the day is kept back.
	await knex.raw(`
		alter table vet_schedules add column keep_back jsonb not null default '[]'`)
	await knex.raw(`
		alter table vet_schedules
			add constraint schedules_keep_back_check check (
				jsonb_typeof(keep_back) = 'array'
				and jsonb_array_length(keep_back) <= 12
				and not jsonb_path_exists(keep_back, '$[*] \\? (
					!(@.share.type() == "number" && @.share >= 0 && @.share <= 1) ||
					!((@.hoursBefore.type() == "number" && @.hoursBefore >= 0 &&
						@.hoursBefore <= 8760 && !exists(@.at)) ||
						(@.at like_regex "${WALL_TIME}" && !exists(@.hoursBefore))))'))`)
}

export async function down(knex: Knex): Promise<void> {
	await knex.raw('alter table vet_schedules drop column keep_back')
	await knex.raw(`
		alter table vet_availability_overrides
			drop column release_at, drop column release_hours_before`)
}
