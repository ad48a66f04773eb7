import type { Overrides } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { selectField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { close, edit, info, plus } from '../../theme/icons.ts'
import { ExceptionDialog } from './exception-dialog.ts'
import { PartView } from './part-view.ts'
import { RemoveDialog } from './remove-dialog.ts'

type Listed = Overrides['overrides'][number]
const SPANS = ['4', '13', '26', '52']

/** What is out of the ordinary in the weeks ahead. */
export class ExceptionsView extends PartView {
	readonly #found = new Loaded<Overrides>(this, (signal) => this.#read(signal))
	#weeks = '13'
	#stop: (() => void) | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#found.load()
		this.#stop = this.desk.onChange(() => void this.#found.load())
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stop?.()
	}

	#read(signal: AbortSignal): Promise<Overrides> {
		const from = this.today
		const last = Date.parse(`${from}T00:00Z`) + Number(this.#weeks) * 7 * 86_400_000
		const to = new Date(last).toISOString().slice(0, 10)
		return this.desk.client.overrides.list({ from, to }, { signal })
	}

	get #mayChange(): boolean {
		return this.desk.may('admin', 'veterinarian', 'receptionist')
	}

	#edit(override: Listed | null): void {
		const dialog = new ExceptionDialog()
		dialog.override = override
		dialog.onSaved = () => void this.#found.load()
		const label = this.say(override ? 'exception' : 'new-exception')
		this.desk.openDialog(dialog, { label, roomy: true })
	}

	#remove(override: Listed): void {
		const dialog = new RemoveDialog()
		dialog.removal = {
			text: `${this.#what(override)}. ${this.#when(override)}`,
			...{ done: this.say('exception-removed'), save: this.say('remove') },
			remove: ({ allowStranded }) =>
				this.desk.client.overrides.remove(override.id, {
					allowStranded,
				}),
		}
		dialog.onSaved = () => void this.#found.load()
		this.desk.openDialog(dialog, { label: this.say('exception-remove-title') })
	}

	#what({ type, resourceId, reason }: Listed): string {
		const what = `${this.say(type)}, ${this.nameOf(resourceId)}`
		return reason ? `${what}: ${reason}` : what
	}

	#when({ rrule, anchorDate, date, startTime, endTime, effectiveUntil, dates }: Listed): string {
		const { words } = this.desk
		if (rrule !== null && anchorDate !== null) {
			const times = { startTime, endTime, until: effectiveUntil }
			return this.rules.sentence({ rrule, anchorDate, ...times, days: dates.slice(0, 3) })
		}
		const day = date ? `${words.longDay(date)} ${date.slice(0, 4)}` : ''
		return startTime && endTime
			? `${day}, ${startTime}–${endTime}`
			: `${day}, ${this.say('all-day').toLowerCase()}`
	}

	#row(override: Listed): TemplateResult {
		const what = this.#what(override)
		const name = `${what}, ${this.#when(override)}`
		return html`<li><div><strong>${this.#when(override)}</strong><p class="sm quiet">${what}</p></div>${
			this.#mayChange
				? html`<div class="buttons">${action({
						...{
							label: this.say('edit'),
							glyph: edit,
							name: this.say('edit-what', { what: name }),
						},
						onClick: () => this.#edit(override),
					})}${action({
						...{ label: this.say('remove'), glyph: close },
						name: this.say('remove-what', { what: name }),
						onClick: () => this.#remove(override),
					})}</div>`
				: nothing
		}</li>`
	}

	protected override render(): TemplateResult {
		const { words } = this.desk
		return html`<div class="cards"><div class="head">${selectField(words, {
			...{ id: 'span', label: this.say('exceptions-range'), value: this.#weeks },
			options: SPANS.map((value) => ({
				value,
				label: this.say('weeks', { count: Number(value) }),
			})),
			onSelect: (weeks) => {
				this.#weeks = weeks
				void this.#found.load()
			},
		})}${
			this.#mayChange
				? html`<div>${button('primary', { label: this.say('add-exception'), glyph: plus, onClick: () => this.#edit(null) })}</div>`
				: nothing
		}</div>
		${this.#mayChange ? nothing : note('info', { glyph: info, text: this.onlyFor('admin', 'veterinarian', 'receptionist') })}
		${this.#found.draw(({ overrides }) =>
			overrides.length > 0
				? html`<section class="sheet-card" aria-label=${this.say('exceptions')}><ul class="lines" data-first>${overrides.map((one) => this.#row(one))}</ul></section>`
				: html`<p class="sheet-card quiet">${this.say('no-exceptions')}</p>`,
		)}</div>`
	}
}

customElements.define('vetslot-clinic-exceptions', ExceptionsView)
