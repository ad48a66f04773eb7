import type { Clinical } from './clinic.ts'
import type {
	ListPrescriptionRequestsQuery,
	PrescriptionRequest,
	PrescriptionRequests,
	ReadyPrescriptionBody,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

const ROOT = 'prescription-requests'

/** Medicines that owners ask for again. */
export function prescriptionCalls(call: Clinical) {
	const answer = (id: string, how: string, body: object | undefined, more?: CallOptions) =>
		call<PrescriptionRequest>({ ...more, method: 'POST', to: [ROOT, id, how], body })
	return {
		list: (query: ListPrescriptionRequestsQuery = {}, more?: CallOptions) =>
			call<PrescriptionRequests>({ ...more, method: 'GET', to: [ROOT], query }),

		/** For veterinarians only. */
		approve: (id: string, more?: CallOptions) => answer(id, 'approve', undefined, more),

		/** For veterinarians only; the owner reads the reason. */
		decline: (id: string, reason: string, more?: CallOptions) =>
			answer(id, 'decline', { reason }, more),

		/** It waits at the clinic, or is on its way. */
		ready: (id: string, handover: ReadyPrescriptionBody['handover'], more?: CallOptions) =>
			answer(id, 'ready', { handover }, more),
	}
}
