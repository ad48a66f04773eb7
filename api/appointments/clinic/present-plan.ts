import { presentValue } from '../../availability/explain-wish.ts'
import { instantText } from '../../availability/presenter.ts'
import type { VisitPlan } from '../../contract/visit-changes.ts'
import { zoneOf } from '../../time/zone.ts'
import type { Seen } from './place.ts'

/** What a booking or a move would do. */
export function presentPlan({ sight, place, possible }: Seen): VisitPlan {
	const { claim, now } = sight
	const { fit } = place
	const zone = zoneOf(now.clinic.plan.zone)
	return {
		possible,
		needs: place.needs,
		start: instantText(zone, claim.start),
		end: fit && instantText(zone, fit.endsAt),
		veterinarianId: fit?.vetId ?? claim.vetId,
		resourceIds: [...new Set(fit?.reservations.map(({ resourceId }) => resourceId) ?? [])],
		overbookedResourceIds: place.overbooked,
		broken: place.broken.map(({ code, message, vetId, data }) => ({
			code,
			message,
			veterinarianId: vetId,
			data: Object.fromEntries(
				Object.entries(data).map(([name, value]) => [name, presentValue(zone, value)]),
			),
		})),
	}
}
