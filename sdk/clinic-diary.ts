import type { Clinical } from './clinic.ts'
import type { Diary, DiaryQuery } from './generated/types.ts'
import type { CallOptions, ClientOptions } from './request.ts'
import { type AvailabilityChange, type WatchOptions, watchAvailability } from './watch.ts'

/** Who works when and what is booked on some days, in one answer. */
export const diaryCall = (call: Clinical) => (query: DiaryQuery, more?: CallOptions) =>
	call<Diary>({ ...more, method: 'GET', to: ['diary'], query })

/**
 * Tells of every change of a clinic's visits and hours within about a second, without end.
 *
 * @example
 * for await (const { version } of staff.changes({ signal })) show(await staff.diary({ from, to }))
 */
export function clinicChanges(
	options: ClientOptions,
	watch?: WatchOptions,
): AsyncGenerator<AvailabilityChange, never> {
	const send = options.fetch ?? fetch
	const stream = new URL('/api/clinic/stream', options.baseUrl)
	// It is read like the public one, whose code is on every clinic's website and shall not grow.
	const here = { ...options, fetch: (_: unknown, init?: RequestInit) => send(stream, init) }
	return watchAvailability({ options: here }, '', watch)
}
