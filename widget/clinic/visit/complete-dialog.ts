import { idempotencyKey, type VisitDetails } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { checkField, segmented, textArea, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { type CompleteField, mistakesOf, type PetForm, recordsOf } from './complete-form.ts'
import { visitMessages } from './messages.ts'

/** The end of a visit: what was found and done, for each animal, and what it cost. */
export class CompleteDialog extends ConsoleView {
	readonly #details: VisitDetails
	readonly #pets: string
	readonly #forms = new Map<string, PetForm>()
	#petId: string
	#cost: string
	#costError: string | undefined
	#trouble: string | undefined
	#busy = false
	/** The record is written; only the state is left to change. */
	#written = false
	readonly #intents = [idempotencyKey(), idempotencyKey()] as const

	constructor(details: VisitDetails, pets: string) {
		super()
		this.#details = details
		this.#pets = pets
		this.#petId = details.pets[0]?.id ?? ''
		this.#cost = details.appointment.price?.amount ?? ''
	}

	get #say(): Translate<typeof visitMessages> {
		return this.desk.speak(visitMessages)
	}
	get #form(): PetForm {
		return this.#forms.get(this.#petId) ?? {}
	}

	#change(change: PetForm): void {
		this.#forms.set(this.#petId, { ...this.#form, ...change })
		this.requestUpdate()
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		const cost = this.#cost.trim().replace(',', '.')
		this.#costError =
			cost && !/^\d{1,6}(\.\d{1,2})?$/.test(cost) ? this.#say('cost-wrong') : undefined
		const wrong = [...this.#forms].find(([, form]) => Object.keys(mistakesOf(form)).length)
		if (wrong) this.#petId = wrong[0]
		this.requestUpdate()
		await this.updateComplete
		if (wrong || this.#costError) this.find('[aria-invalid=true]')?.focus()
		else await this.#send(cost)
	}

	async #send(cost: string): Promise<void> {
		const { records, appointments } = this.desk.client
		const { id } = this.#details.appointment
		const entries = [...this.#forms].flatMap(([petId, form]) => recordsOf(petId, form))
		const [first, second] = this.#intents
		this.#busy = true
		this.#trouble = undefined
		this.requestUpdate()
		try {
			if (entries.length && !this.#written)
				await records.writeForVisit(id, { records: entries }, { idempotencyKey: first })
			this.#written = true
			const body = { to: 'completed', ...(cost && { finalCost: cost }) } as const
			await appointments.setStatus(id, body, { idempotencyKey: second })
			this.desk.closeDialog()
			this.#told(id)
		} catch (error) {
			const written = this.#written && entries.length ? ` ${this.#say('written-first')}` : ''
			this.#trouble = this.desk.failure(error) + written
		}
		this.#busy = false
		this.requestUpdate()
	}

	#told(id: string): void {
		const { desk } = this
		const failed = (error: unknown) => desk.toast({ text: desk.failure(error) })
		const undo = () =>
			void desk.client.appointments
				.undo(id)
				.then(() => desk.toast({ text: this.#say('undone') }), failed)
		desk.toast({ text: this.#say('done-complete', { pets: this.#pets }), undo })
	}

	#field(id: CompleteField, label: keyof typeof visitMessages & string, more: object = {}) {
		const mistake = mistakesOf(this.#form)[id]
		const touched = this.#form[id] !== undefined
		return textField(this.desk.words, {
			id,
			label: (this.#say as (key: string) => string)(label),
			value: this.#form[id] ?? '',
			optional: true,
			error: mistake && touched ? this.#say(mistake) : undefined,
			onInput: (text: string) => this.#change({ [id]: text }),
			...more,
		})
	}

	#area(id: CompleteField, label: 'summary' | 'advice' | 'result') {
		return textArea(this.desk.words, {
			id,
			label: this.#say(label),
			value: this.#form[id] ?? '',
			optional: true,
			onInput: (text) => this.#change({ [id]: text }),
			limit: 4000,
			countFrom: 3600,
		})
	}

	protected override render(): TemplateResult {
		const say = this.#say
		const { pets } = this.#details
		const shared = this.#form.shared ?? true
		const onToggle = (yes: boolean) => this.#change({ shared: yes })
		return html`<form class="stack" novalidate @submit=${this.#submit}>
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			${pets.length > 1 ? this.#whom() : nothing}
			<div class="stack tight">${this.#area('summary', 'summary')}${this.#area('advice', 'advice')}
			${checkField({ id: 'shared', label: say('summary-shared'), checked: shared, onToggle })}</div>
			<div class="form">${this.#field('weight', 'weight', { inputmode: 'decimal' })}
			${textField(this.desk.words, {
				id: 'cost',
				label: say('final-cost', { currency: this.desk.clinic.currency }),
				value: this.#cost,
				inputmode: 'decimal',
				error: this.#costError,
				onInput: (text) => {
					this.#cost = text
				},
			})}</div>${this.#more()}
			<div class="buttons">${button('secondary', { label: say('keep'), onClick: () => this.desk.closeDialog() })}${button(
				'primary',
				{ label: say('complete-now'), submit: true, busy: this.#busy },
			)}</div></form>`
	}

	#whom() {
		const { pets } = this.#details
		return segmented(this.desk.words, {
			id: 'pet',
			label: this.#say('which-pets'),
			options: pets.map(({ id, name }) => ({ value: id, label: name })),
			value: this.#petId,
			onSelect: (id) => {
				this.#petId = id
				this.requestUpdate()
			},
		})
	}

	/** What not every visit has. */
	#more() {
		const say = this.#say
		const part = (title: string, ...fields: unknown[]) =>
			html`<details><summary class="subhead">${title}</summary><div class="form">${fields}</div></details>`
		return html`${part(
			say('vaccination'),
			this.#field('vaccine', 'product'),
			this.#field('batch', 'batch'),
			this.#field('nextDue', 'next-due', { type: 'date' }),
		)}${part(
			say('prescription'),
			this.#field('medicine', 'product'),
			this.#field('dose', 'dose'),
			this.#field('quantity', 'quantity'),
		)}${part(say('lab'), this.#field('test', 'test'), this.#area('result', 'result'))}`
	}
}

customElements.define('vetslot-clinic-complete', CompleteDialog)
