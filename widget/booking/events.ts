import type { Step } from './state.ts'

/** What every event of the element has in common: it leaves the shadow root and bubbles. */
class VetslotEvent<T> extends CustomEvent<T> {
	constructor(name: string, detail: T) {
		super(name, { detail, bubbles: true, composed: true })
	}
}

/** The visitor is at another step. */
export class StepEvent extends VetslotEvent<{ step: Step }> {
	constructor(step: Step) {
		super('vetslot-step', { step })
	}
}

/** A time is held until an instant, or let go (`until` is null). */
export class HoldEvent extends VetslotEvent<{ start: string; until: string | null }> {
	constructor(start: string, until: string | null) {
		super('vetslot-hold', { start, until })
	}
}

/** A visit is booked, or requested (`pending`). No personal data. */
export class BookedEvent extends VetslotEvent<{
	reference: string
	start: string
	pending: boolean
}> {
	constructor(reference: string, start: string, pending: boolean) {
		super('vetslot-booked', { reference, start, pending })
	}
}

/** A sign that can't wait was ticked, and the visitor was asked to call. */
export class EmergencyEvent extends VetslotEvent<null> {
	constructor() {
		super('vetslot-emergency', null)
	}
}

/** The dialog was closed. */
export class CloseEvent extends VetslotEvent<null> {
	constructor() {
		super('vetslot-close', null)
	}
}

declare global {
	interface HTMLElementEventMap {
		'vetslot-step': StepEvent
		'vetslot-hold': HoldEvent
		'vetslot-booked': BookedEvent
		'vetslot-emergency': EmergencyEvent
		'vetslot-close': CloseEvent
	}
}
