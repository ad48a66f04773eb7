import { nothing } from 'lit'
import { holdBar } from '../controls/hold-bar.ts'
import { aside, type Row, summaryStrip } from '../controls/summary.ts'
import { calendar, pin, stethoscope } from '../theme/icons.ts'
import type { Parts } from './frame.ts'
import { type Step, screenOf, typeOf, vetOf } from './state.ts'
import { callbackStep, calledStep } from './steps/callback.ts'
import { detailsButton, detailsFooter, detailsStep } from './steps/details.ts'
import { lostStep } from './steps/lost.ts'
import { noneFreeStep } from './steps/none-free.ts'
import { questionsFooter, questionsStep } from './steps/questions.ts'
import { bookedStep, pendingStep } from './steps/results.ts'
import {
	checkingStep,
	freeUntil,
	reviewButton,
	reviewFooter,
	reviewStep,
	totalOf,
} from './steps/review.ts'
import { timeButton, timeFooter, timeStep } from './steps/time.ts'
import { animal, animalGlyph, type View } from './view.ts'
import { detailOf, lengthOf, onText, stayText, vetName } from './wording.ts'

export const bodies: Parts = {
	questions: questionsStep,
	callback: callbackStep,
	called: calledStep,
	time: timeStep,
	none_free: noneFreeStep,
	details: detailsStep,
	review: reviewStep,
	checking: checkingStep,
	booked: bookedStep,
	pending: pendingStep,
	time_lost: lostStep,
}

export const footers: Parts = {
	questions: questionsFooter,
	time: timeFooter,
	details: detailsFooter,
	review: reviewFooter,
}

const buttons: Parts = {
	time: (view) => (view.state.entry.picked ? timeButton(view) : nothing),
	details: detailsButton,
	review: reviewButton,
}

const HOLD_LENGTH = 10 * 60_000
const EXTENSION = 5 * 60_000

/** The hold with its clock, beside what is typed. */
export function holdBanner(view: View) {
	const { state, words, now, send } = view
	const { hold, low, kept } = state
	const screen = screenOf(state)
	if (!hold || (screen !== 'details' && screen !== 'review')) return nothing
	const until = words.time(hold.expiresAt)
	const last = low && hold.extensionsLeft > 0
	const note = kept
		? words.t('held-to', { time: until })
		: low
			? words.t('one-more-minute')
			: words.t('held-with', { vet: vetName(state, hold.veterinarianId) })
	return holdBar(words, {
		start: hold.start,
		until: hold.expiresAt,
		left: Date.parse(hold.expiresAt) - now,
		length: kept ? EXTENSION : HOLD_LENGTH,
		note,
		low,
		onKeep: last ? () => send({ type: 'EXTEND' }) : undefined,
	})
}

const summarised: readonly Step[] = ['time', 'none_free']
const beside: readonly Step[] = ['time', 'none_free', 'details', 'review']

/** What was chosen so far, above the step in narrow containers. */
export function strip(view: View) {
	const { state, words, send } = view
	if (!summarised.includes(screenOf(state))) return nothing
	return summaryStrip(words, {
		glyph: animalGlyph(state.entry.species),
		title: typeOf(state)?.name ?? '',
		detail: detailOf(view),
		onChange: () => send({ type: 'CHANGE' }),
	})
}

/** The same beside the step in wide containers, with the step's button. */
export function summaryAside(view: View) {
	const { state, words, clinic } = view
	const screen = screenOf(state)
	if (!beside.includes(screen)) return undefined
	const { t } = words
	const time = screen === 'time' ? state.entry.picked : (state.hold ?? state.entry.picked)
	const vet = vetOf(state, time?.veterinarianId)
	const until = freeUntil(view)
	const rows: Row[] = time
		? [
				{
					glyph: calendar,
					title: onText(view, time),
					lines: [stayText(view, time.start) ?? lengthOf(view)],
				},
				{ glyph: stethoscope, title: vet?.name, lines: [vet?.title] },
				{ glyph: pin, title: clinic.address[0], lines: [clinic.address.slice(1).join(', ')] },
			]
		: []
	const total = totalOf(view)
	const detail = until ? t('free-short', { day: words.longDay(words.dayOf(until)) }) : total?.detail
	return aside({
		heading: t('your-visit'),
		visit: {
			glyph: animalGlyph(state.entry.species),
			title: typeOf(state)?.name ?? '',
			detail: t('for-a', { pet: animal(words, state.entry.species, 3) }),
		},
		rows,
		total: total && { ...total, detail },
		button: buttons[screen]?.(view),
	})
}
