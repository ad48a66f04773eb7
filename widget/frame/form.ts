import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { button } from '../controls/buttons.ts'
import { errorSummary } from '../controls/errors.ts'
import {
	type Option,
	segmented,
	selectField,
	type TextProps,
	textArea,
	textField,
} from '../controls/fields.ts'
import { note } from '../controls/notes.ts'
import { alert } from '../theme/icons.ts'
import type { Framed } from './context.ts'
import { fieldErrors } from './failures.ts'

type More = Partial<Omit<TextProps, 'id' | 'label' | 'value' | 'onInput' | 'error'>>

/**
 * The fields of a form, by the path in what is sent: what was typed, what the server says about it,
 * and whether it is being sent. A refusal stands at its field, which gets the focus; anything else
 * above the form.
 *
 * @example
 * readonly form = new Form(this, { name: '', email: '' })
 * html`<form @submit=${this.save}>${this.form.alert()}${this.form.text('name', label)}…</form>`
 * readonly save = (event: Event) => this.form.send(event, () => this.desk.client.staff.invite(…))
 */
export class Form<F extends string = string> implements ReactiveController {
	readonly #host: Framed
	#empty: Readonly<Record<F, string>>
	values: Record<F, string>
	errors: Partial<Record<string, string>> = {}
	trouble: string | undefined
	busy = false

	constructor(host: Framed, values: Record<F, string> = {} as Record<F, string>) {
		this.#host = host
		this.#empty = values
		this.values = { ...values }
		host.addController(this)
	}

	/** Needed of a controller; what is typed stays when the view is shown again. */
	hostConnected(): void {}

	/** Whether something else stands in it than at first. */
	get touched(): boolean {
		const paths = Object.keys({ ...this.#empty, ...this.values }) as F[]
		return paths.some((path) => (this.values[path] ?? '') !== (this.#empty[path] ?? ''))
	}

	/** What stands in it now is what there was at first. */
	settle(): void {
		this.#empty = { ...this.values }
	}

	clear(): void {
		this.values = { ...this.#empty }
		this.errors = {}
		this.trouble = undefined
		this.#host.requestUpdate()
	}

	/** Without the space around it. */
	value(path: F): string {
		return (this.values[path] ?? '').trim()
	}

	/** For fields that may be left empty. */
	optional(path: F): string | undefined {
		return this.value(path) || undefined
	}

	/** For fields that may be emptied. */
	orNull(path: F): string | null {
		return this.value(path) || null
	}

	/** An error leaves with the answer that it was about. */
	set(path: F, value: string): void {
		this.values[path] = value
		const { [path]: _, ...others } = this.errors
		this.errors = others
		this.#host.requestUpdate()
	}

	#props(path: F, label: string) {
		return {
			id: idOf(path),
			label,
			value: this.values[path] ?? '',
			error: this.errors[path],
			onInput: (value: string) => this.set(path, value),
			onSelect: (value: string) => this.set(path, value),
		}
	}

	text(path: F, label: string, more: More = {}): TemplateResult {
		return textField(this.#host.frame.words, { ...this.#props(path, label), ...more })
	}

	area(path: F, label: string, more: More & { limit?: number } = {}): TemplateResult {
		const { limit = 2000 } = more
		const props = { ...this.#props(path, label), ...more, limit, countFrom: limit - 200 }
		return textArea(this.#host.frame.words, props)
	}

	choice(path: F, label: string, options: readonly Option[]): TemplateResult {
		const draw = options.length < 4 ? segmented : selectField
		return draw(this.#host.frame.words, { ...this.#props(path, label), options })
	}

	alert(): TemplateResult | typeof nothing {
		if (this.trouble === undefined) return nothing
		return html`<div role="alert">${note('danger', { glyph: alert, text: this.trouble })}</div>`
	}

	/** A dialog's whole form: what went wrong, the fields, and the buttons. */
	draw(
		fields: unknown,
		{ label, onSend }: { label: string; onSend: (event: Event) => void },
	): TemplateResult {
		const { frame } = this.#host
		const list = Object.entries(this.errors).flatMap(([path, message]) =>
			message === undefined ? [] : [{ id: idOf(path), message }],
		)
		const wrong = list.length ? errorSummary(frame.words, 3, list) : this.alert()
		return html`<form class="form" novalidate @submit=${onSend}>${
			wrong === nothing ? nothing : html`<div class="all">${wrong}</div>`
		}${fields}<div class="all buttons">${button('secondary', {
			label: frame.t('close'),
			onClick: () => frame.closeDialog(),
		})}${button('primary', { label, submit: true, busy: this.busy })}</div></form>`
	}

	/** Sends once, however often it is pressed; true when that went well. Nothing typed is lost. */
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
			if (!this.#knows(Object.keys(this.errors))) this.trouble = this.#host.frame.failure(error)
			await this.#toErrors()
			return false
		} finally {
			this.busy = false
			this.#host.requestUpdate()
		}
	}

	/** Says at a field what is missing, without asking the server. */
	async refuse(path: F, message: string): Promise<void> {
		this.errors = { [path]: message }
		await this.#toErrors()
	}

	#knows(paths: readonly string[]): boolean {
		return paths.some((path) => this.#host.find(`#${idOf(path)}`) !== null)
	}

	async #toErrors(): Promise<void> {
		this.#host.requestUpdate()
		await this.#host.updateComplete
		const first = this.#host.find('#errors') ?? this.#host.find('[aria-invalid="true"]')
		first?.focus()
	}
}

/** Of the control of a field; one that a selector can name. */
const idOf = (path: string): string => `field-${path.replaceAll('.', '-')}`
