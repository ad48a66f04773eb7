import { Model } from 'objection'
import { AppointmentType } from './appointment-type.ts'
import { type JsonObject, TenantModel, within } from './base.ts'
import { Client, User } from './people.ts'
import { Pet } from './pet.ts'

export type AppointmentStatus =
	| 'pending'
	| 'confirmed'
	| 'reminded'
	| 'checked_in'
	| 'in_progress'
	| 'completed'
	| 'cancelled'
	| 'no_show'
	| 'rescheduled'

export type ActorKind = 'owner' | 'staff' | 'key' | 'system'

/** A booked visit. A moved one stays as `rescheduled`; its successor carries the reference on. */
export class Appointment extends TenantModel {
	static override tableName = 'appointments'
	static override jsonAttributes = ['visit', 'recurrencePattern']

	declare appointmentTypeId: string | null
	declare petId: string
	declare clientId: string
	declare veterinarianId: string
	/** Without buffers; the reservations have them. */
	declare scheduledStart: Date
	declare scheduledEnd: Date
	declare actualStart: Date | null
	declare actualEnd: Date | null
	declare bookingMethod: 'online' | 'phone' | 'walk_in' | 'admin'
	declare bookedByClient: boolean
	declare source: string | null
	declare bookingReference: string
	declare manageGeneration: number
	declare icsSequence: number
	declare visit: JsonObject
	declare status: AppointmentStatus
	declare answerBy: Date | null
	declare estimatedCost: string | null
	declare finalCost: string | null
	declare reason: string | null
	declare symptoms: string | null
	declare specialRequests: string | null
	declare customerNotes: string | null
	declare internalNotes: string | null
	declare cancellationReason: string | null
	declare cancelledAt: Date | null
	declare cancelledBy: string | null
	declare cancelledByKind: ActorKind | null
	declare cancelledLate: boolean
	declare rescheduleCount: number
	declare previousAppointmentId: string | null
	declare isRecurring: boolean
	declare recurrencePattern: JsonObject | null
	declare parentSeriesId: string | null
	declare attendanceConfirmedAt: Date | null
	declare reminderSentAt: Date | null
	declare confirmationSentAt: Date | null
	declare followUpSentAt: Date | null
	declare type?: AppointmentType
	declare pet?: Pet
	declare client?: Client
	declare veterinarian?: User
	declare events?: AppointmentEvent[]

	static override relationMappings = () => ({
		type: belongsTo(AppointmentType, 'appointment_type_id', 'appointment_types'),
		pet: belongsTo(Pet, 'pet_id', 'pets'),
		client: belongsTo(Client, 'client_id', 'clients'),
		veterinarian: belongsTo(User, 'veterinarian_id', 'users'),
		events: {
			relation: Model.HasManyRelation,
			modelClass: AppointmentEvent,
			join: within('appointments.id', 'appointment_events.appointment_id'),
		},
	})
}

const belongsTo = (modelClass: typeof Model, column: string, table: string) => ({
	relation: Model.BelongsToOneRelation,
	modelClass,
	join: within(`appointments.${column}`, `${table}.id`),
})

/** Who changed what, when and why; rows are added and never changed. */
export class AppointmentEvent extends TenantModel {
	static override tableName = 'appointment_events'
	static override jsonAttributes = ['data']

	declare appointmentId: string
	declare kind: string
	declare actorKind: ActorKind
	declare actorId: string | null
	declare fromStatus: AppointmentStatus | null
	declare toStatus: AppointmentStatus | null
	declare reason: string | null
	declare data: JsonObject
	declare at: Date
}

/** An answer to one of the type's form fields. */
export class AppointmentFormData extends TenantModel {
	static override tableName = 'appointment_form_data'

	declare appointmentId: string
	declare fieldName: string
	declare fieldValue: string | null
	declare fieldType: string
}
