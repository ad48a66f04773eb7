import type { AppointmentType, ClinicProfile, OfferedTime, Species } from '@vetslot/sdk'
import { addDays } from '../controls/calendar.ts'
import type { MonthCursor } from '../controls/month-grid.ts'
import type { DayPart } from '../controls/times.ts'
import type { Words } from '../locales/localize.ts'
import { formatPhone } from '../locales/phone.ts'
import { cat, dog, type Glyph, otherPet, rabbit, stethoscope } from '../theme/icons.ts'
import { visitIcons } from '../theme/visit-icons.ts'
import type { FieldError } from './fields.ts'
import type { BookingEvent } from './happenings.ts'
import { type State, typeOf, vetOf } from './state.ts'

/** What a step's template draws from. */
export interface View {
	state: State
	clinic: ClinicProfile
	words: Words
	send: (event: BookingEvent) => void
	/** Level of the step's heading. */
	level: number
	/** The container has room for the month beside the times. */
	wide: boolean
	/** By the server's clock. */
	now: number
	month: MonthCursor
	/** Parts of the day whose times are all shown. */
	expanded: Set<DayPart>
	/** Fields that were changed and left: they may complain. */
	touched: Set<string>
	/** How long the diary has kept us waiting: 1 after 4 seconds. */
	slow: boolean
	/** The keyboard leaves enough room for a footer that sticks. */
	tall: boolean
	/** Seconds until the next try by itself. */
	countdown: number
	act: (
		what: 'submit' | 'copy' | 'calendar' | 'print' | 'strip' | 'touch' | 'redraw',
		name?: string,
	) => void
}

/** A form of an animal's name: 0 the tile, 1 in a sentence, 2 many, 3 one of them. */
export const animal = (words: Words, species: Species | undefined, form: 0 | 1 | 2 | 3): string =>
	words.t(species ?? 'other').split('|')[form] ?? ''

/** One of an animal, at the start of a line: "A dog". */
export const anAnimal = ({ words, state }: View): string =>
	animal(words, state.entry.species, 3).replace(/^./u, (first) =>
		first.toLocaleUpperCase(words.locale),
	)

export const pet = ({ words, state }: View): string => animal(words, state.entry.species, 1)

const drawings: Partial<Record<Species, Glyph>> = { dog, cat, rabbit }
export const animalGlyph = (species: Species | undefined): Glyph =>
	drawings[species ?? 'other'] ?? otherPet

/** The glyph that the clinic's icon name means; the stethoscope stands in for one that we don't draw. */
export const typeGlyph = (type: AppointmentType | undefined): Glyph =>
	visitIcons[type?.icon ?? ''] ?? stethoscope

/** The clinic's phone as written and as a link. */
export function phoneOf({ clinic }: View, number = clinic.phone) {
	return { text: formatPhone(number, clinic.region), dial: number, href: `tel:${number}` }
}

/** Whether someone answers the clinic's phone at this moment. */
export function isOpen({ clinic, now }: View): boolean {
	const { now: open, changesAt } = clinic.open
	return changesAt && Date.parse(changesAt) <= now ? !open : open
}

export function priceOf(words: Words, type: AppointmentType | undefined): string | undefined {
	const price = type?.price
	const amount = price?.amount?.amount
	if (!price) return undefined
	if (price.kind === 'free') return words.t('free')
	if (!amount || Number(amount) === 0) return undefined
	const money = words.money(amount)
	return price.kind === 'fixed' || price.kind === 'package'
		? money
		: words.t('from', { price: money })
}

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
