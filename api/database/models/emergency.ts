import type { EmergencyBody, Emergency as Shown } from '../../contract/emergencies.ts'
import { TenantModel } from './base.ts'

/** An animal on its way, or here, that nobody booked. */
export class Emergency extends TenantModel {
	static override tableName = 'emergencies'

	declare callerName: string | null
	/** E.164. */
	declare callerPhone: string | null
	declare species: EmergencyBody['species']
	declare complaint: string | null
	declare severity: EmergencyBody['severity']
	declare minutes: number
	declare arrivesAt: Date
	declare status: Shown['status']
	declare veterinarianId: string | null
	declare appointmentId: string | null
	declare outcome: Shown['outcome']
	declare settledAt: Date | null
	declare recordedByKind: 'staff' | 'key'
	declare recordedBy: string | null
	declare readonly createdAt: Date
}
