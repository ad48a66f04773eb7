interface Sample {
	/** Database's milliseconds minus ours. */
	offset: number
	/** How far it may be off, half of the round trip. */
	error: number
	/** When it was confirmed last, by our clock. */
	at: number
}

/**
 * What the database's clock says, known from answers that carried its time. The sharpest answer
 * counts for as long as later ones agree with it: a process that was busy notices answers late, and
 * would believe every one of those a little less.
 */
export class DatabaseClock {
	#best: Sample | undefined

	/**
	 * @param theirs epoch milliseconds of the answer
	 * @param asked when it was asked for, `answered` when it was here, by a clock of ours
	 */
	measure(theirs: number, asked: number, answered: number): void {
		const error = (answered - asked) / 2
		const offset = theirs - (asked + error)
		const best = this.#best
		// The milliseconds are cut off, hence the one.
		const agrees = best && Math.abs(best.offset - offset) <= error + 1
		const kept = agrees && best.error < error ? best : { offset, error }
		this.#best = { ...kept, at: asked }
	}

	/** Epoch milliseconds; undefined without an answer that was asked for since `since`. */
	now(ours: number, since: number): number | undefined {
		return this.#best && this.#best.at >= since ? ours + this.#best.offset : undefined
	}
}
