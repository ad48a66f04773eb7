import type { Explanation } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { segmented, selectField, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { check, close, icon, info } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { instantAt } from '../wall-instant.ts'
import { diaryMessages } from './messages.ts'
import { type Column, type Minute, wallText } from './model.ts'

/** Every rule that a time passes or fails, for a kind of visit. */
export class WhyDialog extends ConsoleView {
	readonly #column: Column
	#time: string
	#typeId = ''
	#asker: 'owner' | 'staff' = 'owner'
	readonly #answer: Loaded<Explanation>

	constructor(column: Column, minute: Minute) {
		super()
		this.#column = column
		this.#time = wallText(minute)
		this.#answer = new Loaded(this, (signal) => this.#read(signal))
	}

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#answer.load()
	}

	async #read(signal: AbortSignal): Promise<Explanation> {
		const { client, clinic, types } = this.desk
		this.#typeId ||= types.find((type) => type.isDefault)?.id ?? types[0]?.id ?? ''
		const [hour = 0, minute = 0] = this.#time.split(':').map(Number)
		const { resource, date } = this.#column
		const person = resource.kind === 'veterinarian' || resource.kind === 'nurse'
		const start = instantAt(clinic.timeZone, date, hour * 60 + minute)
		const query = {
			appointmentTypeId: this.#typeId,
			start,
			asker: this.#asker,
			...(person && { veterinarianId: resource.id }),
		}
		return client.explain(query, { signal })
	}

	#set(change: () => void): void {
		change()
		void this.#answer.load()
	}

	protected override render(): TemplateResult {
		const say = this.desk.speak(diaryMessages)
		const { words } = this.desk
		const { resource, date } = this.#column
		const types = this.desk.types.filter((type) => type.active)
		const askers = [
			{ value: 'owner', label: say('as-owner') },
			{ value: 'staff', label: say('as-staff') },
		]
		return html`<div class="stack"><p class="quiet">${say('at-time', { name: resource.shortName, time: words.longDay(date) })}</p>
			<div class="form">${textField(words, {
				id: 'time',
				label: say('time'),
				type: 'time',
				value: this.#time,
				onInput: (text) => {
					if (text)
						this.#set(() => {
							this.#time = text
						})
				},
			})}${selectField(words, {
				id: 'type',
				label: say('kind-of-visit'),
				options: types.map(({ id, name }) => ({ value: id, label: name })),
				value: this.#typeId,
				onSelect: (id) =>
					this.#set(() => {
						this.#typeId = id
					}),
			})}<div class="all">${segmented(words, {
				id: 'asker',
				label: say('asks-as'),
				options: askers,
				value: this.#asker,
				onSelect: (asker) =>
					this.#set(() => {
						this.#asker = asker as 'owner' | 'staff'
					}),
			})}</div></div>
			<div aria-live="polite">${this.#answer.draw((explanation) => this.#rules(explanation))}</div></div>`
	}

	#rules({ bookable, rules, start }: Explanation) {
		const say = this.desk.speak(diaryMessages)
		const time = this.desk.words.time(start)
		const failed = rules.filter(({ passed }) => !passed)
		const fine = rules.filter(({ passed }) => passed)
		const list = (title: string, of: typeof rules, passed: boolean) =>
			of.length
				? html`<h3 class="label">${title}</h3><ul class="rules">${of.map(
						({ message }) =>
							html`<li>${icon(passed ? check : close, 16)}<span>${message}</span></li>`,
					)}</ul>`
				: nothing
		return html`<div class="stack tight">${note(bookable ? 'info' : 'warm', {
			glyph: bookable ? check : info,
			title: say(bookable ? 'offered' : 'not-offered', { time }),
			text: '',
		})}${list(say('stands-against'), failed, false)}
			<details><summary>${say('is-fine')}</summary>${list(say('is-fine'), fine, true)}</details></div>`
	}
}

customElements.define('vetslot-clinic-why', WhyDialog)
