import { html, nothing } from 'lit'
import { holdBar } from '../controls/hold-bar.ts'
import { offlineBanner } from '../controls/notes.ts'
import { header } from '../controls/shell.ts'
import { aside, type Row, summaryStrip } from '../controls/summary.ts'
import { calendar, pin, stethoscope } from '../theme/icons.ts'
import { backOf } from './machine.ts'
import { type State, type Step, screenOf, typeOf, vetOf } from './state.ts'
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
import { speciesStep } from './steps/species.ts'
import { timeButton, timeFooter, timeStep } from './steps/time.ts'
import { callbackStep, callNowStep, triageFooter, triageStep } from './steps/triage.ts'
import { errorStep, limitedStep, pausedStep } from './steps/trouble.ts'
import {
	animal,
	animalGlyph,
	detailOf,
	minutesOf,
	onText,
	phoneOf,
	type View,
	vetName,
} from './view.ts'

type Part = (view: View) => unknown

const bodies: Record<Step, Part> = {
	boot: () => nothing,
	species: speciesStep,
	types: speciesStep,
	questions: questionsStep,
	triage: triageStep,
	call_now: callNowStep,
	callback: callbackStep,
	time: timeStep,
	none_free: noneFreeStep,
	holding: () => nothing,
	details: detailsStep,
	review: reviewStep,
	booking: () => nothing,
	checking: checkingStep,
	booked: bookedStep,
	pending: pendingStep,
	time_lost: lostStep,
	error: errorStep,
	limited: limitedStep,
	paused: pausedStep,
}

const footers: Partial<Record<Step, Part>> = {
	questions: questionsFooter,
	triage: triageFooter,
	time: timeFooter,
	details: detailsFooter,
	review: reviewFooter,
}

const buttons: Partial<Record<Step, Part>> = {
	time: (view) => (view.state.entry.picked ? timeButton(view) : nothing),
	details: detailsButton,
	review: reviewButton,
}

const names = ['', 'visit', 'time', 'details', 'review'] as const

/** 1 to 4, or 0 on results. */
export function numberOf(state: State): 0 | 1 | 2 | 3 | 4 {
	const screen = screenOf(state)
	switch (screen) {
		case 'time':
		case 'none_free':
			return 2
		case 'details':
		case 'time_lost':
			return 3
		case 'review':
		case 'checking':
			return 4
		case 'booked':
		case 'pending':
		case 'call_now':
		case 'boot':
		case 'paused':
			return 0
		case 'error':
		case 'limited':
			return state.failure
				? numberOf({ ...state, step: state.failure.from, failure: undefined })
				: 1
		default:
			return 1
	}
}

export function stepHeader(view: View, onClose: (() => void) | undefined) {
	const { state, words, send } = view
	const screen = screenOf(state)
	const done = screen === 'booked' || screen === 'pending'
	if (done && !onClose) return nothing
	const number = numberOf(state)
	const name = screen === 'call_now' ? 'call-now' : names[number || 1]
	const waits = state.step === 'holding' || state.step === 'booking' || !backOf(state)
	return header(words, {
		step: done || !name ? '' : words.t(name),
		number: number || undefined,
		onBack: waits ? undefined : () => send({ type: 'BACK' }),
		onClose,
		phone: number || screen === 'paused' ? phoneOf(view) : undefined,
	})
}

const HOLD_LENGTH = 10 * 60_000
const EXTENSION = 5 * 60_000

/** The hold with its clock, or the word that there is no connection. */
export function banner(view: View) {
	const { state, words, now, send } = view
	const { hold, low, kept } = state
	const screen = screenOf(state)
	if (state.offline) return offlineBanner(words.t('offline'), words.t('offline-text'))
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
					lines: [t('minutes', { count: minutesOf(state) })],
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

export const bodyOf = (view: View) => {
	const screen = screenOf(view.state)
	return html`${strip(view)}${bodies[screen](view)}`
}

export const footerOf = (view: View): unknown => footers[screenOf(view.state)]?.(view)
