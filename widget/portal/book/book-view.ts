import { html, type TemplateResult } from 'lit'
import type { Preset } from '../../booking/owner/happenings.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'

const TAG = 'vetslot-booking'
const GIVE_UP_MS = 20_000
let tries = 0

/** The booking's code is another script's, which the page may have loaded by itself. */
export async function loadBooking(): Promise<void> {
	if (customElements.get(TAG)) return
	// A script that failed is not run again under the same address.
	const again = tries++ ? `?${tries}` : ''
	await import(new URL(`../vetslot.js${again}`, import.meta.url).href)
	const late = new Promise((_, reject) => setTimeout(reject, GIVE_UP_MS))
	await Promise.race([customElements.whenDefined(TAG), late])
}

/** The booking, inside the portal. */
export class BookView extends PortalView {
	static override styles = viewStyles
	/** From the address as it was when the booking began: it is not begun anew. */
	get #preset(): Preset {
		const { pet: petId, type: appointmentTypeId } = this.route.query
		return { petId, appointmentTypeId }
	}

	protected override render(): TemplateResult {
		const { booking, owner, client } = this.portal
		const { key, api, theme, locale } = booking
		return html`<vetslot-booking clinic-key=${key} api=${api} theme=${theme} locale=${locale} surface="bare"
			heading-level=${this.level} .owner=${owner && client} .preset=${this.#preset}></vetslot-booking>`
	}
}

customElements.define('vetslot-portal-book', BookView)
