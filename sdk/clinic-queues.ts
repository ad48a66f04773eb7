import type { Clinical } from './clinic.ts'
import type {
	AddTriageQuestionBody,
	ApproveTriageQuestionBody,
	Callback,
	Callbacks,
	ChangeTriageQuestionBody,
	ClinicRequests,
	FinishCallbackBody,
	LinkCallbackBody,
	LinkMatchBody,
	ListCallbacksQuery,
	Matches,
	MatchSettled,
	OrderTriageQuestionsBody,
	Queues,
	TriageQuestions,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** What waits to be worked off, and the questions about signs. */
export function queueCalls(call: Clinical) {
	return {
		/** How much waits of each. */
		queues: (more?: CallOptions) => call<Queues>({ ...more, method: 'GET', to: ['queues'] }),

		/** Requests that wait for a yes or a no, the most urgent first. */
		requests: (more?: CallOptions) =>
			call<ClinicRequests>({ ...more, method: 'GET', to: ['requests'] }),

		matches: matchCalls(call),
		callbacks: callbackCalls(call),
		triage: triageCalls(call),
	}
}

function matchCalls(call: Clinical) {
	const post = (id: string, what: string, more?: CallOptions, body?: object) =>
		call<MatchSettled>({
			...more,
			method: 'POST',
			to: ['matches', id, what],
			...(body && { body }),
		})
	return {
		/** Bookings whose people are not known for certain, each with whom they may be. */
		list: (more?: CallOptions) => call<Matches>({ ...more, method: 'GET', to: ['matches'] }),

		/** `id` is the guest's client. `match_settled`: somebody else was first. */
		link: (id: string, body: LinkMatchBody, more?: CallOptions) => post(id, 'link', more, body),

		/** They are new. */
		create: (id: string, more?: CallOptions) => post(id, 'create', more),

		/** They are not this one, who is proposed no more. */
		deny: (id: string, clientId: string, more?: CallOptions) =>
			call<MatchSettled>({ ...more, method: 'PUT', to: ['matches', id, 'denials', clientId] }),

		/** They may be this one after all. */
		proposeAgain: (id: string, clientId: string, more?: CallOptions) =>
			call<MatchSettled>({ ...more, method: 'DELETE', to: ['matches', id, 'denials', clientId] }),

		/** By letter, once. */
		ask: (id: string, more?: CallOptions) => post(id, 'ask', more),

		undo: (id: string, more?: CallOptions) => post(id, 'undo', more),
	}
}

function callbackCalls(call: Clinical) {
	const post = (id: string, what: string, more?: CallOptions, body?: object) =>
		call<Callback>({ ...more, method: 'POST', to: ['callbacks', id, what], ...(body && { body }) })
	return {
		list: (query: ListCallbacksQuery = {}, more?: CallOptions) =>
			call<Callbacks>({ ...more, method: 'GET', to: ['callbacks'], query }),

		/** So that nobody else calls. `callback_taken`: somebody else does. */
		claim: (id: string, more?: CallOptions) => post(id, 'claim', more),

		noAnswer: (id: string, more?: CallOptions) => post(id, 'no-answer', more),

		done: (id: string, body: FinishCallbackBody = {}, more?: CallOptions) =>
			post(id, 'done', more, body),

		/** Who asked, and about which pet. */
		link: (id: string, body: LinkCallbackBody, more?: CallOptions) => post(id, 'link', more, body),
	}
}

function triageCalls(call: Clinical) {
	const to = (...rest: string[]) => ['triage', ...rest]
	return {
		list: (more?: CallOptions) => call<TriageQuestions>({ ...more, method: 'GET', to: to() }),

		/** Asked once a vet has approved it. */
		add: (body: AddTriageQuestionBody, more?: CallOptions) =>
			call<TriageQuestions>({ ...more, method: 'POST', to: to(), body }),

		change: (id: string, body: ChangeTriageQuestionBody, more?: CallOptions) =>
			call<TriageQuestions>({ ...more, method: 'PATCH', to: to(id), body }),

		order: (body: OrderTriageQuestionsBody, more?: CallOptions) =>
			call<TriageQuestions>({ ...more, method: 'PUT', to: to('order'), body }),

		/** For vets who are signed in. `conflict`: the words have changed since they were read. */
		approve: (id: string, body: ApproveTriageQuestionBody, more?: CallOptions) =>
			call<TriageQuestions>({ ...more, method: 'POST', to: to(id, 'approve'), body }),
	}
}
