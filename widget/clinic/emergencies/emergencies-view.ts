import type { Emergencies, Emergency } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Loaded } from '../../frame/loaded.ts'
import { calendarOff, pulse } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { shortName } from '../words.ts'
import { openPause, openPlan, openRecord } from './open.ts'
import { callerText, type Say, sayOf, whatText } from './speech.ts'

interface Shown {
	open: Emergencies['emergencies']
	taken: Emergencies['emergencies']
}

/** What waits, what was taken, and the two big presses: an emergency, a pause. */
export class EmergenciesView extends ConsoleView {
	readonly #lists = new Loaded<Shown>(this, async (signal) => {
		const { emergencies } = this.desk.client
		const [open, taken] = await Promise.all([
			emergencies.list({}, { signal }),
			emergencies.list({ status: 'assigned' }, { signal }),
		])
		return { open: open.emergencies, taken: taken.emergencies.slice(0, 20) }
	})
	#stop: (() => void) | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		this.#stop = this.desk.onChange(() => void this.#lists.load())
		void this.#lists.load()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stop?.()
	}

	get #say(): Say {
		return sayOf(this.desk)
	}

	protected override render(): TemplateResult {
		const say = this.#say
		return html`<div class="page"><div class="buttons">${button('urgent', {
			label: say('emergency-now'),
			glyph: pulse,
			onClick: () => void openRecord(this.desk),
		})}${button('secondary', {
			label: say('pause'),
			glyph: calendarOff,
			onClick: () => void openPause(this.desk),
		})}</div>${this.#lists.draw(
			({ open, taken }) =>
				html`${this.#table('open-now', 'none-open', open)}${this.#table('taken-before', 'none-taken', taken)}`,
		)}</div>`
	}

	#table(
		title: 'open-now' | 'taken-before',
		empty: 'none-open' | 'none-taken',
		rows: readonly Emergency[],
	): TemplateResult {
		const say = this.#say
		const last = title === 'open-now' ? nothing : html`<th scope="col">${say('seen-by')}</th>`
		return html`<div class="stack"><h2 class="subhead" id=${title}>${say(title)}</h2>${
			rows.length === 0
				? html`<p class="quiet">${say(empty)}</p>`
				: html`<div class="table" role="region" aria-labelledby=${title} tabindex="0"><table>
					<thead><tr><th scope="col">${say('when')}</th><th scope="col">${say('what')}</th>
					<th scope="col">${say('who')}</th>${last}<td></td></tr></thead>
					<tbody>${rows.map((one) => this.#row(one))}</tbody></table></div>`
		}</div>`
	}

	#row(one: Emergency): TemplateResult {
		const say = this.#say
		const { words } = this.desk
		const isOpen = one.status === 'open'
		const day = words.shortDay(words.dayOf(one.recordedAt))
		const seen = html`<td data-label=${say('seen-by')}>${shortName(this.desk, one.veterinarianId)}</td>`
		return html`<tr><td data-label=${say('when')}>${day}, ${words.time(one.recordedAt)}</td>
			<th scope="row" data-label=${say('what')}>${whatText(say, one)}</th>
			<td data-label=${say('who')}>${callerText(say, words, one)}</td>${isOpen ? nothing : seen}
			<td class="end">${
				isOpen
					? action({ label: say('make-room'), onClick: () => void openPlan(this.desk, one) })
					: this.#visit(one)
			}</td></tr>`
	}

	#visit({ appointmentId }: Emergency) {
		if (!appointmentId) return html`<span class="quiet">${this.#say('no-visit')}</span>`
		return action({
			label: this.#say('open-visit'),
			onClick: () => this.desk.openVisit(appointmentId),
		})
	}
}

customElements.define('vetslot-clinic-emergencies', EmergenciesView)
