import {
	idempotencyKey,
	VetslotError,
	type VisitDetails,
	type WriteVisitRecordsBody,
} from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { checkField, segmented, textArea, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import {
	type CompleteField,
	mistakesOf,
	type PetForm,
	type Refused,
	recordsOf,
	refusedOf,
} from './complete-form.ts'
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
	#refused: readonly Refused[] = []
	#intents = [idempotencyKey(), idempotencyKey()] as const

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
		this.#refused = this.#refused.filter(
			({ field, petId }) => petId !== this.#petId || !field || !(field in change),
		)
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
		this.#refused = []
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
			await this.#explain(error, entries)
		}
		this.#busy = false
		this.requestUpdate()
	}

	/** What is refused is said at its field; anything else above the form. */
	async #explain(error: unknown, entries: WriteVisitRecordsBody['records']): Promise<void> {
		const issues = error instanceof VetslotError ? error.issues : []
		this.#refused = refusedOf(entries, issues)
		// What is sent next is something else, not the same once more.
		if (issues.length) this.#intents = [idempotencyKey(), idempotencyKey()]
		const written = this.#written && entries.length ? [this.#say('written-first')] : []
		const homeless = this.#refused.filter(({ field }) => !field).map(({ message }) => message)
		const said = issues.length ? homeless : [this.desk.failure(error)]
		this.#trouble = [...said, ...written].join(' ') || undefined
		const first = this.#refused.find(({ field }) => field)
		if (first?.petId) this.#petId = first.petId
		this.requestUpdate()
		await this.updateComplete
		this.find('[aria-invalid=true]')?.focus()
	}

	#refusal(id: Refused['field'], petId?: string): Refused | undefined {
		return this.#refused.find((one) => one.field === id && one.petId === petId)
	}

	#told(id: string): void {
		const { desk } = this
		const failed = (error: unknown) => desk.toast({ text: desk.failure(error) })
		const undo = () =>
			void desk.client.appointments
				.undo(id)
				.then(() => desk.toast({ text: this.#say('undone', { pets: this.#pets }) }), failed)
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
			error: mistake && touched ? this.#say(mistake) : this.#refusal(id, this.#petId)?.message,
			onInput: (text: string) =>
				this.#change({ [id]: text, ...(id === 'weight' && { confirmed: false }) }),
			...more,
		})
	}

	#area(id: CompleteField, label: 'summary' | 'advice' | 'result') {
		return textArea(this.desk.words, {
			id,
			label: this.#say(label),
			value: this.#form[id] ?? '',
			optional: true,
			error: this.#refusal(id, this.#petId)?.message,
			onInput: (text) => this.#change({ [id]: text }),
			limit: 4000,
			countFrom: 3600,
		})
	}

	protected override render(): TemplateResult {
		const say = this.#say
		const { pets } = this.#details
		// Others complete a visit as well, but the record is not theirs to write.
		const clinical = this.desk.may('veterinarian', 'nurse')
		const shared = this.#form.shared ?? true
		const onToggle = (yes: boolean) => this.#change({ shared: yes })
		return html`<form class="stack" novalidate @submit=${this.#submit}>
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			${clinical && pets.length > 1 ? this.#whom() : nothing}
			${
				clinical
					? html`<div class="stack tight">${this.#area('summary', 'summary')}${this.#area('advice', 'advice')}
						${checkField({ id: 'shared', label: say('summary-shared'), checked: shared, onToggle })}</div>`
					: nothing
			}<div class="form">${clinical ? this.#field('weight', 'weight', { inputmode: 'decimal' }) : nothing}
			${this.#costField()}</div>${clinical ? html`${this.#weightIsRight()}${this.#more()}` : nothing}
			<div class="buttons">${button('secondary', { label: say('not-yet'), onClick: () => this.desk.leaveDialog() })}${button(
				'primary',
				{ label: say('complete-now'), submit: true, busy: this.#busy },
			)}</div></form>`
	}

	#costField() {
		const say = this.#say
		return textField(this.desk.words, {
			id: 'cost',
			label: say('final-cost', { currency: this.desk.clinic.currency }),
			value: this.#cost,
			inputmode: 'decimal',
			error: this.#costError ?? this.#refusal('cost')?.message,
			onInput: (text) => {
				this.#cost = text
				this.#refused = this.#refused.filter(({ field }) => field !== 'cost')
				this.requestUpdate()
			},
		})
	}

	/** A weight that looks like a slip is refused once; whoever means it says so. */
	#weightIsRight() {
		const doubt = this.#refusal('weight', this.#petId)
		const confirmed = this.#form.confirmed ?? false
		if (!confirmed && doubt?.code !== 'unlikely_weight') return nothing
		const onToggle = (on: boolean) => this.#change({ confirmed: on })
		const label = this.#say('weight-right')
		return checkField({ id: 'confirmed', label, checked: confirmed, onToggle })
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
		const isUsed = (id: CompleteField) => this.#form[id] !== undefined
		const part = (title: string, ids: readonly CompleteField[], ...fields: unknown[]) =>
			html`<details ?open=${ids.some(isUsed)}><summary class="subhead">${title}</summary><div class="form">${fields}</div></details>`
		return html`${part(
			say('vaccination'),
			['vaccine', 'batch', 'nextDue'],
			this.#field('vaccine', 'product'),
			this.#field('batch', 'batch'),
			this.#field('nextDue', 'next-due', { type: 'date' }),
		)}${part(
			say('prescription'),
			['medicine', 'dose', 'quantity'],
			this.#field('medicine', 'product'),
			this.#field('dose', 'dose'),
			this.#field('quantity', 'quantity'),
		)}${part(say('lab'), ['test', 'result'], this.#field('test', 'test'), this.#area('result', 'result'))}`
	}
}

customElements.define('vetslot-clinic-complete', CompleteDialog)
