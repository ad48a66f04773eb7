import type {
	AddOwnAlertBody,
	AddOwnPetBody,
	ChangeOwnPetBody,
	InviteToPetBody,
	ListOwnPetsQuery,
	MedicalHistory,
	OwnDue,
	OwnerRemoved,
	OwnPet,
	OwnPets,
	PetInvitation,
	PetSharing,
	PetWeights,
	ReadMedicalHistoryQuery,
	SetOwnPetStatusBody,
} from './generated/types.ts'
import type { Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

/** An owner's pets, what the clinic shares of their records, and with whom they are shared. */
export function petCalls(call: Owning) {
	const one = (id: string, ...rest: string[]) => ['pets', id, ...rest]
	return {
		/** Page by page, in the order in which they came to be known. */
		list: (query: ListOwnPetsQuery = {}, more?: CallOptions) =>
			call<OwnPets>({ ...more, method: 'GET', to: ['pets'], query }),

		read: (id: string, more?: CallOptions) => call<OwnPet>({ ...more, method: 'GET', to: one(id) }),

		/** `pet_limit_reached`: the clinic adds more. */
		add: (body: AddOwnPetBody, more?: CallOptions) =>
			call<OwnPet>({ ...more, method: 'POST', to: ['pets'], body }),

		/** `set_by_clinic`: only the clinic changes that; `conflict`: it was changed meanwhile. */
		change: (id: string, body: ChangeOwnPetBody, more?: CallOptions) =>
			call<OwnPet>({ ...more, method: 'PATCH', to: one(id), body }),

		/** It has died, or lives with somebody else; `active` takes that back. */
		setStatus: (id: string, body: SetOwnPetStatusBody, more?: CallOptions) =>
			call<OwnPet>({ ...more, method: 'PUT', to: one(id, 'status'), body }),

		addAlert: (id: string, body: AddOwnAlertBody, more?: CallOptions) =>
			call<OwnPet>({ ...more, method: 'POST', to: one(id, 'alerts'), body }),

		endAlert: (id: string, alertId: string, more?: CallOptions) =>
			call<OwnPet>({ ...more, method: 'DELETE', to: one(id, 'alerts', alertId) }),

		/** What the clinic shares of the record, the newest entries first. */
		history: (id: string, query: ReadMedicalHistoryQuery = {}, more?: CallOptions) =>
			call<MedicalHistory>({ ...more, method: 'GET', to: one(id, 'medical-history'), query }),

		weights: (id: string, more?: CallOptions) =>
			call<PetWeights>({ ...more, method: 'GET', to: one(id, 'weights') }),

		/** What is coming up and overdue, over all pets. */
		due: (more?: CallOptions) => call<OwnDue>({ ...more, method: 'GET', to: ['due'] }),
	}
}

/** Pets that live with several people. */
export function sharingCalls(call: Owning) {
	const one = (id: string, ...rest: string[]) => ['pets', id, ...rest]
	return {
		read: (petId: string, more?: CallOptions) =>
			call<PetSharing>({ ...more, method: 'GET', to: one(petId, 'sharing') }),

		/** Mails a link that is good once, for seven days. */
		invite: (petId: string, body: InviteToPetBody, more?: CallOptions) =>
			call<PetSharing>({ ...more, method: 'POST', to: one(petId, 'invitations'), body }),

		revoke: (petId: string, invitationId: string, more?: CallOptions) =>
			call<PetSharing>({ ...more, method: 'DELETE', to: one(petId, 'invitations', invitationId) }),

		/** Themselves, or somebody who shares the pet. */
		remove: (petId: string, ownerId: string, more?: CallOptions) =>
			call<OwnerRemoved>({ ...more, method: 'DELETE', to: one(petId, 'owners', ownerId) }),

		/** What an invitation is about; `link_ended` once it is over. Works before signing in. */
		look: (token: string, more?: CallOptions) =>
			call<PetInvitation>({
				...more,
				method: 'POST',
				to: ['invitations', 'read'],
				body: { token },
			}),

		accept: (token: string, more?: CallOptions) =>
			call<OwnPet>({ ...more, method: 'POST', to: ['invitations', 'accept'], body: { token } }),
	}
}
