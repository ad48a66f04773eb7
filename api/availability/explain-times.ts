/** The rules of a start that depend on the hours and the busy time of one vet. */
import type { Minute } from '../time/interval.ts'
import { startHours } from './admission.ts'
import type { RuleOutcome } from './explain.ts'
import { roomLeft } from './keep-back.ts'
import { durationAt, type Phase } from './lengths.ts'
import type { Reason, ReasonCode, Resource } from './model.ts'
import { needRules } from './need-rules.ts'
import type { Lanes } from './occupancy.ts'
import type { Hours, Session } from './openings.ts'
import { ownEnd } from './parts.ts'
import { isServed, type Search, type Stride, stayAt, strideOf, walk } from './search.ts'
import { allowsType, isFlush, usableHours } from './terms.ts'

/** One start as asked about: how long the visit would last, whether or not it is allowed. */
interface Asked {
	search: Search
	vet: Resource
	hours: Hours
	start: Minute
	phase: Phase
}

/** Visits in one session. */
interface Inside extends Stride {
	session: Session
}

type Add = (
	code: ReasonCode,
	passed: boolean,
	data: Reason['data'],
	words: [passed: string, failed: string],
) => boolean

/** Hours, grid, busy time, and what else is needed. Stops where the next rule has no meaning. */
export function timeRules(search: Search, vet: Resource, start: Minute): RuleOutcome[] {
	const { question, timetable } = search
	const rules: RuleOutcome[] = []
	const add: Add = (code, passed, data, words) => {
		rules.push({ code, passed, vetId: vet.id, data, message: words[passed ? 0 : 1] })
		return passed
	}
	const duration = durationAt(question, timetable.zone, start)
	const phase = { from: start, until: start + 1, duration }
	const asked = { search, vet, hours: timetable.hours(vet), start, phase }
	const sessions = openSessions(asked, add)
	// Busy time is prepared only for those who may take the visit.
	const lanes = search.vets.includes(vet) ? search.lanes.get(vet.id) : undefined
	if (sessions.length === 0 || !lanes) return rules
	const strides = sessions.map((session) => ({
		...strideOf(question, vet, session, phase, lanes),
		session,
	}))
	const fitting = onGrid(asked, withRoom(asked, strides, lanes, add), add)
	if (fitting.length > 0) rules.push(...occupancyRules(asked, fitting))
	if (isFlush(question) && rules.every(({ passed }) => passed)) addFlush(asked, add)
	return rules
}

/** Sessions that hold the whole visit and may be used by its type; empty if a rule failed. */
function openSessions({ search, hours, start, phase }: Asked, add: Add): Session[] {
	const { question } = search
	const end = start + ownEnd(question.type.ownPart, phase.duration)
	const covers = (session: Session) => session.start <= start && session.end >= end
	const open = add('closed', hours.all.some(covers), { durationMinutes: phase.duration }, [
		'The whole visit lies in working hours',
		'The visit is not wholly in working hours',
	])
	if (!open) return []
	const usable = usableHours(question, hours).filter(covers)
	const ahead = hours.releases.filter(
		(one) => one.at > question.now && one.start < end && one.end > start,
	)
	const isUsable = add(
		'emergency_only',
		usable.length > 0,
		{ releasedAt: ahead.at(-1)?.at ?? null },
		['The time is open to this type', 'The time is kept for emergencies'],
	)
	if (!isUsable) return []
	const { admission } = question.type
	const admits = startHours(question, hours).filter(covers)
	const isAdmission =
		admission === null ||
		add('not_admission_time', admits.length > 0, { ...admission }, [
			'Animals are admitted at that time',
			'Animals are not admitted at that time',
		])
	if (!isAdmission) return []
	const allowed = admits.filter((session) => allowsType(session, question))
	add('type_not_in_hours', allowed.length > 0, { appointmentTypeId: question.type.id }, [
		'This visit is booked in these hours',
		'This visit isn’t booked in these hours',
	])
	return allowed
}

function withRoom(
	{ search, hours }: Asked,
	strides: readonly Inside[],
	lanes: Lanes,
	add: Add,
): readonly Inside[] {
	const room = roomLeft(search.question, hours, lanes, search.timetable.zone)
	if (room === null) return strides
	const left = (stride: Inside) => room(stride.session)
	const fitting = strides.filter((stride) => stride.lead + stride.tail <= left(stride))
	const most = Math.max(...strides.map(left))
	const data = { minutesLeft: Number.isFinite(most) ? Math.max(0, most) : null }
	add('kept_back', fitting.length > 0, data, [
		'The day has room beside what is kept back',
		'The rest of the day is kept back for later bookings',
	])
	return fitting
}

function onGrid({ search, start }: Asked, strides: readonly Inside[], add: Add): readonly Inside[] {
	const [first] = strides
	if (!first || isFlush(search.question)) return strides
	const fitting = strides.filter(({ session, step }) => (start - session.start) % step === 0)
	add('off_grid', fitting.length > 0, gridData(fitting[0] ?? first, start), [
		'The start is on the grid',
		'The start is not on the grid of starts',
	])
	return fitting
}

function gridData({ session, step }: Inside, start: Minute): Reason['data'] {
	const before = start - ((start - session.start) % step)
	return { stepMinutes: step, before, after: before === start ? start : before + step }
}

/** The vet and everything else, in the first of overlapping sessions where all is free. */
function occupancyRules({ search, vet, start }: Asked, strides: readonly Inside[]): RuleOutcome[] {
	const isFree = ({ lanes, terms, lead, tail }: Stride) =>
		lanes.free(terms.lanes, start - lead, start + tail) >= 0
	const stride =
		strides.find((one) => isFree(one) && isServed(search, one, start)) ??
		strides.find(isFree) ??
		strides[0]!
	const { lanes, lead, tail } = stride
	const free = isFree(stride)
	const clash = free ? null : (lanes.tracks[0]?.next(start - lead) ?? null)
	const busy: RuleOutcome = {
		code: 'vet_busy',
		passed: free,
		vetId: vet.id,
		data: {
			from: start - lead,
			until: start + tail,
			busyFrom: clash?.start ?? null,
			busyUntil: clash?.end ?? null,
		},
		message: free ? 'The vet is free' : 'The vet is busy, buffers included',
	}
	return [busy, ...needRules(search.needs, stayAt(stride, start))]
}

/** Whether a start touches its neighbours is known only by walking the whole stretch around it. */
function addFlush({ search, vet, start }: Asked, add: Add): void {
	let isFound = false
	walk(search, vet, start, start + 1, () => {
		isFound = true
		return true
	})
	// Outside the allowed days nothing is walked; that rule has failed already.
	const isAllowed = search.phases.some((phase) => start >= phase.from && start < phase.until)
	add('leaves_a_gap', isFound || !isAllowed, { starts: search.question.type.starts }, [
		'The start leaves no gap that nothing fits into',
		'The start leaves a gap; starts follow or precede other visits directly',
	])
}
