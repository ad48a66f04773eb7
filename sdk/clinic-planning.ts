import type { Clinical } from './clinic.ts'
import type {
	CloseHolidaysBody,
	Holidays,
	HolidaysClosed,
	ListHolidaysQuery,
	PreviewRuleQuery,
	ResolveStrandedBody,
	RuleDates,
	StrandedResolved,
} from './generated/types.ts'
import type { CallOptions } from './request.ts'

type PlanOptions = CallOptions & { dryRun?: boolean }

/** What helps to plan a clinic's hours. */
export function planningCalls(call: Clinical) {
	return {
		/** The next dates of a rule that is not saved yet. */
		ruleDates: (query: PreviewRuleQuery, more?: CallOptions) =>
			call<RuleDates>({ ...more, method: 'GET', to: ['rule-dates'], query }),

		holidays: (query: ListHolidaysQuery, more?: CallOptions) =>
			call<Holidays>({ ...more, method: 'GET', to: ['holidays'], query }),

		/** Closes the whole clinic on the days chosen; days taken before stay as they are. */
		closeHolidays: (body: CloseHolidaysBody, { dryRun, ...more }: PlanOptions = {}) =>
			call<HolidaysClosed>({
				...more,
				...(dryRun === undefined ? {} : { query: { dryRun } }),
				method: 'POST',
				to: ['holidays'],
				body,
			}),

		/** Keeps, moves or asks about visits that have lost their place: all, or none. */
		resolveStranded: (body: ResolveStrandedBody, more?: CallOptions) =>
			call<StrandedResolved>({ ...more, method: 'POST', to: ['stranded'], body }),
	}
}
