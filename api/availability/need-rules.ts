/** How explanations tell of caps, and of people, rooms and equipment besides the vet. */
import type { Minute } from '../time/interval.ts'
import type { Cap } from './caps.ts'
import type { Reason, ReasonCode } from './model.ts'
import { type Need, type Needs, type Stay, serveInTurn } from './needs.ts'

interface Outcome extends Reason {
	passed: boolean
}

/** One outcome for each cap; they do not depend on who takes the visit. */
export function capRules({ caps }: Needs, start: Minute): Outcome[] {
	return caps.map((cap) => capRule(cap, start))
}

function capRule(cap: Cap, start: Minute): Outcome {
	const { resourceId, points, per, capacity } = cap
	if (!cap.isOpen(start)) {
		const message = `Nothing of this kind is done at that time of that ${per}`
		return { code: 'cap_closed', passed: false, vetId: null, data: { resourceId }, message }
	}
	const { from, until, lanes } = cap.free(start)
	const passed = lanes.length >= points
	const left = `${lanes.length} of ${capacity}`
	return {
		code: per === 'day' ? 'day_full' : 'hour_full',
		passed,
		vetId: null,
		data: { resourceId, needed: points, free: lanes.length, capacity, from, until },
		message: passed
			? `The ${per} has places left: ${left}`
			: `The ${per} is full: ${left} places are left, the visit takes ${points}`,
	}
}

const WORDS: Record<Need['kind'], { code: ReasonCode; name: string }> = {
	room: { code: 'room_not_free', name: 'room' },
	equipment: { code: 'equipment_not_free', name: 'equipment' },
	person: { code: 'person_not_free', name: 'further person' },
}

/** One outcome for each need, served beside those before it. */
export function needRules({ parts }: Needs, stay: Stay): Outcome[] {
	const served = serveInTurn(parts, stay)
	return parts.map(({ kind, wanted }, i) => {
		const one = served[i] ?? null
		const { code, name } = WORDS[kind]
		const names = wanted.join(' or ')
		return {
			code,
			passed: one !== null,
			vetId: stay.vetId,
			data: { wanted, resourceId: one?.resourceId ?? null },
			message: one ? `There is free ${name}: ${names}` : `No ${name} is free: ${names}`,
		}
	})
}
