import { VetslotBooking } from './element.ts'

export { setApi } from './api.ts'

declare global {
	interface HTMLElementTagNameMap {
		'vetslot-booking': VetslotBooking
	}
}

/** Defines `<vetslot-booking>` unless an older copy of the script did: the first one stays. */
export function defineBooking(tag = 'vetslot-booking'): void {
	if (!customElements.get(tag)) customElements.define(tag, VetslotBooking)
}
