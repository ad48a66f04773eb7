import { html, nothing, type TemplateResult } from 'lit'
import type { ConsoleView } from '../console-view.ts'
import { writeRoute } from '../route.ts'
import './profile-section.ts'
import './resources-section.ts'
import { SetupSection } from './section.ts'
import './type-editor.ts'
import './types-section.ts'
import './website-section.ts'

const SECTIONS = ['profile', 'visits', 'rooms', 'website'] as const

/** How the clinic is set up: itself, what can be booked, people and rooms, its website. */
export class SetupView extends SetupSection {
	#section: ConsoleView | undefined

	override get dirty(): boolean {
		return this.#section?.dirty ?? false
	}

	#current(): (typeof SECTIONS)[number] {
		const [name] = this.route.path
		return SECTIONS.find((one) => one === name) ?? 'profile'
	}

	/** The element of the part that the address names; kept while only its query changes. */
	#shown(): ConsoleView {
		const name = this.#current()
		const editing = name === 'visits' && this.route.path.length > 1
		const tag = `vetslot-clinic-setup-${editing ? 'visit' : name}`
		if (this.#section?.localName !== tag) {
			this.#section = document.createElement(tag) as ConsoleView
		}
		Object.assign(this.#section, { desk: this.desk, route: this.route })
		return this.#section
	}

	protected override render(): TemplateResult {
		const now = this.#current()
		return html`<div class="page"><nav class="tabs" aria-label=${this.say('sections')}>${SECTIONS.map(
			(name) =>
				html`<a href=${writeRoute({ view: this.route.view, path: [name], query: {} })}
					aria-current=${name === now ? 'page' : nothing}>${this.say(name)}</a>`,
		)}</nav>${this.#shown()}</div>`
	}
}

customElements.define('vetslot-clinic-setup', SetupView)
