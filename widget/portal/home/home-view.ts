import type { OwnerHome } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { resultsStyles } from '../../controls/results.styles.ts'
import { Loaded } from '../../frame/loaded.ts'
import type { LocalDate } from '../../locales/format.ts'
import type { Translate } from '../../locales/localize.ts'
import { calendarAdd } from '../../theme/icons.ts'
import { Photos } from '../photos.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { firstName } from '../words.ts'
import { comingUp } from './coming-up.ts'
import { homeStyles } from './home.styles.ts'
import { homeMessages } from './messages.ts'
import { nextVisit } from './next-visit.ts'
import { yourPets } from './pets.ts'
import { homeSkeleton } from './skeleton.ts'

/** The next visit first, then what is due, then the pets. */
export class HomeView extends PortalView {
	static override styles = [...viewStyles, resultsStyles, homeStyles]
	readonly home = new Loaded<OwnerHome>(this, (signal) => this.#read(signal))
	readonly photos = new Photos(this)
	#say: Translate<typeof homeMessages> | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		void this.home.load()
	}

	get say(): Translate<typeof homeMessages> {
		this.#say ??= this.portal.speak(homeMessages)
		return this.#say
	}

	/** The clinic's. */
	get today(): LocalDate {
		return this.portal.words.dayOf(new Date().toISOString())
	}

	override get heading(): string {
		const { owner, t } = this.portal
		return owner ? t('hello', { name: firstName(owner.name) }) : this.label
	}

	override get above(): undefined {
		return undefined
	}

	override reread(): void {
		void this.home.load()
	}

	async #read(signal: AbortSignal): Promise<OwnerHome> {
		const home = await this.portal.client.home({ signal })
		this.portal.keep(
			home.visits.map(({ start, veterinarian, pets }) => ({
				start,
				vet: veterinarian.shortName,
				pets: pets.map(({ name }) => name),
			})),
		)
		return home
	}

	protected override render(): TemplateResult {
		return html`<div class="home">${this.home.draw((home) => this.#all(home), homeSkeleton())}${this.#book()}</div>`
	}

	#all(home: OwnerHome) {
		return html`<div class="side visits-side">${nextVisit(this, home)}${comingUp(this, home.due)}</div
			><div class="side">${yourPets(this, home.pets)}</div>`
	}

	#book() {
		return html`<div class="book">${button('primary', {
			label: this.say('book-a-visit'),
			glyph: calendarAdd,
			onClick: () => this.portal.book(),
		})}</div>`
	}
}

customElements.define('vetslot-portal-home', HomeView)
