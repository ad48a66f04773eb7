import type { Clinical } from './clinic.ts'
import type {
	AddPetAlertBody,
	ChangeClientBody,
	ChangePetBody,
	Client,
	Clients,
	CorrectRecordBody,
	CreateClientBody,
	CreatePetBody,
	EraseClientBody,
	Erasure,
	Found,
	HoldClientBody,
	HoldEnded,
	ListClientsQuery,
	ListRecordsQuery,
	MarkPetDeceasedBody,
	MedicalRecords,
	Pet,
	RecordsWritten,
	WithdrawRecordBody,
	WriteRecordBody,
	WriteVisitRecordsBody,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** Owners, their animals, and what is written about those. */
export function peopleCalls(call: Clinical) {
	return {
		/** Clients, pets and visits by the beginning of a name, an email or a number. */
		search: (q: string, more?: CallOptions) =>
			call<Found>({ ...more, method: 'GET', to: ['search'], query: { q } }),

		clients: clientCalls(call),
		pets: petCalls(call),
		records: recordCalls(call),
	}
}

function clientCalls(call: Clinical) {
	return {
		list: (query: ListClientsQuery = {}, more?: CallOptions) =>
			call<Clients>({ ...more, method: 'GET', to: ['clients'], query }),

		/** With pets, visits and consents. */
		read: (id: string, more?: CallOptions) =>
			call<Client>({ ...more, method: 'GET', to: ['clients', id] }),

		/** With the pets that come along. */
		create: (body: CreateClientBody, more?: CallOptions) =>
			call<Client>({ ...more, method: 'POST', to: ['clients'], body }),

		change: (id: string, body: ChangeClientBody, more?: CallOptions) =>
			call<Client>({ ...more, method: 'PATCH', to: ['clients', id], body }),

		/** For administrators: takes every word about the person; animals, records and visits stay. */
		erase: (id: string, body: EraseClientBody = {}, more?: CallOptions) =>
			call<Erasure>({ ...more, method: 'POST', to: ['clients', id, 'erasure'], body }),

		/** Keeps everything for now, whoever asks for erasure. */
		hold: (id: string, body: HoldClientBody, more?: CallOptions) =>
			call<Client>({ ...more, method: 'PUT', to: ['clients', id, 'legal-hold'], body }),

		/** Ends that; who had asked for erasure meanwhile is erased, as the answer says. */
		endHold: (id: string, more?: CallOptions) =>
			call<HoldEnded>({ ...more, method: 'DELETE', to: ['clients', id, 'legal-hold'] }),
	}
}

function petCalls(call: Clinical) {
	const one = (id: string, ...rest: string[]) => ['pets', id, ...rest]
	return {
		/** With owners, alerts and visits. */
		read: (id: string, more?: CallOptions) => call<Pet>({ ...more, method: 'GET', to: one(id) }),

		create: (body: CreatePetBody, more?: CallOptions) =>
			call<Pet>({ ...more, method: 'POST', to: ['pets'], body }),

		change: (id: string, body: ChangePetBody, more?: CallOptions) =>
			call<Pet>({ ...more, method: 'PATCH', to: one(id), body }),

		/** Every message about it is silenced at once. */
		markDeceased: (id: string, body: MarkPetDeceasedBody = {}, more?: CallOptions) =>
			call<Pet>({ ...more, method: 'POST', to: one(id, 'deceased'), body }),

		/** A death that was recorded by mistake. */
		takeDeathBack: (id: string, more?: CallOptions) =>
			call<Pet>({ ...more, method: 'DELETE', to: one(id, 'deceased') }),

		addAlert: (id: string, body: AddPetAlertBody, more?: CallOptions) =>
			call<Pet>({ ...more, method: 'POST', to: one(id, 'alerts'), body }),

		endAlert: (alertId: string, more?: CallOptions) =>
			call<Pet>({ ...more, method: 'DELETE', to: ['alerts', alertId] }),

		/** The medical record, the newest entries first, each with its earlier versions. */
		records: (id: string, query: ListRecordsQuery = {}, more?: CallOptions) =>
			call<MedicalRecords>({ ...more, method: 'GET', to: one(id, 'records'), query }),

		writeRecord: (id: string, body: WriteRecordBody, more?: CallOptions) =>
			call<RecordsWritten>({ ...more, method: 'POST', to: one(id, 'records'), body }),
	}
}

function recordCalls(call: Clinical) {
	return {
		/** What came of a visit, all of it or nothing. */
		writeForVisit: (appointmentId: string, body: WriteVisitRecordsBody, more?: CallOptions) =>
			call<RecordsWritten>({
				...more,
				method: 'POST',
				to: ['appointments', appointmentId, 'records'],
				body,
			}),

		/** What it said before is kept. `conflict`: somebody else corrected it first. */
		correct: (id: string, body: CorrectRecordBody, more?: CallOptions) =>
			call<RecordsWritten>({ ...more, method: 'PUT', to: ['records', id], body }),

		withdraw: (id: string, body: WithdrawRecordBody, more?: CallOptions) =>
			call<RecordsWritten>({ ...more, method: 'POST', to: ['records', id, 'withdraw'], body }),

		/** Lets the owners see a lab result. */
		release: (id: string, more?: CallOptions) =>
			call<RecordsWritten>({ ...more, method: 'POST', to: ['records', id, 'release'] }),
	}
}
