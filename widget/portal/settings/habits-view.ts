import type { BookingPreferences } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { wallTime } from '../../locales/wall.ts'
import { PortalView } from '../portal-view.ts'
import { settingsMessages } from './messages.ts'
import { settingsStyles } from './settings.styles.ts'

type Learned = NonNullable<BookingPreferences['learned']>

/** A Monday, to name the days of a week by. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/** What was learned from somebody's visits, which they may have forgotten. */
export class HabitsView extends PortalView {
	static override styles = settingsStyles
	readonly #form = new Form(this, {})
	readonly #kept = new Loaded<BookingPreferences>(this, (signal) =>
		this.portal.client.preferences.read({ signal }),
	)

	override connectedCallback(): void {
		super.connectedCallback()
		this.reread()
	}

	override reread(): void {
		void this.#kept.load()
	}

	get #say() {
		return this.portal.speak(settingsMessages)
	}

	/** Forgets, and goes on to learn from later visits or not. */
	async #forget(isLearning: boolean, done: string): Promise<void> {
		const { preferences } = this.portal.client
		const change = async () => this.#kept.set(await preferences.forget({ isLearning }))
		if (!(await this.#form.send(null, change))) return
		this.portal.toast({ text: done })
		await this.updateComplete
		// The button that was pressed is gone, or means something else.
		this.portal.focusTitle()
	}

	protected override render(): TemplateResult {
		return html`<div class="stack narrow">${this.#form.alert()}${this.#kept.draw((kept) =>
			kept.isLearning ? this.#on(kept.learned) : this.#off(),
		)}</div>`
	}

	#on(learned: Learned | null): TemplateResult {
		const t = this.#say
		const facts = learned ? this.#facts(learned) : []
		const { busy } = this.#form
		const forget = () => void this.#forget(true, t('habits-forgotten'))
		const stop = () => void this.#forget(false, t('habits-stopped'))
		return html`<p class="lead">${t('habits-lead')}</p>${
			facts.length > 0
				? html`<dl class="box known">${facts.map(([name, text]) => html`<div><dt class="sm quiet">${name}</dt><dd>${text}</dd></div>`)}</dl>
					<p class="sm quiet">${t('habits-from', { count: learned?.visits ?? 0 })}</p>`
				: html`<p class="quiet">${t('habits-none')}</p>`
		}<div class="stack tight">${facts.length > 0 ? button('secondary', { label: t('habits-forget'), onClick: forget, busy }) : nothing}
			${button('quiet', { label: t('habits-stop'), onClick: stop, busy })}</div>`
	}

	#off(): TemplateResult {
		const t = this.#say
		const begin = () => void this.#forget(true, t('habits-begun'))
		return html`<p class="lead">${t('habits-off')}</p>
			${button('secondary', { label: t('habits-begin'), onClick: begin, busy: this.#form.busy })}`
	}

	/** In words, and only what there is; who has left the clinic is nobody's usual vet. */
	#facts({ veterinarianIds, appointmentTypeIds, weekdays, times }: Learned): [string, string][] {
		const { clinic, words } = this.portal
		const t = this.#say
		const wall = (at: string) => wallTime(words.locale, at)
		const named = <T extends { id: string }>(ids: string[], all: T[], nameOf: (one: T) => string) =>
			ids.flatMap((id) => all.filter((one) => one.id === id).map(nameOf))
		const vets = named(veterinarianIds, clinic.veterinarians, ({ shortName }) => shortName)
		const types = named(appointmentTypeIds, clinic.appointmentTypes, ({ name }) => name)
		const days = weekdays.map((day) =>
			words.weekday(new Date(MONDAY + day * DAY_MS).toISOString().slice(0, 10)),
		)
		const hours = times.map(({ from, to }) =>
			t('habits-between', { from: wall(from), to: wall(to) }),
		)
		const all: [string, string[]][] = [
			[t('habits-vet'), vets],
			[t('habits-day'), days],
			[t('habits-time'), hours],
			[t('habits-type'), types],
		]
		return all.flatMap(([name, list]) => (list.length > 0 ? [[name, words.list(list)]] : []))
	}
}

customElements.define('vetslot-portal-habits', HabitsView)
