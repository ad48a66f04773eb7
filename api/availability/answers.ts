import { LRUCache } from 'lru-cache'
import { KeptText } from '../http/kept-text.ts'

/** An answer made ready: its JSON, and until when it holds (epoch milliseconds). */
export interface Made {
	json: string
	validUntil: number
}

export interface Kept {
	text: KeptText
	version: number
	/** Epoch milliseconds, by the database's clock. */
	madeAt: number
	validUntil: number
}

/** The moment that an answer is asked for. */
export interface Moment {
	version: number
	/** Epoch milliseconds, by the database's clock. */
	now: number
}

/** Whether neither data nor clock has changed an answer. */
export function holds(kept: Kept, at: Moment): boolean {
	return kept.version === at.version && kept.madeAt <= at.now && at.now < kept.validUntil
}

/** Answers as text, by what was asked, for as long as neither data nor clock changes them. */
export class AnswerCache {
	readonly #kept = new LRUCache<string, Kept>({
		maxSize: 64 * 1024 * 1024,
		// As much again for the compressed forms.
		sizeCalculation: ({ text }, name) => text.bytes.length * 2 + name.length + 400,
	})

	/** @param name everything the answer depends on besides version and clock */
	get(name: string): Kept | undefined {
		return this.#kept.get(name)
	}

	/**
	 * The tag is of version, query, validity and text. The text counts too: two servers may have made
	 * it at different times.
	 */
	keep(name: string, at: Moment, { json, validUntil }: Made): Kept {
		const text = new KeptText(json, `${at.version} ${name} ${validUntil}`)
		const kept = { text, version: at.version, madeAt: at.now, validUntil }
		this.#kept.set(name, kept)
		return kept
	}
}
