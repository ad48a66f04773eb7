/** What the schemas can't know: rules of recurrence, and what belongs to the clinic. */
import type { Clinic } from '../../availability/catalogue.ts'
import type { OverrideBody } from '../../contract/overrides.ts'
import type { Issue } from '../../contract/problem.ts'
import type { ScheduleBody } from '../../contract/schedules.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import { minutesOf } from '../../time/date.ts'
import { parseRule } from '../../time/recurrence.ts'
import { RuleError } from '../../time/rule.ts'
import type { ResourceRow } from '../queries.ts'

const issue = (
	path: string,
	code: string,
	message: string,
	place: Issue['in'] = 'body',
): Issue => ({
	path,
	in: place,
	code,
	message,
})

/**
 * @throws Problem `invalid_request`, naming each bad field and, of a rule, what is wrong with it;
 * `resource_not_found`
 */
export function checkSchedule(clinic: Clinic, body: ScheduleBody): void {
	const resource = resourceIn(clinic, body.resourceId)
	const issues = [
		...ruleIssues('rrule', body.rrule, body.anchorDate ?? body.effectiveFrom),
		...body.breaks.flatMap((one, i) => breakIssues(one, `breaks.${i}`, body)),
		...typeIssues(clinic, body.appointmentTypeIds ?? []),
	]
	if (body.lanes > resource.capacity) {
		const message = `The resource can take ${resource.capacity} at once`
		issues.push(issue('lanes', 'above_capacity', message))
	}
	if (issues.length > 0) throw invalidRequest(issues)
}

/** @throws Problem `invalid_request`, `resource_not_found` */
export function checkOverride(clinic: Clinic, body: OverrideBody): void {
	if (body.resourceId !== null) resourceIn(clinic, body.resourceId)
	if (body.rrule === null || body.anchorDate === null) return
	const issues = ruleIssues('rrule', body.rrule, body.anchorDate)
	if (issues.length > 0) throw invalidRequest(issues)
}

/** @throws Problem `resource_not_found`, also for one of another clinic */
function resourceIn(clinic: Clinic, id: string): ResourceRow {
	const row = clinic.rows.resources.find((one) => one.id === id.toLowerCase())
	if (row) return row
	throw new Problem('resource_not_found', {
		issues: [issue('resourceId', 'resource_not_found', 'The clinic has nothing of this id')],
	})
}

/** What is wrong with a rule of recurrence; empty when nothing is. */
export function ruleIssues(
	path: string,
	text: string,
	anchorDate: string,
	place: Issue['in'] = 'body',
): Issue[] {
	try {
		parseRule(text, anchorDate)
		return []
	} catch (error) {
		if (!(error instanceof RuleError)) throw error
		return [issue(path, error.code, error.message, place)]
	}
}

type Break = ScheduleBody['breaks'][number]

function breakIssues(one: Break, path: string, body: ScheduleBody): Issue[] {
	const anchor = one.anchorDate ?? body.anchorDate ?? body.effectiveFrom
	if (one.rrule !== undefined) return ruleIssues(`${path}.rrule`, one.rrule, anchor)
	if (one.anchorDate !== undefined) {
		return [issue(`${path}.anchorDate`, 'invalid', 'Goes with rrule')]
	}
	const begin = minutesOf(body.startTime)
	const after = (time: string, least: number) => (minutesOf(time) - begin + DAY - least) % DAY
	// A break, like the hours, may run over midnight; a whole day is 24 hours, not none.
	const length = after(body.endTime, 1) + 1
	const inside = after(one.start, 0) < length && after(one.end, 1) + 1 <= length
	const ordered = after(one.start, 0) < after(one.end, 1) + 1
	if (inside && ordered) return []
	return [issue(path, 'outside_hours', 'Must lie within startTime and endTime')]
}

const DAY = 1440

function typeIssues(clinic: Clinic, ids: readonly string[]): Issue[] {
	return ids.flatMap((id, i) => {
		if (clinic.types.has(id.toLowerCase())) return []
		const message = 'The clinic has no such appointment type'
		return [issue(`appointmentTypeIds.${i}`, 'appointment_type_not_found', message)]
	})
}
