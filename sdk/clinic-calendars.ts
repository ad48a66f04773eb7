import type { Clinical } from './clinic.ts'
import type {
	CalendarConflicts,
	CalendarFeedShown,
	CalendarFeeds,
	ChangeFeedBody,
	CreateFeedBody,
	DismissConflictBody,
	ForeignBusy,
	ListForeignBusyQuery,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

/** Diaries that are kept elsewhere. */
export function calendarCalls(call: Clinical) {
	return {
		/** Each with how it is doing; an address is never shown again. */
		feeds: (more?: CallOptions) => call<CalendarFeeds>({ ...more, method: 'GET', to: ['feeds'] }),

		createFeed: (body: CreateFeedBody, more?: CallOptions) =>
			call<CalendarFeedShown>({ ...more, method: 'POST', to: ['feeds'], body }),

		changeFeed: (id: string, body: ChangeFeedBody, more?: CallOptions) =>
			call<CalendarFeedShown>({ ...more, method: 'PATCH', to: ['feeds', id], body }),

		removeFeed: (id: string, more?: CallOptions) =>
			call<void>({ ...more, method: 'DELETE', to: ['feeds', id], read: 'none' }),

		/** Has it read within some seconds; see `feeds` for what came of it. */
		refreshFeed: (id: string, more?: CallOptions) =>
			call<CalendarFeedShown>({ ...more, method: 'POST', to: ['feeds', id, 'refresh'] }),

		/** Time taken elsewhere on some days. */
		busy: (query: ListForeignBusyQuery, more?: CallOptions) =>
			call<ForeignBusy>({ ...more, method: 'GET', to: ['busy'], query }),

		/** Visits ahead that clash with it. */
		conflicts: (more?: CallOptions) =>
			call<CalendarConflicts>({ ...more, method: 'GET', to: ['conflicts'] }),

		/** Leaves a visit where it is. */
		dismissConflict: (body: DismissConflictBody, more?: CallOptions) =>
			call<void>({
				...more,
				method: 'POST',
				to: ['conflicts', 'dismiss'],
				body,
				read: 'none',
			}),
	}
}
