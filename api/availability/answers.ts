import { LRUCache } from 'lru-cache'
import { etagOf } from '../http/etag.ts'

export interface Answer {
	json: string
	/**
	 * Of version, query and text. The text counts too: a day's word may change by the clock alone,
	 * while the times and their validity stay.
	 */
	etag: string
}

interface Kept extends Answer {
	version: number
	/** Epoch milliseconds. */
	madeAt: number
	validUntil: number
}

/** The moment that an answer is asked for. */
export interface Moment {
	version: number
	/** Epoch milliseconds, by the database's clock. */
	now: number
}

/** Answers as text, by what was asked, for as long as neither data nor clock changes them. */
export class AnswerCache {
	readonly #kept = new LRUCache<string, Kept>({
		maxSize: 64 * 1024 * 1024,
		sizeCalculation: (kept, name) => kept.json.length + name.length + 200,
	})

	/**
	 * @param name everything the answer depends on besides version and clock
	 * @param make the answer's body, and until when it holds (epoch milliseconds)
	 */
	async get(
		name: string,
		at: Moment,
		make: () => Promise<{ body: unknown; validUntil: number }>,
	): Promise<Answer> {
		const kept = this.#kept.get(name)
		const fresh = kept?.version === at.version && kept.madeAt <= at.now && at.now < kept.validUntil
		if (kept && fresh) return kept
		const { body, validUntil } = await make()
		const json = JSON.stringify(body)
		const answer = { json, etag: etagOf(`${at.version} ${name} ${validUntil} ${json}`) }
		this.#kept.set(name, { ...answer, version: at.version, madeAt: at.now, validUntil })
		return answer
	}
}
