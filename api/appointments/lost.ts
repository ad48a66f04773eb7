import { SQLSTATE, sqlStateOf } from '../database/sqlstate.ts'
import { Problem } from '../http/problem.ts'

/** Another lane, room or vet is tried so often; then someone else simply was faster. */
const TRIES = 3

/** Somebody took what we had seen free. Another try may find another lane, room or vet. */
export class Lost extends Problem {
	constructor() {
		super('slot_taken')
	}
}

/**
 * Runs a whole transaction again when it lost a race: its locks are gone then, so that those of the
 * next try can be taken in order. Three tries; the last one's refusal stands.
 *
 * @param transaction told whether it is a further try, which had better lock more
 */
export async function tryAgain<T>(transaction: (wide: boolean) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await transaction(attempt > 1)
		} catch (error) {
			if (attempt === TRIES || !isLost(error)) throw error
		}
	}
}

/** Also when two drew one booking reference, or one intent came twice: the unique keys tell. */
function isLost(error: unknown): boolean {
	return error instanceof Lost || sqlStateOf(error) === SQLSTATE.uniqueViolation
}
