import type { Step } from './state.ts'

/** What the element tells its page, by name, with the detail of each. No personal data. */
export interface BookingEvents {
	/** The visitor is at another step. */
	'vetslot-step': { step: Step }
	/** A time is held until an instant, or let go (`until` is null). */
	'vetslot-hold': { start: string; until: string | null }
	/** A visit is booked, or requested (`pending`). */
	'vetslot-booked': { reference: string; start: string; pending: boolean }
	/** A sign that can't wait was ticked, and the visitor was asked to call. */
	'vetslot-emergency': null
	/** The dialog was closed. */
	'vetslot-close': null
}

type Told = { [Name in keyof BookingEvents]: CustomEvent<BookingEvents[Name]> }

/** Tells the page; the event leaves the shadow root and bubbles. */
export function tell<Name extends keyof BookingEvents>(
	from: EventTarget,
	name: Name,
	detail: BookingEvents[Name],
): void {
	from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
}

declare global {
	interface HTMLElementEventMap extends Told {}
}
