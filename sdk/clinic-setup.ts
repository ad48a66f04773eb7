import { type Clinical, type PlanOptions, planned } from './clinic.ts'
import type {
	ApiKey,
	ApiKeys,
	ChangeKeyBody,
	ClinicType,
	ClinicTypes,
	CreateKeyBody,
	CreateTypeBody,
	KeyCreated,
	TypeChanged,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** How a clinic is set up: what can be booked, and the keys that open it. */
export function setupCalls(call: Clinical) {
	return { types: typeCalls(call), keys: keyCalls(call) }
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

function keyCalls(call: Clinical) {
	return {
		list: (more?: CallOptions) => call<ApiKeys>({ ...more, method: 'GET', to: ['keys'] }),

		/** The text of a secret key is in this answer and in no other. */
		create: (body: CreateKeyBody, more?: CallOptions) =>
			call<KeyCreated>({ ...more, method: 'POST', to: ['keys'], body }),

		/** Where it may be used, and what it is called. */
		change: (id: string, body: ChangeKeyBody, more?: CallOptions) =>
			call<ApiKey>({ ...more, method: 'PATCH', to: ['keys', id], body }),

		/** For good. */
		revoke: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: ['keys', id], read: 'none' }),
	}
}
