import type { MedicalRecord, RecordContent, RecordsWritten } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { checkField } from '../../controls/fields.ts'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from './people.styles.ts'
import { FIELDS, type RecordField } from './record-fields.ts'
import { visibilityChoices } from './small-forms.ts'
import { type Say, speak } from './words.ts'

type Kind = MedicalRecord['kind']
// A document comes with its file, below.
const KINDS = (Object.keys(FIELDS) as Kind[]).filter((kind) => kind !== 'document')
const AMOUNT = /^(?:value|intervalDays|repeats)$/

interface Target {
	petId: string
	/** What is corrected; left out: a new one. */
	record?: MedicalRecord
}

/** Writes a record, or corrects one: what it said before is kept. */
export class RecordForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #target: Target
	readonly #onDone: (written: RecordsWritten) => void
	readonly #form: Form
	#confirmed = false

	constructor(target: Target, onDone: (written: RecordsWritten) => void) {
		super()
		this.#target = target
		this.#onDone = onDone
		this.#form = new Form(this, valuesOf(target.record))
	}

	override connectedCallback(): void {
		super.connectedCallback()
		const today = this.desk.words.dayOf(new Date().toISOString())
		if (!this.#target.record) this.#form.set('occurredOn', today)
	}

	get #kind(): Kind {
		return this.#form.value('kind') as Kind
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { petId, record } = this.#target
			const { pets, records } = this.desk.client
			const entry = {
				content: this.#content(),
				occurredOn: this.#form.optional('occurredOn'),
				visibility: this.#form.value('visibility') as 'shared' | 'internal',
			}
			const reason = this.#form.value('reason')
			const written = record
				? await records.correct(record.id, { ...entry, version: record.version, reason })
				: await pets.writeRecord(petId, entry)
			this.desk.closeDialog()
			this.#onDone(written)
		})

	/** As it was typed: the server says what is wrong with it. */
	#content(): RecordContent {
		const content: Record<string, unknown> = { kind: this.#kind }
		for (const { path } of FIELDS[this.#kind]) {
			const text = this.#form.value(`content.${path}`)
			if (text) content[path] = AMOUNT.test(path) ? Number(text.replace(',', '.')) : text
		}
		if (this.#kind === 'weight' && this.#confirmed) content.confirmed = true
		return content as unknown as RecordContent
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		const form = this.#form
		const { record } = this.#target
		const kinds = KINDS.map((value) => ({ value, label: say(`record-${value}`) }))
		return form.draw(
			html`${record ? nothing : html`<div class="all">${form.choice('kind', say('kind'), kinds)}</div>`}
			${FIELDS[this.#kind].map((field) => this.#field(say, field))}${this.#confirm(say)}
			${form.text('occurredOn', say('day'), { type: 'date' })}
			${form.choice('visibility', say('visibility'), visibilityChoices(say))}
			${record ? html`<div class="all">${form.text('reason', say('reason'))}</div>` : nothing}`,
			{ label: say('save'), onSend: this.#send },
		)
	}

	#field(say: Say, { path, label, type, required }: RecordField) {
		const form = this.#form
		const where = `content.${path}`
		const more = { optional: !required }
		const statuses = (['ordered', 'partial', 'final'] as const).map((value) => ({
			...{ value, label: say(value) },
		}))
		switch (type) {
			case 'area':
				return html`<div class="all">${form.area(where, say(label), { ...more, limit: 8000 })}</div>`
			case 'status':
				return form.choice(where, say(label), statuses)
			case 'unit':
				return form.choice(
					where,
					say(label),
					['kg', 'g', 'lb'].map((unit) => ({ value: unit, label: unit })),
				)
			case 'date':
				return form.text(where, say(label), { ...more, type: 'date' })
			case 'text':
				return form.text(where, say(label), more)
			default:
				return form.text(where, say(label), { ...more, inputmode: 'decimal' })
		}
	}

	/** A slip is refused once; whoever means it says so. */
	#confirm(say: Say) {
		const doubted = this.#kind === 'weight' && this.#form.errors['content.value']
		if (!doubted && !this.#confirmed) return nothing
		return html`<div class="all">${checkField({
			...{ id: 'confirmed', label: say('weight-right'), checked: this.#confirmed },
			onToggle: (on) => {
				this.#confirmed = on
				this.requestUpdate()
			},
		})}</div>`
	}
}

function valuesOf(record: MedicalRecord | undefined): Record<string, string> {
	const start = { kind: 'visit', visibility: 'internal', 'content.unit': 'kg' }
	const status = { 'content.status': 'final' }
	if (!record) return { ...start, ...status }
	const { kind, occurredOn, visibility, content } = record
	const texts = Object.entries(content).map(([key, value]) => [`content.${key}`, String(value)])
	const older =
		content.value === undefined ? { 'content.value': String(content.kilograms ?? '') } : {}
	return {
		...start,
		...status,
		...older,
		...Object.fromEntries(texts),
		kind,
		occurredOn,
		visibility,
	}
}

customElements.define('vetslot-clinic-record-form', RecordForm)
