import type { Candidate, Minute, Question, SlotsAnswer, StartCheck } from './model.ts'

/** Every start that can be booked, by local day and vet. */
export function findSlots(_question: Question): SlotsAnswer {
	throw new Error('not yet')
}

/** Whether one start can be booked: exactly the starts of `findSlots` can. */
export function checkStart(
	_question: Question,
	_start: Minute,
	_vetId: string | null = null,
): StartCheck {
	throw new Error('not yet')
}

/** Everyone who can take a start, in the order of assignment. */
export function candidatesAt(_question: Question, _start: Minute): Candidate[] {
	throw new Error('not yet')
}

/** The first start of the days asked for. */
export function nextFree(_question: Question): Candidate | null {
	throw new Error('not yet')
}
