import { html, nothing } from 'lit'
import { offlineBanner } from '../controls/notes.ts'
import { header, title } from '../controls/shell.ts'
import { listSkeleton, timeSkeleton } from '../controls/skeleton.ts'
import { arrived } from './code.ts'
import { backOf } from './machine.ts'
import { type State, type Step, screenOf, tickedLevel, typeOf } from './state.ts'
import { speciesStep } from './steps/species.ts'
import { callNowStep, triageFooter, triageStep } from './steps/triage.ts'
import { errorStep, limitedStep, pausedStep } from './steps/trouble.ts'
import { callNow, isOpen, pet, phoneOf, type View } from './view.ts'

export type Parts = Partial<Record<Step, (view: View) => unknown>>

const bodies: Parts = {
	species: speciesStep,
	types: speciesStep,
	triage: triageStep,
	call_now: callNowStep,
	error: errorStep,
	limited: limitedStep,
	paused: pausedStep,
}

const footers: Parts = { triage: triageFooter }

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
		case 'called':
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

/** Until the signs are answered, and after amber ones, it is the one who can help now. */
function headerCall(view: View, number: number) {
	if (number === 1 || tickedLevel(view.state, 'amber')) {
		const call = callNow(view)
		return number
			? { ...call, text: call.night ? `${call.name}, ${call.text}` : call.text }
			: undefined
	}
	return isOpen(view) && (number || view.state.step === 'paused') ? phoneOf(view) : undefined
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
		phone: headerCall(view, number),
	})
}

/** The word that there is no connection, or the hold with its clock. */
export function banner(view: View) {
	const { state, words } = view
	if (state.offline) return offlineBanner(words.t('offline'), words.t('offline-text'))
	return arrived()?.holdBanner(view)
}

/** Whether a step can't be drawn before the later steps' code is there. */
export const isComing = (step: Step): boolean => !bodies[step] && !arrived()

/** A step whose code is still on its way: its title, and the shape of what will be below. */
function comingStep(view: View) {
	const { words, level, state } = view
	const { t } = words
	const screen = screenOf(state)
	if (screen === 'questions' || screen === 'callback')
		return html`${title(level, screen === 'callback' ? typeOf(state)?.name : t('a-little-more'))}${listSkeleton()}`
	const heading = tickedLevel(state, 'amber') ? t('see-today', { pet: pet(view) }) : t('when-suits')
	return html`${title(level, heading)}${timeSkeleton(t('checking-diary'))}`
}

export function bodyOf(view: View): unknown {
	const screen = screenOf(view.state)
	const later = arrived()
	const body = later?.bodies[screen] ?? bodies[screen] ?? comingStep
	return html`${later?.strip(view)}${body?.(view)}`
}

export function footerOf(view: View): unknown {
	const screen = screenOf(view.state)
	return (arrived()?.footers[screen] ?? footers[screen])?.(view)
}

export const asideOf = (view: View): unknown => arrived()?.summaryAside(view)
