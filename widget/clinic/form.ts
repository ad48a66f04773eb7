import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { type TextProps, textField } from '../controls/fields.ts'
import { note } from '../controls/notes.ts'
import { alert } from '../theme/icons.ts'
import type { ConsoleView } from './console-view.ts'
import { fieldErrors } from './failures.ts'

type FieldProps = Omit<TextProps, 'id' | 'value' | 'onInput' | 'error'>

/**
 * The text fields of a form: what was typed, what the server says about it, and whether it is being
 * sent. A refusal stands at its field, which gets the focus; anything else above the form.
 *
 * @example
 * readonly form = new Form(this, { name: '', email: '' })
 * html`<form @submit=${this.save}>${this.form.alert()}${this.form.text('name', { label })}…</form>`
 * readonly save = (event: Event) => this.form.send(event, () => this.desk.client.staff.invite(…))
 */
export class Form<F extends string> implements ReactiveController {
	readonly #host: ConsoleView
	readonly #empty: Readonly<Record<F, string>>
	values: Record<F, string>
	errors: Partial<Record<string, string>> = {}
	trouble: string | undefined
	busy = false

	constructor(host: ConsoleView, values: Record<F, string>) {
		this.#host = host
		this.#empty = values
		this.values = { ...values }
		host.addController(this)
	}

	/** Needed of a controller; what is typed stays when the view is shown again. */
	hostConnected(): void {}

	clear(): void {
		this.values = { ...this.#empty }
		this.errors = {}
		this.trouble = undefined
		this.#host.requestUpdate()
	}

	text(id: F, props: FieldProps): TemplateResult {
		const onInput = (value: string) => {
			this.values[id] = value
			const { [id]: _, ...others } = this.errors
			this.errors = others
			this.#host.requestUpdate()
		}
		const { [id]: value } = this.values
		return textField(this.#host.desk.words, {
			...{ id, value, onInput, error: this.errors[id] },
			...props,
		})
	}

	alert(): TemplateResult | typeof nothing {
		if (this.trouble === undefined) return nothing
		return html`<div role="alert">${note('danger', { glyph: alert, text: this.trouble })}</div>`
	}

	/** Sends once, however often it is pressed; true when that went well. */
	async send(event: Event | null, work: () => Promise<unknown>): Promise<boolean> {
		event?.preventDefault()
		if (this.busy) return false
		this.busy = true
		this.trouble = undefined
		this.errors = {}
		this.#host.requestUpdate()
		try {
			await work()
			return true
		} catch (error) {
			this.errors = fieldErrors(error)
			if (!this.#knows(Object.keys(this.errors))) this.trouble = this.#host.desk.failure(error)
			await this.#toFirst()
			return false
		} finally {
			this.busy = false
			this.#host.requestUpdate()
		}
	}

	#knows(fields: readonly string[]): boolean {
		return fields.some((field) => this.#host.find(`#${CSS.escape(field)}`) !== null)
	}

	async #toFirst(): Promise<void> {
		this.#host.requestUpdate()
		await this.#host.updateComplete
		this.#host.find('[aria-invalid="true"]')?.focus()
	}
}
