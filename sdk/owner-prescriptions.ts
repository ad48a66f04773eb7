import type {
	AskPrescriptionBody,
	ListOwnPrescriptionRequestsQuery,
	OwnPrescriptionRequest,
	OwnPrescriptionRequests,
	RepeatPrescriptions,
} from './generated/types.ts'
import type { Owning } from './owner.ts'
import type { CallOptions } from './request.ts'

const ROOT = 'prescription-requests'

/** Medicines once more. */
export function ownPrescriptionCalls(call: Owning) {
	return {
		/** What a pet may be given again, and whether a visit has to come first. */
		repeats: (petId: string, more?: CallOptions) =>
			call<RepeatPrescriptions>({
				...{ ...more, method: 'GET', to: ['pets', petId, 'repeat-prescriptions'] },
			}),

		/** Asks for a medicine; a vet answers within a day or two. */
		ask: (petId: string, body: AskPrescriptionBody, more?: CallOptions) =>
			call<OwnPrescriptionRequest>({
				...{ ...more, method: 'POST', to: ['pets', petId, ROOT], body },
			}),

		list: (query: ListOwnPrescriptionRequestsQuery = {}, more?: CallOptions) =>
			call<OwnPrescriptionRequests>({ ...more, method: 'GET', to: [ROOT], query }),

		/** Takes back what no vet has answered yet. */
		withdraw: (id: string, more?: CallOptions) =>
			call<OwnPrescriptionRequest>({ ...more, method: 'POST', to: [ROOT, id, 'withdraw'] }),
	}
}
