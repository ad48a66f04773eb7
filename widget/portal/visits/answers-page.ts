import type { VisitAnswers } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { chips } from '../../controls/chips.ts'
import { checkField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { info } from '../../theme/icons.ts'
import { places } from '../places.ts'
import type { VisitsView } from './visits-view.ts'

type Field = VisitAnswers['fields'][number]
type Answer = VisitAnswers['answers'][number]

const pathOf = ({ id }: Pick<Field, 'id'>) => `answers.${id}`

/** The questions about a visit, to be answered until it begins. */
export class AnswersPage {
	readonly #view: VisitsView
	readonly #id: string
	readonly #form: Form
	readonly #answers: Loaded<VisitAnswers>

	constructor(view: VisitsView, id: string) {
		this.#view = view
		this.#id = id
		this.#form = new Form(view)
		this.#answers = new Loaded(view, async (signal) => {
			const answers = await view.portal.client.visits.answers(id, { signal })
			for (const answer of answers.answers) {
				this.#form.values[`answers.${answer.fieldId}`] = textOf(answer)
			}
			this.#form.settle()
			return answers
		})
		void this.#answers.load()
	}

	get dirty(): boolean {
		return this.#form.touched
	}

	draw(): unknown {
		return this.#answers.draw((answers) => this.#draw(answers))
	}

	#draw({ fields, canAnswer, until }: VisitAnswers): TemplateResult {
		const { say, portal } = this.#view
		const { words } = portal
		if (!fields.length) return html`<p class="quiet">${say('no-questions')}</p>`
		if (!canAnswer) return note('info', { glyph: info, text: say('questions-closed') })
		const when = { time: words.time(until), day: words.longDay(words.dayOf(until)) }
		return html`<form class="own" novalidate @submit=${this.#save}><p class="quiet">${say('questions-until', when)}</p
			>${this.#form.alert()}${fields.map((field) => this.#field(field))}${button('primary', {
				label: say('save'),
				submit: true,
				busy: this.#form.busy,
			})}</form>`
	}

	#field(field: Field): unknown {
		const { say } = this.#view
		const form = this.#form
		const path = pathOf(field)
		const optional = !field.required
		const options = (field.options ?? []).map((value) => ({ value, label: value }))
		switch (field.type) {
			case 'longtext':
				return form.area(path, field.label, { optional, limit: field.maxLength ?? 2000 })
			case 'choice':
				return form.choice(path, field.label, options)
			case 'yesno':
				return form.choice(path, field.label, [
					{ value: 'true', label: say('yes') },
					{ value: 'false', label: say('no') },
				])
			case 'consent':
				return this.#consent(field)
			case 'multi':
				return this.#several(field)
			default:
				return form.text(path, field.label, { optional, ...kinds[field.type] })
		}
	}

	#consent({ id, label }: Field) {
		const path = pathOf({ id })
		return checkField({
			id: `field-answers-${id}`,
			label,
			error: this.#form.errors[path],
			checked: this.#form.values[path] === 'true',
			onToggle: (checked) => this.#form.set(path, String(checked)),
		})
	}

	#several({ id, label, options }: Field) {
		const path = pathOf({ id })
		const chosen = new Set(listOf(this.#form.values[path]))
		const error = this.#form.errors[path]
		return html`<div class="part-of"><p class="label" id="label-${id}">${label}</p>${chips({
			labelledBy: `label-${id}`,
			chips: (options ?? []).map((one) => ({ id: one, label: one })),
			value: chosen,
			onToggle: (one) => {
				if (!chosen.delete(one)) chosen.add(one)
				this.#form.set(path, JSON.stringify([...chosen]))
			},
		})}${error ? html`<p class="error sm">${error}</p>` : nothing}</div>`
	}

	readonly #save = async (event: Event): Promise<void> => {
		const { portal, say } = this.#view
		const fields = this.#answers.value?.fields ?? []
		const isSaved = await this.#form.send(event, () =>
			portal.client.visits.answer(this.#id, {
				answers: fields.flatMap((field) => answersTo(field, this.#form.value(pathOf(field)))),
			}),
		)
		if (!isSaved) return
		this.#form.settle()
		portal.toast({ text: say('saved') })
		this.#view.stale()
		void this.#view.page?.load()
		portal.go(places.visit(this.#id), true)
	}
}

const kinds: Partial<Record<Field['type'], object>> = {
	number: { inputmode: 'decimal' },
	date: { type: 'date' },
	phone: { type: 'tel', inputmode: 'tel' },
}

const textOf = ({ value }: Answer): string =>
	typeof value === 'string' ? value : JSON.stringify(value)

const listOf = (text: string | undefined): string[] => (text ? JSON.parse(text) : [])

/** In a list, so that what was left out is none. */
function answersTo({ id: fieldId, type }: Field, text: string): Answer[] {
	if (text === '') return []
	if (type === 'number') {
		const number = Number(text.replace(',', '.'))
		// What is no number is for the server to say, at its field.
		return [{ fieldId, value: Number.isFinite(number) ? number : text }]
	}
	if (type === 'yesno' || type === 'consent') return [{ fieldId, value: text === 'true' }]
	if (type !== 'multi') return [{ fieldId, value: text }]
	const list = listOf(text)
	return list.length ? [{ fieldId, value: list }] : []
}
