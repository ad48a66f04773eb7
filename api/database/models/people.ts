import type { Species } from '../../contract/primitives.ts'
import { type JsonObject, TenantModel, TenantRow } from './base.ts'

/** Someone who works at the clinic. */
export class User extends TenantModel {
	static override tableName = 'users'

	declare name: string
}

/** A pet owner as the clinic knows them; a guest's booking makes one, unconfirmed. */
export class Client extends TenantModel {
	static override tableName = 'clients'

	declare name: string | null
	declare email: string | null
	/** E.164. */
	declare phone: string | null
	declare locale: string | null
	declare matchStatus: 'unconfirmed' | 'confirmed' | 'merged'
	declare erasedAt: Date | null
}

export class Pet extends TenantModel {
	static override tableName = 'pets'

	declare name: string
	declare species: Species
	declare breed: string | null
	declare sex: 'female' | 'male' | 'unknown'
	/** `YYYY-MM-DD`. */
	declare bornOn: string | null
	/** Decimal text. */
	declare weightKg: string | null
	declare status: 'active' | 'deceased' | 'moved'
	/** Since when nobody is reminded of anything about it. */
	declare silencedAt: Date | null
}

/** That a pet is, or was, a client's. */
export class PetOwner extends TenantRow {
	static override tableName = 'pet_owners'
	static override idColumn = ['clinic_id', 'pet_id', 'client_id']

	declare petId: string
	declare clientId: string
}

/** What a client agreed to or refused, with its proof; the newest row counts. */
export class Consent extends TenantModel {
	static override tableName = 'consents'
	static override jsonAttributes = ['proof']

	declare clientId: string
	declare purpose: 'service' | 'recall' | 'marketing'
	declare channel: 'email' | 'sms' | 'push' | 'phone' | 'post'
	declare isGranted: boolean
	declare proof: JsonObject
}
