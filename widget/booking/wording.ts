import type { OfferedTime, Species } from '@vetslot/sdk'
import { addDays } from '../controls/dates.ts'
import type { Words } from '../locales/localize.ts'
import { wallTime } from '../locales/wall.ts'
import { type FieldError, textOf } from './fields.ts'
import { type State, typeOf, vetOf } from './state.ts'
import { animal, lengthText, pet, priceOf, type View } from './view.ts'

/** One of an animal, at the start of a line: "A dog". */
export const anAnimal = ({ words, state }: View): string =>
	animal(words, state.entry.species, 3).replace(/^./u, (first) =>
		first.toLocaleUpperCase(words.locale),
	)

/** How long the visit takes with everything that was answered. */
export const minutesOf = (state: State): number =>
	state.diary?.minutes ?? state.next?.durationMinutes ?? typeOf(state)?.durationMinutes ?? 0

/** "20 min", with everything that was answered. */
export const lengthOf = ({ state, words }: Pick<View, 'state' | 'words'>): string =>
	lengthText(words, typeOf(state), minutesOf(state))

/** "Bring at 08:25, collect between 15:30 and 18:00"; undefined where the animal isn't left. */
export function stayText(view: View, start: string): string | undefined {
	const hours = collectHours(view)
	return hours && view.words.t('bring-collect', { time: view.words.time(start), ...hours })
}

/** When an animal that stays goes home. */
export function collectHours({ state, words }: View): { from: string; until: string } | undefined {
	const stay = typeOf(state)?.dayStay
	const { locale } = words
	return stay
		? { from: wallTime(locale, stay.collectFrom), until: wallTime(locale, stay.collectUntil) }
		: undefined
}

/** "20 min · £58" */
export function detailOf({ state, words }: View): string {
	const length = lengthOf({ state, words })
	const price = priceOf(words, typeOf(state))
	return price ? `${length} · ${price}` : length
}

/** "Milo", or "your dog" before the name is known. */
export const petName = (view: View): string =>
	textOf(view.state.entry.fields.pet) || view.words.t('your', { pet: pet(view) })

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
