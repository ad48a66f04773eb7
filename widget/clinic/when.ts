import type { Words } from '../locales/localize.ts'

/** "Thu 5 Nov, 10:40", in the clinic's zone. */
export function whenText(words: Words, instant: string): string {
	return `${words.shortDay(words.dayOf(instant))}, ${words.time(instant)}`
}
