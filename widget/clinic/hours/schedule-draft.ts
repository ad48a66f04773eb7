import type { CreateScheduleBody, Schedule, StrandedResolution } from '@vetslot/sdk/staff'
import { isOpen, ruleText } from './repeat-fields.ts'
import { type RuleChoice, readRule } from './rule-choice.ts'

export interface BreakDraft {
	start: string
	end: string
	description: string
	/** Of one that repeats by a rule of its own; kept as it is. */
	rrule: string | null
	anchorDate: string | null
}

/** Working hours while they are being written: numbers are text until they are sent. */
export interface ScheduleDraft {
	label: string
	choice: RuleChoice | null
	/** A rule without words. */
	custom: string | null
	anchorDate: string
	startTime: string
	endTime: string
	effectiveFrom: string
	effectiveUntil: string
	step: string
	buffer: string
	lanes: string
	breaks: BreakDraft[]
	types: ReadonlySet<string>
	/** Hours in which nothing can be booked, such as an operating day: so they stay without a tick. */
	noTypes: boolean
}

export function newDraft(today: string): ScheduleDraft {
	return {
		...{ label: '', custom: null, anchorDate: today, startTime: '09:00', endTime: '17:00' },
		...{ effectiveFrom: today, effectiveUntil: '', step: '', buffer: '0', lanes: '1' },
		...{ breaks: [], types: new Set(), noTypes: false },
		// No day of the week by itself: nobody means today's just because it is today.
		choice: { kind: 'weekly', every: 1, weekdays: [] },
	}
}

export function draftOf(schedule: Schedule): ScheduleDraft {
	const read = readRule(schedule.rrule, schedule.anchorDate)
	const ends = [read?.until, schedule.effectiveUntil].filter((end) => end != null).sort()
	return {
		label: schedule.label ?? '',
		choice: read?.choice ?? null,
		custom: read ? null : schedule.rrule,
		anchorDate: schedule.anchorDate,
		startTime: schedule.startTime,
		endTime: schedule.endTime,
		effectiveFrom: schedule.effectiveFrom,
		effectiveUntil: ends[0] ?? '',
		step: schedule.stepMinutes === null ? '' : String(schedule.stepMinutes),
		buffer: String(schedule.bufferMinutes),
		lanes: String(schedule.lanes),
		breaks: schedule.breaks.map((one) => ({ ...one, description: one.description ?? '' })),
		types: new Set(schedule.appointmentTypeIds ?? []),
		noTypes: schedule.appointmentTypeIds?.length === 0,
	}
}

type Wrong = 'date-missing' | 'time-missing' | 'days-missing' | 'until-early' | 'number-wrong'

/** What has to be mended, by the field's id. */
export function faultsOf(draft: ScheduleDraft): Record<string, Wrong> {
	const faults: Record<string, Wrong> = {}
	const say = (bad: boolean, id: string, wrong: Wrong) => {
		if (bad) faults[id] = wrong
	}
	const number = (text: string, optional: boolean) =>
		!(optional && text === '') && !/^\d{1,3}$/.test(text)
	say(isOpen(draft.choice), 'days', 'days-missing')
	say(draft.startTime === '', 'startTime', 'time-missing')
	say(draft.endTime === '', 'endTime', 'time-missing')
	say(draft.effectiveFrom === '', 'effectiveFrom', 'date-missing')
	const early = draft.effectiveUntil !== '' && draft.effectiveUntil < draft.effectiveFrom
	say(early, 'effectiveUntil', 'until-early')
	for (const [i, one] of draft.breaks.entries()) {
		say(one.start === '', `break-${i}-start`, 'time-missing')
		say(one.end === '', `break-${i}-end`, 'time-missing')
	}
	say(number(draft.step, true), 'stepMinutes', 'number-wrong')
	say(number(draft.buffer, false), 'bufferMinutes', 'number-wrong')
	say(number(draft.lanes, false), 'lanes', 'number-wrong')
	return faults
}

/** From when a rule counts: one that was there keeps its weeks, a new one begins with its hours. */
export function anchorOf(draft: ScheduleDraft, old: Schedule | null): string {
	const same =
		old && ruleText(draft.choice, draft.custom) === ruleText(draftOf(old).choice, old.rrule)
	return same ? old.anchorDate : draft.effectiveFrom
}

/** The body that is sent; what the editor does not show stays as it was. */
export function bodyOf(
	draft: ScheduleDraft,
	resourceId: string,
	old: Schedule | null,
	resolutions: StrandedResolution[],
): CreateScheduleBody {
	return {
		resourceId,
		...(old ? { kind: old.kind as CreateScheduleBody['kind'], keepBack: old.keepBack } : {}),
		label: draft.label.trim() || null,
		rrule: ruleText(draft.choice, draft.custom),
		anchorDate: anchorOf(draft, old),
		startTime: draft.startTime,
		endTime: draft.endTime,
		effectiveFrom: draft.effectiveFrom,
		effectiveUntil: draft.effectiveUntil || null,
		stepMinutes: draft.step === '' ? null : Number(draft.step),
		bufferMinutes: Number(draft.buffer),
		lanes: Number(draft.lanes),
		breaks: draft.breaks.map(breakBody),
		appointmentTypeIds: draft.types.size > 0 || draft.noTypes ? [...draft.types] : null,
		resolutions,
	}
}

function breakBody({ start, end, description, rrule, anchorDate }: BreakDraft) {
	return {
		...{ start, end },
		...(description.trim() === '' ? {} : { description: description.trim() }),
		...(rrule === null ? {} : { rrule }),
		...(rrule === null || anchorDate === null ? {} : { anchorDate }),
	}
}
