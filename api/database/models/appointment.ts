import { type AnyQueryBuilder, Model } from 'objection'
import type { AppointmentStatus } from '../../contract/primitives.ts'
import type { Visit } from '../../contract/visit.ts'
import { AppointmentType } from './appointment-type.ts'
import { type JsonObject, ofSameClinic, TenantModel, TenantRow } from './base.ts'
import { Clinic } from './clinic.ts'
import { Client, Pet, User } from './people.ts'

export type ActorKind = 'owner' | 'staff' | 'key' | 'system'

/** The `source` of a visit that was made for an emergency; moved, it stays one. */
export const EMERGENCY = 'emergency'

/** A booked visit. A moved one stays as `rescheduled`; its successor carries the reference on. */
export class Appointment extends TenantModel {
	static override tableName = 'appointments'
	static override jsonAttributes = ['visit']

	declare appointmentTypeId: string | null
	/** The first of its pets. */
	declare petId: string
	declare clientId: string
	declare veterinarianId: string
	/** Without buffers; the reservations have them. */
	declare scheduledStart: Date
	declare scheduledEnd: Date
	declare bookingMethod: 'online' | 'phone' | 'walk_in' | 'admin'
	declare bookedByClient: boolean
	declare source: string | null
	declare bookingReference: string
	declare manageGeneration: number
	declare icsSequence: number
	declare visit: Visit
	declare readonly createdAt: Date
	declare status: AppointmentStatus
	declare answerBy: Date | null
	/** Decimal text. */
	declare estimatedCost: string | null
	/** Decimal text. */
	declare finalCost: string | null
	declare actualStart: Date | null
	declare actualEnd: Date | null
	/** What the visit is about, in a few words of the clinic's. */
	declare reason: string | null
	/** For the clinic's own eyes. */
	declare internalNotes: string | null
	/** Written by the clinic for the owner. */
	declare sharedNotes: string | null
	/** What the owner wrote for the clinic. */
	declare customerNotes: string | null
	declare cancellationReason: string | null
	declare cancelledAt: Date | null
	declare cancelledBy: string | null
	declare cancelledByKind: ActorKind | null
	declare cancelledLate: boolean
	declare rescheduleCount: number
	declare previousAppointmentId: string | null
	/** When its owner said that they will come. */
	declare attendanceConfirmedAt: Date | null
	/** The start that its owner had agreed to, if the clinic has put it off since. */
	declare delayedFrom: Date | null
	declare confirmationSentAt: Date | null
	declare clinic?: Clinic
	declare type?: AppointmentType | null
	declare client?: Client
	declare veterinarian?: User
	/** In the order of their ids. */
	declare pets?: Pet[]

	static override relationMappings = () => ({
		clinic: {
			relation: Model.BelongsToOneRelation,
			modelClass: Clinic,
			modify: ofSameClinic('clinics.id'),
			join: { from: 'appointments.clinic_id', to: 'clinics.id' },
		},
		type: belongsTo(AppointmentType, 'appointment_type_id'),
		client: belongsTo(Client, 'client_id'),
		veterinarian: belongsTo(User, 'veterinarian_id'),
		pets,
	})
}

const belongsTo = (modelClass: typeof Model, column: string) => ({
	relation: Model.BelongsToOneRelation,
	modelClass,
	modify: ofSameClinic(`${modelClass.tableName}.clinic_id`),
	join: {
		from: ['appointments.clinic_id', `appointments.${column}`],
		to: [`${modelClass.tableName}.clinic_id`, `${modelClass.tableName}.id`],
	},
})

const pets = {
	relation: Model.ManyToManyRelation,
	modelClass: Pet,
	modify: (query: AnyQueryBuilder) => {
		ofSameClinic('pets.clinic_id', 'appointment_pets.clinic_id')(query)
		query.orderBy('pets.id')
	},
	join: {
		from: ['appointments.clinic_id', 'appointments.id'],
		through: {
			from: ['appointment_pets.clinic_id', 'appointment_pets.appointment_id'],
			to: ['appointment_pets.clinic_id', 'appointment_pets.pet_id'],
		},
		to: ['pets.clinic_id', 'pets.id'],
	},
}

/** The living row of a visit, however often it was moved. */
export type LivingAppointment = Appointment & {
	/** When its owner told of it: each move makes a new row, and the animal grows on from here. */
	readonly toldAt: Date
}

/** Who comes to a visit. */
export class AppointmentPet extends TenantRow {
	static override tableName = 'appointment_pets'
	static override idColumn = ['clinic_id', 'appointment_id', 'pet_id']

	declare appointmentId: string
	declare petId: string
}

/** What a visit occupies, for good: reservations are removed once past. */
export class AppointmentResource extends TenantRow {
	static override tableName = 'appointment_resources'
	static override idColumn = ['clinic_id', 'appointment_id', 'resource_id']

	declare appointmentId: string
	declare resourceId: string
	declare lanes: number
}

/** `placed`: staff moved it where it stands; `late`: its owner was told that it begins later;
 * `owner_late`: the owner said that they come later. */
export type EventKind =
	| 'status'
	| 'details'
	| 'placed'
	| 'late'
	| 'owner_late'
	| 'delayed'
	| 'attendance_confirmed'

/** Who changed what, when and why; rows are added and never changed. */
export class AppointmentEvent extends TenantModel {
	static override tableName = 'appointment_events'
	static override jsonAttributes = ['data']

	declare appointmentId: string
	/** `status`, or what else happened to the visit. */
	declare kind: EventKind
	declare actorKind: ActorKind
	declare actorId: string | null
	declare fromStatus: AppointmentStatus | null
	declare toStatus: AppointmentStatus | null
	/** What a person wrote or chose; erased with the person. */
	declare reason: string | null
	declare data: JsonObject
	declare readonly at: Date
}

/** An answer to one of the type's form fields. */
export class AppointmentFormData extends TenantModel {
	static override tableName = 'appointment_form_data'

	declare appointmentId: string
	declare fieldName: string
	declare fieldValue: string | null
	declare fieldType: string
}
