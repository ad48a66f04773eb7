import { derivesColours } from '../theme/colours.ts'
import { fetchLater } from './code.ts'
import { VetslotBooking } from './element.ts'

declare global {
	interface HTMLElementTagNameMap {
		'vetslot-booking': VetslotBooking
	}
}

/** Defines `<vetslot-booking>` unless an older copy of the script did: the first one stays. */
export function defineBooking(tag = 'vetslot-booking'): void {
	if (!customElements.get(tag)) customElements.define(tag, VetslotBooking)
}

/** The plain colours of browsers that can't derive them come with the later steps. */
export async function loadWhatIsMissing(): Promise<void> {
	if (!derivesColours()) await fetchLater()
}
