import type { Availability, BookedAppointment } from '@vetslot/sdk'
import type { Chain } from './chain.ts'
import type { Knowledge } from './known.ts'

/** What can happen in the owner's steps, by name, with what comes along. */
export interface OwnerEvents {
	/** Nobody is signed in yet: asks for the address to mail a code to. */
	ASK_EMAIL: object
	EMAIL: { email: string }
	MAIL_CODE: object
	CODE_MAILED: object
	CODE: { code: string }
	SEND_CODE: object
	CODE_REFUSED: object
	/** On as a guest after all. */
	NEVER_MIND: object
	/** Signed in, and this is what the clinic has on record. */
	OWNER: { known: Knowledge; preset?: Preset | undefined }
	TAP_PET: { id: string }
	/** A guest with several pets, who types each of them. */
	SEVERAL: object
	/** One pet after all. */
	ALONE: object
	/** Opens the form of a pet that is not on record, or closes it. */
	OTHER_PET: object
	/** What was typed of the pet is all. */
	ADD_PET: object
	/** A typed pet to be corrected. */
	EDIT_PET: { id: string }
	/** The server's messages about a typed pet, by field. */
	PET_REFUSED: { id: string; fields: Record<string, string> }
	/** What the clinic has on record after a booking. */
	KNOWN: { known: Knowledge }
	/** Several pets one after another, or together in one visit. */
	APART: { apart: boolean }
	/** The visits of a chain from the first on. */
	FIRST_LEG: object
	/** Details of one's own for this visit, or the account's again. */
	AS_GUEST: { asGuest: boolean }
	/** Ends the session of this browser. */
	SIGN_OUT: object
	/** The session is over; what was chosen and typed stays. */
	ENDED: object
	/** Somebody has signed out, maybe to leave this browser to another person. */
	SIGNED_OUT: object
	/** Starts at which visits fit one after another. */
	CHAINS: { of: string; answer: Availability; chains: Chain[] }
	CHAIN_BOOKED: { appointments: BookedAppointment[] }
	CHAIN_LOST: { index: number; near: Chain[] }
	PICK_CHAIN: { chain: Chain }
}

/** What a page knows of the visit before it is booked: which pet it is for, and which kind it is. */
export interface Preset {
	petId?: string | undefined
	appointmentTypeId?: string | undefined
}
