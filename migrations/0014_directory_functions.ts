import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

// A change of the global tables is bound to the clinic of the transaction, which must exist: those
// tables have neither row level security nor foreign keys to say so themselves.
const requireOwnClinic = `
	if nullif(current_setting('vetslot.clinic_id', true), '')::uuid is distinct from p_clinic_id
		or not exists (select from clinics where id = p_clinic_id) then
		raise exception 'Not the clinic of this transaction' using errcode = 'insufficient_privilege';
	end if;`

export async function up(knex: Knex): Promise<void> {
	await createLookups(knex)
	await createOwnerFunction(knex, {
		signature: 'register_clinic(p_clinic_id uuid, p_slug text)',
		returns: 'void',
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			insert into clinic_directory (slug, clinic_id) values (p_slug, p_clinic_id);
		end`,
	})
	await createOwnerFunction(knex, {
		signature: `create_api_key(p_id uuid, p_clinic_id uuid, p_key_hash bytea, p_kind text,
			p_allowed_origins text[], p_scopes text[], p_native boolean, p_label text)`,
		returns: 'void',
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			insert into api_keys
				(id, clinic_id, key_hash, kind, allowed_origins, scopes, native, label)
			values (p_id, p_clinic_id, p_key_hash, p_kind, p_allowed_origins, p_scopes, p_native,
				p_label);
		end`,
	})
	await createOwnerFunction(knex, {
		signature: 'set_api_key_origins(p_clinic_id uuid, p_key_hash bytea, p_origins text[])',
		returns: 'boolean',
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			update api_keys set allowed_origins = p_origins, updated_at = now()
			where clinic_id = p_clinic_id and key_hash = p_key_hash;
			return found;
		end`,
	})
	await createOwnerFunction(knex, {
		signature: 'revoke_api_key(p_clinic_id uuid, p_id uuid)',
		returns: 'boolean',
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			update api_keys set revoked_at = now(), updated_at = now()
			where clinic_id = p_clinic_id and id = p_id and revoked_at is null;
			return found;
		end`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(
		knex,
		'revoke_api_key',
		'set_api_key_origins',
		'create_api_key',
		'register_clinic',
		'list_clinics',
		'find_clinic',
		'find_api_key',
	)
}

/** The few reads that come before a clinic is known. */
async function createLookups(knex: Knex): Promise<void> {
	await createOwnerFunction(knex, {
		signature: 'find_api_key(p_key_hash bytea)',
		returns: `table (id uuid, clinic_id uuid, kind text, allowed_origins text[], scopes text[],
			native boolean)`,
		volatility: 'stable',
		body: `
			select k.id, k.clinic_id, k.kind, k.allowed_origins, k.scopes, k.native
			from api_keys k where k.key_hash = p_key_hash and k.revoked_at is null`,
	})
	await createOwnerFunction(knex, {
		signature: 'find_clinic(p_slug text)',
		returns: 'uuid',
		volatility: 'stable',
		body: 'select d.clinic_id from clinic_directory d where d.slug = p_slug',
	})
	await createOwnerFunction(knex, {
		signature: 'list_clinics()',
		returns: 'table (slug text, clinic_id uuid)',
		volatility: 'stable',
		body: 'select d.slug, d.clinic_id from clinic_directory d order by d.slug',
	})
}
