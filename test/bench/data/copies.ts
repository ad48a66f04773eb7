import type pg from 'pg'

// A copy of a table with everything but its exclusion constraint; foreign keys are added, since LIKE
// leaves them out.
const copyOf = (table: string, indexes: string) => `
	create table bench.plain_${table} (like ${table} including defaults including generated
		including constraints including storage ${indexes});
	do $$ declare each record; begin
		for each in select pg_get_constraintdef(oid) as definition from pg_constraint
			where conrelid = '${table}'::regclass and contype = 'f' and confrelid <> conrelid
		loop
			execute 'alter table bench.plain_${table} add ' || each.definition;
		end loop;
		for each in select conname from pg_constraint
			where conrelid = 'bench.plain_${table}'::regclass and contype = 'x'
		loop
			execute format('alter table bench.plain_${table} drop constraint %I', each.conname);
		end loop;
	end $$;
	alter table bench.plain_${table} enable row level security;
	create policy own_clinic on bench.plain_${table} using
		(clinic_id = any (array[nullif(current_setting('vetslot.clinic_id', true), '')::uuid]));
	grant select, insert, delete on bench.plain_${table} to vetslot_server`

/**
 * What bookings are measured against: a table with the foreign keys of appointments and no index
 * besides its key, and one that is reservations, rows and indexes included, without the constraint.
 */
export async function makePlainCopies(admin: pg.Client): Promise<void> {
	await admin.query(copyOf('appointments', ''))
	await admin.query('alter table bench.plain_appointments add primary key (clinic_id, id)')
	await admin.query(copyOf('reservations', 'including indexes'))
	const { rows } = await admin.query<{ columns: string }>(`
		select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
		where attrelid = 'reservations'::regclass and attnum > 0 and not attisdropped
			and attgenerated = ''`)
	const columns = rows[0]?.columns
	await admin.query(`
		insert into bench.plain_reservations (${columns}) select ${columns} from reservations`)
}
