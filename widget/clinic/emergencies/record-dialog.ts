import { idempotencyKey, type RecordEmergencyBody } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { segmented, selectField, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { fieldErrors } from '../../frame/failures.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { openPlan } from './open.ts'
import { type Say, sayOf } from './speech.ts'

type Severity = RecordEmergencyBody['severity']
type Species = RecordEmergencyBody['species']

const SPECIES: readonly Species[] = [
	'dog',
	'cat',
	'rabbit',
	'guinea_pig',
	'bird',
	'reptile',
	'other',
]
type TextLabel = 'complaint' | 'caller-name' | 'caller-phone'
const ARRIVES = ['0', '5', '10', '20', '30', '60'] as const

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Writes an emergency down in a few presses; all but how bad and what animal may be left out. */
export class RecordDialog extends ConsoleView {
	#severity: Severity = 'life_threatening'
	#species: Species = 'dog'
	#arrives = '10'
	readonly #texts = { complaint: '', name: '', phone: '' }
	#errors: Record<string, string> = {}
	#trouble: string | undefined
	#busy = false
	#intent = idempotencyKey()

	get #say(): Say {
		return sayOf(this.desk)
	}

	#set(change: () => void): void {
		change()
		// What is sent is another intent then.
		this.#intent = idempotencyKey()
		this.requestUpdate()
	}

	#body(): RecordEmergencyBody {
		const { complaint, name, phone } = this.#texts
		return {
			severity: this.#severity,
			species: this.#species,
			...(complaint.trim() && { complaint }),
			caller: { ...(name.trim() && { name }), ...(phone.trim() && { phone }) },
			arrivesInMinutes: Number(this.#arrives),
		}
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		const { desk } = this
		this.#busy = true
		this.#trouble = undefined
		this.#errors = {}
		this.requestUpdate()
		try {
			const call = { idempotencyKey: this.#intent }
			const emergency = await desk.client.emergencies.record(this.#body(), call)
			desk.say(this.#say('recorded'))
			await openPlan(desk, emergency)
		} catch (error) {
			this.#errors = fieldErrors(error)
			this.#trouble = desk.failure(error)
			this.#busy = false
			this.requestUpdate()
			await this.updateComplete
			this.find('[aria-invalid="true"]')?.focus()
		}
	}

	protected override render(): TemplateResult {
		const say = this.#say
		return html`<form class="stack" novalidate @submit=${this.#submit}>${
			this.#trouble
				? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>`
				: nothing
		}${this.#choice('severity', this.#severity, ['life_threatening', 'urgent'], (value) => {
			this.#severity = value as Severity
		})}${this.#animal()}${this.#text('complaint', 'complaint', say('complaint-hint'))}${segmented(
			this.desk.words,
			{
				id: 'arrives',
				label: say('arrives'),
				value: this.#arrives,
				options: ARRIVES.map((value) => ({
					value,
					label: value === '0' ? say('here') : say('in-minutes', { count: value }),
				})),
				onSelect: (value) => this.#set(() => (this.#arrives = value)),
			},
		)}<div class="form">${this.#text('name', 'caller-name')}${this.#text('phone', 'caller-phone')}</div>
			<div class="buttons">${button('urgent', {
				label: say(this.#busy ? 'recording' : 'record'),
				submit: true,
				busy: this.#busy,
			})}</div></form>`
	}

	#choice(
		id: 'severity',
		value: string,
		options: readonly ('life_threatening' | 'urgent')[],
		take: (value: string) => void,
	): TemplateResult {
		return segmented(this.desk.words, {
			id,
			label: this.#say(id),
			value,
			options: options.map((one) => ({ value: one, label: this.#say(one) })),
			onSelect: (picked) => this.#set(() => take(picked)),
		})
	}

	#animal(): TemplateResult {
		return selectField(this.desk.words, {
			id: 'species',
			label: this.#say('animal'),
			value: this.#species,
			error: this.#errors.species,
			options: SPECIES.map((value) => ({ value, label: capital(this.#say(value)) })),
			onSelect: (value) => this.#set(() => (this.#species = value as Species)),
		})
	}

	#text(id: 'complaint' | 'name' | 'phone', label: TextLabel, hint?: string) {
		return textField(this.desk.words, {
			id,
			label: this.#say(label),
			hint,
			optional: true,
			value: this.#texts[id],
			error: this.#errors[id] ?? this.#errors[`caller.${id}`],
			type: id === 'phone' ? 'tel' : 'text',
			autocomplete: 'off',
			onInput: (value) => this.#set(() => (this.#texts[id] = value)),
		})
	}
}

customElements.define('vetslot-clinic-emergency-record', RecordDialog)
