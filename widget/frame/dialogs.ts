import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { close, icon } from '../theme/icons.ts'
import type { DialogOptions, FrameHost } from './context.ts'
import { deepFocus } from './deep-focus.ts'
import { leaving } from './leaving.ts'
import type { Questions } from './questions.ts'

/** A view that can stand in the dialog. */
export interface DialogView extends HTMLElement {
	renderRoot: ParentNode
	updateComplete: Promise<boolean>
	/** Whether something would be lost that is not saved, beyond what was typed. */
	readonly dirty: boolean
}

/** A frame that has a dialog. */
export interface DialogHost<View extends DialogView> extends FrameHost {
	readonly questions: Questions
	/** Gives a view what it needs before it is shown; false when nothing may be shown now. */
	prepare(view: View, label: string): boolean
}

/** The one modal dialog, and the view inside it; focus goes back to where it came from. */
export class Dialogs<View extends DialogView> implements ReactiveController {
	readonly #frame: DialogHost<View>
	#inside: View | undefined
	#options: DialogOptions = { label: '' }
	#opener: HTMLElement | undefined
	#typed = false

	constructor(frame: DialogHost<View>) {
		this.#frame = frame
		frame.addController(this)
	}

	get #dialog(): HTMLDialogElement | null {
		return this.#frame.renderRoot.querySelector('dialog#dialog')
	}

	open(inside: View, options: DialogOptions): void {
		if (!this.#frame.prepare(inside, options.label)) return
		if (!this.#inside) this.#opener = deepFocus()
		this.#inside = inside
		this.#typed = false
		this.#options = options
		this.#frame.requestUpdate()
	}

	close(): void {
		if (!this.#inside) return
		this.#dialog?.close()
		this.#inside = undefined
		this.#frame.requestUpdate()
		this.#opener?.focus()
		this.#opener = undefined
	}

	get dirty(): boolean {
		return this.#inside !== undefined && (this.#typed || this.#inside.dirty)
	}

	/** As close, but asks first where something typed would be lost. */
	async leave(): Promise<void> {
		const { t, questions } = this.#frame
		const inside = this.#inside
		if (this.dirty && !(await questions.ask(leaving(t)))) return
		if (this.#inside === inside) this.close()
	}

	readonly #onInput = (): void => {
		this.#typed = true
	}

	hostUpdated(): void {
		const dialog = this.#dialog
		if (!dialog || dialog.open) return
		dialog.showModal()
		void this.#inside?.updateComplete.then(() => this.#focus())
	}

	/** Into the first field, where there is one. */
	#focus(): void {
		const fields = 'input:not([type=checkbox]), select, textarea'
		this.#inside?.renderRoot.querySelector<HTMLElement>(fields)?.focus()
	}

	readonly #cancel = (event: Event): void => {
		event.preventDefault()
		void this.leave()
	}

	render(): TemplateResult | typeof nothing {
		if (!this.#inside) return nothing
		const { label, roomy } = this.#options
		return html`<dialog id="dialog" class=${roomy ? 'roomy' : ''} aria-labelledby="dialog-title" @cancel=${this.#cancel}>
			<div class="dialog-head"><h2 class="dialog-title" id="dialog-title">${label}</h2>
			<button class="round" type="button" aria-label=${this.#frame.t('close')} @click=${() => void this.leave()}
				>${icon(close, 20)}</button></div>
			<div class="dialog-body" @input=${this.#onInput}>${this.#inside}</div></dialog>`
	}
}
