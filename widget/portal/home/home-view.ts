import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { mapOf } from '../../controls/directions.ts'
import { subhead } from '../../controls/shell.ts'
import type { Translate } from '../../locales/localize.ts'
import { formatPhone } from '../../locales/phone.ts'
import { calendarAdd, icon, phone, route } from '../../theme/icons.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { homeStyles } from './home.styles.ts'
import { homeMessages } from './messages.ts'

/** The next visit first, then what is due, then the pets. */
export class HomeView extends PortalView {
	static override styles = [...viewStyles, homeStyles]
	#say: Translate<typeof homeMessages> | undefined

	get say(): Translate<typeof homeMessages> {
		this.#say ??= this.portal.speak(homeMessages)
		return this.#say
	}

	override get heading(): string {
		const { owner, t } = this.portal
		return owner ? t('hello', { name: firstName(owner.name) }) : this.label
	}

	override get above(): undefined {
		return undefined
	}

	protected override render(): TemplateResult {
		return html`<div class="stack">${this.#clinic()}${button('primary', {
			label: this.say('book-a-visit'),
			glyph: calendarAdd,
			onClick: () => this.portal.book(),
		})}</div>`
	}

	#clinic() {
		const { clinic, t } = this.portal
		const number = formatPhone(clinic.phone, clinic.region)
		return html`<section class="part">${subhead(this.level, this.say('at-the-clinic'), undefined, true)}
			<div class="box rows"><a class="row" href="tel:${clinic.phone}"><span class="tile">${icon(phone)}</span
			><span class="grow"><b>${t('call', { phone: number })}</b></span></a><a class="row" href=${mapOf(clinic.address)}
			target="_blank" rel="noopener"><span class="tile">${icon(route)}</span><span class="grow"><b>${this.say('directions')}</b
			><span class="sm quiet">${clinic.address.join(', ')}</span></span></a></div></section>`
	}
}

/** What people are called by: "Sam" out of "Sam Carver". */
const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

customElements.define('vetslot-portal-home', HomeView)
