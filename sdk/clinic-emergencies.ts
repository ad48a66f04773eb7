import type { Clinical } from './clinic.ts'
import type { BookingPauses, EndPauseQuery, PauseBookingBody } from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** Stopping online booking and going on. Staff book on meanwhile. */
export function pauseCalls(call: Clinical) {
	return {
		/** The pauses that are on. */
		list: (more?: CallOptions) => call<BookingPauses>({ ...more, method: 'GET', to: ['pause'] }),

		/** With everyone, or with one person; it ends by itself. */
		set: (body: PauseBookingBody, more?: CallOptions) =>
			call<BookingPauses>({ ...more, method: 'PUT', to: ['pause'], body }),

		end: (query: EndPauseQuery = {}, more?: CallOptions) =>
			call<BookingPauses>({ ...more, method: 'DELETE', to: ['pause'], query }),
	}
}
