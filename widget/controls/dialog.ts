import {
	html,
	type ReactiveController,
	type ReactiveControllerHost,
	type TemplateResult,
} from 'lit'
import { calendar, type Glyph, icon } from '../theme/icons.ts'

type Host = ReactiveControllerHost & { renderRoot: ParentNode }

/**
 * Opens and closes a native modal `<dialog>` of the host, keeps the page behind it from scrolling,
 * and gives the focus back to what opened it.
 *
 * @example sheet = new Modal(this, 'sheet'); this.sheet.open()
 */
export class Modal implements ReactiveController {
	readonly #host: Host
	readonly #id: string
	#opener: HTMLElement | null = null
	#overflow: string | undefined
	isOpen = false

	constructor(host: Host, id: string) {
		this.#host = host
		this.#id = id
		host.addController(this)
	}

	get #dialog() {
		return this.#host.renderRoot.querySelector<HTMLDialogElement>(`dialog#${this.#id}`)
	}

	open(): void {
		if (this.isOpen) return
		const root = this.#host.renderRoot as ShadowRoot
		this.#opener = (root.activeElement ?? document.activeElement) as HTMLElement | null
		this.isOpen = true
		this.#host.requestUpdate()
	}

	close(): void {
		this.isOpen = false
		this.#dialog?.close()
		this.#release()
		this.#host.requestUpdate()
		this.#opener?.focus()
	}

	hostUpdated(): void {
		const dialog = this.#dialog
		if (!this.isOpen || !dialog || dialog.open) return
		const { style } = document.documentElement
		this.#overflow = style.overflow
		style.overflow = 'hidden'
		dialog.showModal()
	}

	hostDisconnected(): void {
		this.#release()
	}

	#release(): void {
		if (this.#overflow === undefined) return
		document.documentElement.style.overflow = this.#overflow
		this.#overflow = undefined
	}
}

export interface DialogProps {
	id: string
	/** The dialog's name: "Book a visit at Harbour Lane Vets". */
	label: string
	body: unknown
	/** Escape, or a press outside if `light`: decide whether to close. */
	onCancel: () => void
	light?: boolean
	kind?: 'sheet' | 'ask'
	/** A sheet with room for the month beside the times. */
	roomy?: boolean
}

/** A modal: a sheet from the bottom on phones, centred on wider screens. */
export function dialog({
	id,
	label,
	body,
	onCancel,
	light,
	kind = 'sheet',
	roomy,
}: DialogProps): TemplateResult {
	const cancel = (event: Event) => {
		event.preventDefault()
		onCancel()
	}
	const outside = (event: Event) => light && event.target === event.currentTarget && onCancel()
	return html`<dialog id=${id} class=${roomy ? `${kind} roomy` : kind} aria-label=${label} @cancel=${cancel}
		@click=${outside}>${body}</dialog>`
}

/** The question before something is lost; `stay` is the safe answer and has the focus. */
export function confirmBox(props: {
	title: string
	text: unknown
	stay: unknown
	leave: unknown
}): TemplateResult {
	return html`<div class="ask-body stack"><div><p class="subhead">${props.title}</p><p class="lead sm">${props.text}</p></div>
		<div class="stack tight">${props.stay}${props.leave}</div></div>`
}

/** The button in the corner of a clinic's page. */
export function floatingButton(props: {
	label: string
	onClick: () => void
	glyph?: Glyph
	hidden?: boolean
}): TemplateResult {
	return html`<button type="button" class="float press" part="floating-button" ?hidden=${props.hidden ?? false}
		aria-haspopup="dialog" @click=${props.onClick}>${icon(props.glyph ?? calendar, 22)}<span>${props.label}</span></button>`
}
