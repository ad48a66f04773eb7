import type { CreateOverrideBody, Override, StrandedResolution } from '@vetslot/sdk/staff'
import { isOpen, ruleText } from './repeat-fields.ts'
import { choiceFrom, type RuleChoice, readRule } from './rule-choice.ts'

/** An exception while it is being written. */
export interface ExceptionDraft {
	/** `all`: the whole clinic; empty: not chosen yet. */
	resourceId: string
	type: Override['type']
	repeats: boolean
	date: string
	choice: RuleChoice | null
	/** A rule without words. */
	custom: string | null
	until: string
	allDay: boolean
	startTime: string
	endTime: string
	release: string
	reason: string
}

export function newException(date: string): ExceptionDraft {
	return {
		...{ resourceId: '', type: 'unavailable', repeats: false, date },
		...{ choice: choiceFrom(date, 'weekly'), custom: null, until: '', allDay: true },
		...{ startTime: '09:00', endTime: '17:00', release: '', reason: '' },
	}
}

export function exceptionOf(override: Override): ExceptionDraft {
	const { rrule, anchorDate, startTime, endTime } = override
	const date = override.date ?? anchorDate ?? ''
	const read = rrule === null ? null : readRule(rrule, date)
	return {
		resourceId: override.resourceId ?? 'all',
		type: override.type,
		repeats: rrule !== null,
		date,
		choice: rrule === null ? choiceFrom(date, 'weekly') : (read?.choice ?? null),
		custom: rrule !== null && !read ? rrule : null,
		until: override.effectiveUntil ?? read?.until ?? '',
		allDay: startTime === null,
		startTime: startTime ?? '09:00',
		endTime: endTime ?? '17:00',
		release: override.releaseHoursBefore === null ? '' : String(override.releaseHoursBefore),
		reason: override.reason ?? '',
	}
}

/** Whether it has hours: other hours always do. */
export const hasTimes = ({ type, allDay }: ExceptionDraft): boolean =>
	type === 'custom_hours' || !allDay

type Wrong =
	| 'who-missing'
	| 'date-missing'
	| 'time-missing'
	| 'days-missing'
	| 'until-early'
	| 'number-wrong'

/** What has to be mended, by the field's id. */
export function exceptionFaults(draft: ExceptionDraft): Record<string, Wrong> {
	const faults: Record<string, Wrong> = {}
	const say = (bad: boolean, id: string, wrong: Wrong) => {
		if (bad) faults[id] = wrong
	}
	say(draft.resourceId === '', 'resourceId', 'who-missing')
	say(draft.date === '', 'date', 'date-missing')
	say(draft.repeats && isOpen(draft.choice), 'days', 'days-missing')
	const early = draft.repeats && draft.until !== '' && draft.until < draft.date
	say(early, 'effectiveUntil', 'until-early')
	say(hasTimes(draft) && draft.startTime === '', 'startTime', 'time-missing')
	say(hasTimes(draft) && draft.endTime === '', 'endTime', 'time-missing')
	const wrong = draft.type === 'emergency_only' && !/^\d{0,4}$/.test(draft.release)
	say(wrong, 'releaseHoursBefore', 'number-wrong')
	return faults
}

/** The body that is sent; a release at a time of day, which the form does not show, stays. */
export function exceptionBody(
	draft: ExceptionDraft,
	old: Override | null,
	resolutions: StrandedResolution[],
): CreateOverrideBody {
	const times = hasTimes(draft)
	const urgent = draft.type === 'emergency_only'
	const releaseAt = urgent && draft.release === '' ? (old?.releaseAt ?? null) : null
	// A rule without words may bring its own end, and then takes no other.
	const ends = draft.choice !== null || !/\b(UNTIL|COUNT)=/.test(draft.custom ?? '')
	return {
		resourceId: draft.resourceId === 'all' ? null : draft.resourceId,
		type: draft.type,
		...(draft.repeats
			? {
					rrule: ruleText(draft.choice, draft.custom),
					anchorDate: draft.date,
					effectiveUntil: ends ? draft.until || null : null,
				}
			: { date: draft.date }),
		startTime: times ? draft.startTime : null,
		endTime: times ? draft.endTime : null,
		releaseHoursBefore: urgent && draft.release !== '' ? Number(draft.release) : null,
		releaseAt,
		reason: draft.reason.trim() || null,
		resolutions,
	}
}
