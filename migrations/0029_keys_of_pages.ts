import type { Knex } from 'knex'
import { createOwnerFunction, dropFunctions } from './tenancy.ts'

const requireOwnClinic = `
	if nullif(current_setting('vetslot.clinic_id', true), '')::uuid is distinct from p_clinic_id
		or not exists (select from clinics c where c.id = p_clinic_id) then
		raise exception 'Not the clinic of this transaction' using errcode = 'insufficient_privilege';
	end if;`

export async function up(knex: Knex): Promise<void> {
	// A publishable key stands in pages for anyone to read, so the clinic may read it again, too.
	await knex.raw(`
		alter table api_keys add column public_text text
			check (public_text is null or kind = 'publishable')`)
	await dropFunctions(knex, 'create_api_key')
	await createCreate(knex, { takesText: true })
	await createOwnerFunction(knex, {
		signature: 'list_api_keys(p_clinic_id uuid)',
		returns: `table (id uuid, kind text, label text, public_text text, allowed_origins text[],
			scopes text[], native boolean, created_at timestamptz)`,
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			return query
				select k.id, k.kind, k.label, k.public_text, k.allowed_origins, k.scopes, k.native,
					k.created_at
				from api_keys k where k.clinic_id = p_clinic_id and k.revoked_at is null
				order by k.id;
		end`,
	})
	await createOwnerFunction(knex, {
		signature: 'set_api_key_text(p_clinic_id uuid, p_key_hash bytea, p_text text)',
		returns: 'void',
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			update api_keys set public_text = p_text, updated_at = now()
			where clinic_id = p_clinic_id and key_hash = p_key_hash and kind = 'publishable'
				and public_text is null;
		end`,
	})
	await createOwnerFunction(knex, {
		signature: `change_api_key(p_clinic_id uuid, p_id uuid, p_label text, p_origins text[],
			p_native boolean)`,
		returns: 'boolean',
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			update api_keys set label = p_label, allowed_origins = p_origins, native = p_native,
				updated_at = now()
			where clinic_id = p_clinic_id and id = p_id and revoked_at is null;
			return found;
		end`,
	})
}

export async function down(knex: Knex): Promise<void> {
	await dropFunctions(knex, 'change_api_key', 'set_api_key_text', 'list_api_keys', 'create_api_key')
	await createCreate(knex, { takesText: false })
	await knex.raw('alter table api_keys drop column public_text')
}

async function createCreate(knex: Knex, { takesText }: { takesText: boolean }): Promise<void> {
	await createOwnerFunction(knex, {
		signature: `create_api_key(p_id uuid, p_clinic_id uuid, p_key_hash bytea, p_kind text,
			p_allowed_origins text[], p_scopes text[], p_native boolean, p_label text
			${takesText ? ', p_public_text text default null' : ''})`,
		returns: 'void',
		language: 'plpgsql',
		body: `begin ${requireOwnClinic}
			insert into api_keys
				(id, clinic_id, key_hash, kind, allowed_origins, scopes, native, label
				${takesText ? ', public_text' : ''})
			values (p_id, p_clinic_id, p_key_hash, p_kind, p_allowed_origins, p_scopes, p_native,
				p_label ${takesText ? ', p_public_text' : ''});
		end`,
	})
}
