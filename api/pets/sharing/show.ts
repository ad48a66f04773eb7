import type { ClinicNow } from '../../availability/catalogue.ts'
import { secondText } from '../../availability/presenter.ts'
import type { PetSharing } from '../../contract/pet-sharing.ts'
import type { Query } from '../../database/tenant.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import type { Asking } from '../own/ownership.ts'
import { ownedPet } from '../owned.ts'
import { ownersOf, waitingInvitations } from './rows.ts'

/**
 * Who has a pet, and who is asked to: that is for the first owner's eyes.
 *
 * @throws Problem `pet_not_found`
 */
export async function showSharing(
	query: Query,
	now: ClinicNow,
	asking: Asking,
	named: string,
): Promise<PetSharing> {
	const { clinicId, clientId } = asking
	const { petId, isPrimary } = await ownedPet(query, asking, named)
	const zone = zoneOf(now.clinic.plan.zone)
	const owners = await ownersOf(query, clinicId, petId)
	const waiting = isPrimary ? await waitingInvitations(query, clinicId, petId) : []
	return {
		petId,
		owners: owners.map(({ since, ...one }) => ({
			...{ id: one.id, name: one.name, primary: one.primary, you: one.id === clientId },
			since: zone.dateAt(minuteOf(since)),
		})),
		invitations: waiting.map((one) => ({
			...{ id: one.id, email: one.email, expired: one.expired },
			sentAt: secondText(zone, one.sent_at),
			expiresAt: secondText(zone, one.expires_at),
		})),
	}
}
