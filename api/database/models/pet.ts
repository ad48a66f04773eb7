import { Model } from 'objection'
import { type JsonObject, TenantModel, within } from './base.ts'
import type { MatchStatus } from './people.ts'

export class Pet extends TenantModel {
	static override tableName = 'pets'

	declare matchStatus: MatchStatus
	declare mergedIntoId: string | null
	declare externalId: string | null
	declare name: string
	declare species: string
	declare breed: string | null
	declare sex: 'female' | 'male' | 'unknown'
	declare isNeutered: boolean | null
	/** `YYYY-MM-DD`. */
	declare bornOn: string | null
	declare isBirthEstimated: boolean
	/** Kilograms, as decimal text. */
	declare weightKg: string | null
	declare color: string | null
	declare microchip: string | null
	declare status: 'active' | 'deceased' | 'moved'
	declare deceasedOn: string | null
	declare notes: string | null
	declare records?: MedicalRecord[]

	static override relationMappings = () => ({
		records: {
			relation: Model.HasManyRelation,
			modelClass: MedicalRecord,
			join: within('pets.id', 'medical_records.pet_id'),
		},
	})
}

/** That a pet is, or was, a client's. */
export class PetOwner extends TenantModel {
	static override tableName = 'pet_owners'
	static override idColumn = ['clinic_id', 'pet_id', 'client_id']

	declare petId: string
	declare clientId: string
	declare isPrimary: boolean
	declare ownedUntil: string | null
}

export type RecordKind =
	| 'visit'
	| 'vaccination'
	| 'prescription'
	| 'lab_result'
	| 'weight'
	| 'allergy'
	| 'document'

/** One entry of a pet's history; owners see `shared` ones only. */
export class MedicalRecord extends TenantModel {
	static override tableName = 'medical_records'
	static override jsonAttributes = ['data']

	declare petId: string
	declare appointmentId: string | null
	declare authorId: string | null
	declare externalId: string | null
	declare kind: RecordKind
	declare title: string
	/** `YYYY-MM-DD`, like every date without a time. */
	declare occurredOn: string
	declare nextDueOn: string | null
	declare data: JsonObject
	declare visibility: 'shared' | 'internal'
	declare version: number
}
