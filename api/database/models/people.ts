import { Model } from 'objection'
import { type JsonObject, TenantModel, within } from './base.ts'
import { Pet } from './pet.ts'

export type StaffRole = 'admin' | 'veterinarian' | 'nurse' | 'receptionist'
export type MatchStatus = 'unconfirmed' | 'confirmed' | 'merged'

/** Someone who works at the clinic. */
export class User extends TenantModel {
	static override tableName = 'users'

	declare name: string
	declare email: string | null
	declare phone: string | null
	declare title: string | null
	declare roles: StaffRole[]
	declare isActive: boolean
}

/** A pet owner as the clinic knows them; a guest's booking makes one, unconfirmed. */
export class Client extends TenantModel {
	static override tableName = 'clients'

	declare matchStatus: MatchStatus
	declare mergedIntoId: string | null
	declare externalId: string | null
	declare name: string | null
	declare email: string | null
	/** E.164. */
	declare phone: string | null
	declare locale: string | null
	declare notes: string | null
	declare erasedAt: Date | null
	declare pets?: Pet[]

	static override relationMappings = () => ({
		pets: {
			relation: Model.ManyToManyRelation,
			modelClass: Pet,
			join: {
				...within('clients.id', 'pets.id'),
				through: {
					from: ['pet_owners.clinic_id', 'pet_owners.client_id'],
					to: ['pet_owners.clinic_id', 'pet_owners.pet_id'],
				},
			},
		},
	})
}

/** What a client agreed to or refused, with its proof; the newest row counts. */
export class Consent extends TenantModel {
	static override tableName = 'consents'
	static override jsonAttributes = ['proof']

	declare clientId: string
	declare purpose: 'service' | 'recall' | 'marketing'
	declare channel: 'email' | 'sms' | 'push' | 'phone' | 'post'
	declare isGranted: boolean
	declare wording: string | null
	declare proof: JsonObject
}
