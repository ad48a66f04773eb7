import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Instant } from '../locales/format.ts'
import type { Words } from '../locales/localize.ts'
import { action } from './buttons.ts'

export interface HoldBarProps {
	start: Instant
	/** When the server lets go. */
	until: Instant
	/** Milliseconds left, by the server's clock. */
	left: number
	/** The whole length of the hold, in milliseconds. */
	length: number
	/** "Held for you with Dr Lind", "Held for one more minute", "Held until 12:11" */
	note: string
	/** The last minute: the bar turns warm. */
	low?: boolean
	/** Offered in the last minute. */
	onKeep?: (() => void) | undefined
}

/** "6:42" */
export function minutesLeft(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1000))
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

// Presentation attributes, not a style attribute: those pass a strict content security policy.
const ring = (
	share: number,
) => svg`<svg class="ring" viewBox="0 0 44 44" width="44" height="44" fill="none"
	stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true">
	<circle cx="22" cy="22" r="20.5" opacity=".22" /><circle class="sweep" cx="22" cy="22" r="20.5" pathLength="100"
		stroke-dasharray="${Math.round(share * 1000) / 10} 100" transform="rotate(-90 22 22)" /></svg>`

/** The time that is held and how long for. Screen readers hear a fixed end, not a ticking one. */
export function holdBar(words: Words, props: HoldBarProps): TemplateResult {
	const { start, until, left, length, note, low, onKeep } = props
	const time = words.time(start)
	const day = words.shortDay(words.dayOf(start))
	return html`<div class=${low ? 'hold low' : 'hold'} id="hold" tabindex="-1">
		<div class="count" role="timer" aria-live="off"
			aria-label=${words.t('held-until', { time, until: words.time(until) })}
			>${ring(Math.min(1, Math.max(0, left / length)))}<bdi dir="ltr" class="xs" aria-hidden="true">${minutesLeft(left)}</bdi></div>
		<p class="grow"><b>${day}, <bdi dir="ltr">${time}</bdi></b><span class="sm quiet">${note}</span></p>
		${low && onKeep ? action({ label: words.t('keep-it'), onClick: onKeep }) : nothing}</div>`
}
