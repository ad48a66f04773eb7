import type { Minute, Question, Reason } from './model.ts'

/** One rule applied to one start. */
export interface RuleOutcome extends Reason {
	passed: boolean
}

/** Every rule a start passes or fails, for each vet asked about. */
export function explainStart(
	_question: Question,
	_start: Minute,
	_vetId: string | null = null,
): RuleOutcome[] {
	throw new Error('not yet')
}
