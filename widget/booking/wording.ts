import type { OfferedTime, Species } from '@vetslot/sdk'
import { addDays } from '../controls/dates.ts'
import type { Words } from '../locales/localize.ts'
import type { FieldError } from './fields.ts'
import { type State, typeOf, vetOf } from './state.ts'
import { animal, priceOf, type View } from './view.ts'

/** One of an animal, at the start of a line: "A dog". */
export const anAnimal = ({ words, state }: View): string =>
	animal(words, state.entry.species, 3).replace(/^./u, (first) =>
		first.toLocaleUpperCase(words.locale),
	)

/** How long the visit takes with everything that was answered. */
export const minutesOf = (state: State): number =>
	state.diary?.minutes ?? state.next?.durationMinutes ?? typeOf(state)?.durationMinutes ?? 0

/** "20 min · £58" */
export function detailOf({ state, words }: View): string {
	const length = words.t('minutes', { count: minutesOf(state) })
	const price = priceOf(words, typeOf(state))
	return price ? `${length} · ${price}` : length
}

/** The clinic's calendar day at this moment. */
export const todayOf = ({ words, now }: View): string => words.dayOf(new Date(now).toISOString())

/** "Today", "Tomorrow", or "Thu 5 Nov"; `inside` a sentence with a small letter. */
export function dayWord(view: View, day: string, inside = false): string {
	const { words } = view
	const today = todayOf(view)
	if (day === today) return words.t(inside ? 'today-short' : 'today')
	if (day === addDays(today, 1)) return words.t(inside ? 'tomorrow-short' : 'tomorrow')
	return words.shortDay(day)
}

export const vetName = (state: State, id: string | null | undefined): string =>
	vetOf(state, id)?.shortName ?? ''

/** "Thu 5 Nov, 10:40" */
export const onText = ({ words }: View, { start }: OfferedTime): string =>
	words.t('on', { day: words.shortDay(start.slice(0, 10)), time: words.time(start) })

/** The sentence for what is wrong with a field; `short` for the summary. */
export function errorText({ words }: View, error: FieldError, short = false): string {
	const { t } = words
	switch (error.key) {
		case 'said':
			return error.text
		case 'need-pet':
			return t('need-pet', { pet: animal(words, error.species as Species, 1) })
		case 'too-long':
			return t('characters-over', { count: error.count })
		case 'out-of-range':
			return t('out-of-range', { min: error.min, max: error.max })
		case 'need-digits':
			return t('need-digits', { count: error.count })
		case 'short-phone': {
			if (short) return t('check-phone')
			const digits = t(error.region === 'GB' ? 'digits-GB' : 'digits-US')
			return `${t('short-phone', { count: error.count })} ${digits}`
		}
		default:
			return t(error.key)
	}
}

/** "one", "three", or "12". */
export const inWords = ({ t }: Words, count: number): string =>
	t('numbers-in-words').split(',')[count - 1] ?? String(count)
