import { type Clinical, type PlanOptions, planned } from './clinic.ts'
import type { ClinicType, ClinicTypes, CreateTypeBody, TypeChanged } from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** How a clinic is set up: what can be booked. */
export function setupCalls(call: Clinical) {
	return { types: typeCalls(call) }
}

function typeCalls(call: Clinical) {
	return {
		/** In the clinic's order, also those that are not in use. */
		list: (more?: CallOptions) => call<ClinicTypes>({ ...more, method: 'GET', to: ['types'] }),

		get: (id: string, more?: CallOptions) =>
			call<ClinicType>({ ...more, method: 'GET', to: ['types', id] }),

		create: (body: CreateTypeBody, more?: PlanOptions) =>
			call<TypeChanged>({ ...planned(more), method: 'POST', to: ['types'], body }),

		/** Whole: send what `get` gave with what is to be another. `active: false` takes it out of use. */
		replace: (id: string, body: CreateTypeBody, more?: PlanOptions) =>
			call<TypeChanged>({ ...planned(more), method: 'PUT', to: ['types', id], body }),
	}
}
