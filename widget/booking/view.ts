import type { AppointmentType, ClinicProfile, Species } from '@vetslot/sdk'
import { addDays } from '../controls/dates.ts'
import type { MonthCursor } from '../controls/month-cursor.ts'
import type { DayPart } from '../controls/times.ts'
import type { Words } from '../locales/localize.ts'
import { formatPhone } from '../locales/phone.ts'
import { cat, dog, type Glyph, otherPet, rabbit, stethoscope } from '../theme/icons.ts'
import { visitIcons } from '../theme/visit-icons.ts'
import type { BookingEvent } from './happenings.ts'
import type { State } from './state.ts'

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

/** Who to call now: the clinic while it is open, else its out-of-hours provider if it names one. */
export function callNow(view: View) {
	const { clinic } = view
	const night = !isOpen(view) && clinic.outOfHours
	return { ...(night || clinic), ...phoneOf(view, (night || clinic).phone), night: !!night }
}

/** Who answers a call at this moment, by name, while it is not the clinic; else nothing. */
export function whoAnswers(view: View): string {
	const { name, text, night } = callNow(view)
	return night ? view.words.t('night-answers', { name, phone: text }) : ''
}

/** "We answer the phone from 08:15 tomorrow." while the clinic is closed; else nothing. */
export function phoneFrom(view: View): string {
	const { changesAt } = view.clinic.open
	if (isOpen(view) || !changesAt || Date.parse(changesAt) <= view.now) return ''
	return view.words.t('phone-from', { time: soonText(view, changesAt) })
}

/** "17:00", "08:15 tomorrow", "08:15 Monday" */
export function soonText({ words, now }: View, at: string): string {
	const today = words.dayOf(new Date(now).toISOString())
	const day = words.dayOf(at)
	const [tomorrow, inAWeek] = [addDays(today, 1), addDays(today, 7)]
	const named = day < inAWeek ? words.weekday(day) : words.shortDay(day)
	const on = day === today ? '' : day === tomorrow ? words.t('tomorrow-short') : named
	return `${words.time(at)} ${on}`.trim()
}

/** "20 min", or that the animal stays with the clinic. */
export const lengthText = (words: Words, type: AppointmentType | undefined, count: number) =>
	type?.dayStay ? words.t('stays-day') : words.t('minutes', { count })

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
