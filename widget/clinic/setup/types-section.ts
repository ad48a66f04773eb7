import type { ClinicType } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Loaded } from '../../frame/loaded.ts'
import { plus } from '../../theme/icons.ts'
import { writeRoute } from '../route.ts'
import { SetupSection } from './section.ts'

/** Everything that can be booked, and what is not in use any more. */
export class TypesSection extends SetupSection {
	readonly #types = new Loaded(this, (signal) => this.desk.client.types.list({ signal }))

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#types.load()
	}

	#to(id: string): string {
		return writeRoute({ view: this.route.view, path: ['visits', id], query: {} })
	}

	#row(type: ClinicType): TemplateResult {
		const { say } = this
		const { id, name, durationMinutes: count, mode, active, isDefault } = type
		const state = [say(active ? 'in-use' : 'not-in-use'), ...(isDefault ? [say('is-default')] : [])]
		return html`<tr class=${active ? '' : 'off'}><th scope="row">${name}</th>
			<td data-label=${say('group')}>${type.group}</td>
			<td data-label=${say('length')}>${say('minutes', { count })}</td>
			<td data-label=${say('how')}>${say(`mode-${mode}`)}</td>
			<td data-label=${say('state')}>${state.join(', ')}</td>
			<td class="acts">${action({ label: say('edit'), name: say('edit-name', { name }), href: this.#to(id) })}</td></tr>`
	}

	protected override render(): unknown {
		const { say } = this
		return html`<div class="stack"><div class="buttons">${button('secondary', { label: say('add-visit'), glyph: plus, href: this.#to('new') })}</div>
			${this.#types.draw(
				({
					types,
				}) => html`<div class="table" tabindex="0" role="region" aria-labelledby="visits"><table>
				<caption id="visits">${say('visits')}</caption>
				<thead><tr><th scope="col">${say('visit-name')}</th><th scope="col">${say('group')}</th><th scope="col">${say('length')}</th>
					<th scope="col">${say('how')}</th><th scope="col">${say('state')}</th><td></td></tr></thead>
				<tbody>${types.map((type) => this.#row(type))}</tbody></table></div>`,
			)}</div>`
	}
}

customElements.define('vetslot-clinic-setup-visits', TypesSection)
