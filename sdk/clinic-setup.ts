import { type Clinical, type PlanOptions, planned } from './clinic.ts'
import type {
	ApiKey,
	ApiKeys,
	ChangeKeyBody,
	ChangeProfileBody,
	ClinicType,
	ClinicTypes,
	CreateKeyBody,
	CreateTypeBody,
	KeyCreated,
	SetupProfile,
	TypeChanged,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** How a clinic is set up: what it says about itself, what can be booked, the keys that open it. */
export function setupCalls(call: Clinical) {
	return { profile: profileCalls(call), types: typeCalls(call), keys: keyCalls(call) }
}

function profileCalls(call: Clinical) {
	return {
		get: (more?: CallOptions) => call<SetupProfile>({ ...more, method: 'GET', to: ['profile'] }),

		/** The fields that are given; the time zone only while no visits are booked. */
		change: (body: ChangeProfileBody, more?: CallOptions) =>
			call<SetupProfile>({ ...more, method: 'PATCH', to: ['profile'], body }),
	}
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
