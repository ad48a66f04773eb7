import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { errorSummary } from '../../controls/errors.ts'
import {
	segmented,
	selectField,
	type TextProps,
	textArea,
	textField,
} from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { alert } from '../../theme/icons.ts'
import type { ConsoleView } from '../console-view.ts'
import { fieldErrors } from '../failures.ts'

type More = Partial<Omit<TextProps, 'id' | 'label' | 'value' | 'onInput'>>

export interface Choice {
	value: string
	label: string
}

/**
 * The fields of a dialog, by the path in what is sent: so that what the server says about a path is
 * shown at its field, and what it says about anything else above the form.
 */
export class DialogForm implements ReactiveController {
	readonly #host: ConsoleView
	readonly #values: Record<string, string>
	#errors: Record<string, string> = {}
	#trouble = ''
	busy = false

	constructor(host: ConsoleView, values: Record<string, string> = {}) {
		this.#host = host
		this.#values = { ...values }
		host.addController(this)
	}

	hostConnected(): void {}

	value(path: string): string {
		return (this.#values[path] ?? '').trim()
	}

	/** For fields that may be left empty. */
	optional(path: string): string | undefined {
		return this.value(path) || undefined
	}

	/** For fields that may be emptied. */
	orNull(path: string): string | null {
		return this.value(path) || null
	}

	set(path: string, value: string): void {
		this.#values[path] = value
		delete this.#errors[path]
		this.#host.requestUpdate()
	}

	error(path: string): string | undefined {
		return this.#errors[path]
	}

	#props(path: string, label: string) {
		return {
			id: idOf(path),
			label,
			value: this.#values[path] ?? '',
			error: this.#errors[path],
			onInput: (value: string) => this.set(path, value),
			onSelect: (value: string) => this.set(path, value),
		}
	}

	text(path: string, label: string, more: More = {}): TemplateResult {
		return textField(this.#host.desk.words, { ...this.#props(path, label), ...more })
	}

	area(path: string, label: string, more: More & { limit?: number } = {}): TemplateResult {
		const { limit = 2000 } = more
		const props = { ...this.#props(path, label), ...more, limit, countFrom: limit - 200 }
		return textArea(this.#host.desk.words, props)
	}

	choice(path: string, label: string, options: readonly Choice[]): TemplateResult {
		const draw = options.length < 4 ? segmented : selectField
		return draw(this.#host.desk.words, { ...this.#props(path, label), options })
	}

	/** What went wrong, and the buttons. */
	draw(fields: unknown, { label, onSend }: { label: string; onSend: () => void }): TemplateResult {
		const { desk } = this.#host
		const errors = Object.entries(this.#errors)
		const list = errors.map(([path, message]) => ({ id: idOf(path), message }))
		const submit = (event: Event) => {
			event.preventDefault()
			if (!this.busy) onSend()
		}
		return html`<form class="form" novalidate @submit=${submit}>${
			list.length ? html`<div class="all">${errorSummary(desk.words, 3, list)}</div>` : nothing
		}${
			this.#trouble
				? html`<div class="all" role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>`
				: nothing
		}${fields}<div class="all buttons">${button('secondary', {
			label: desk.t('close'),
			onClick: () => desk.closeDialog(),
		})}${button('primary', { label, submit: true, busy: this.busy })}</div></form>`
	}

	/** Sends it; what is refused is shown where it belongs, and nothing typed is lost. */
	async send(work: () => Promise<void>): Promise<void> {
		this.busy = true
		this.#errors = {}
		this.#trouble = ''
		this.#host.requestUpdate()
		try {
			await work()
		} catch (error) {
			this.#errors = fieldErrors(error)
			if (Object.keys(this.#errors).length === 0) this.#trouble = this.#host.desk.failure(error)
		}
		this.busy = false
		this.#host.requestUpdate()
		await this.#host.updateComplete
		this.#host.find('#errors')?.focus()
	}
}

/** An id that a selector can name. */
const idOf = (path: string): string => `field-${path.replaceAll('.', '-')}`
