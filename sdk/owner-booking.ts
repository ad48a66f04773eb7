import { createClient } from './client.ts'
import type {
	BookAppointmentBody,
	BookedAppointment,
	BookedSeveral,
	BookSeveralBody,
	OwnerVisit,
	OwnerVisits,
	OwnPet,
	OwnPets,
	SeveralTimes,
	Visit,
} from './generated/types.ts'
import type { Owning } from './owner.ts'
import type { CallOptions, ClientOptions } from './request.ts'

/** More pets than a household has; whoever has more picks from the first ones. */
const MOST_PAGES = 4
/** Visits that are looked at for the vet who knows the pet. */
const PAST = 50

/** Visits one after the other, in their order, and days among which a time is looked for. */
export interface SeveralQuestion {
	visits: { appointmentTypeId: string; veterinarianId?: string | null; visit: Visit }[]
	from: string
	/** At most six days later. */
	to: string
}

/** Booking for somebody who is signed in: with the same calls as a guest, and pets by their ids. */
export function bookingCalls(client: ClientOptions, call: Owning) {
	const { holds, appointments, ...guests } = createClient(client)
	return {
		/** Times held by the session. */
		holds,

		/** Free times as they are for whom the clinic knows, whatever `client` says. */
		times: {
			availability: guests.availability,
			nextFree: guests.nextFree,
			nearest: guests.nearest,
		},

		/** Books for pets on record: `pets: [{ id }]`, and no `owner`. */
		book: (body: BookAppointmentBody, more?: CallOptions): Promise<BookedAppointment> =>
			appointments.book(body, more),

		/** Books visits one after the other: all of them, or none. Issues name the one that was lost. */
		bookSeveral: (body: BookSeveralBody, more?: CallOptions) =>
			call<BookedSeveral>({ ...more, method: 'POST', to: ['appointments', 'book-several'], body }),

		/** Starts at which visits fit one after the other. */
		severalTimes: (clinicId: string, { visits, ...days }: SeveralQuestion, more?: CallOptions) => {
			const query = { visits: JSON.stringify(visits), ...days }
			const to = ['clinics', clinicId, 'availability', 'several']
			return call<SeveralTimes>({ ...more, method: 'GET', to, query })
		},

		/** The pets that a visit can be for. */
		pets: (more?: CallOptions) => activePets(call, more),

		/** Visits that took place, the newest first: who knows the pet, and what it came for. */
		past: async (more?: CallOptions): Promise<OwnerVisit[]> => {
			const query = { when: 'past', status: 'completed', limit: PAST }
			const page = await call<OwnerVisits>({ ...more, method: 'GET', to: ['appointments'], query })
			return page.appointments
		},
	}
}

async function activePets(call: Owning, more?: CallOptions): Promise<OwnPet[]> {
	const pets: OwnPet[] = []
	let cursor: string | undefined
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const query = { status: 'active', cursor }
		const page = await call<OwnPets>({ ...more, method: 'GET', to: ['pets'], query })
		pets.push(...page.pets)
		if (page.nextCursor === null) break
		cursor = page.nextCursor
	}
	return pets
}
