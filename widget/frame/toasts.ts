import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { action } from '../controls/buttons.ts'
import type { FrameHost, Toast } from './context.ts'

/** How long one stays; not while the pointer or the focus is on it. */
const STAY_MS = 6000

/** The one sentence at the bottom, with its "Undo". */
export class Toasts implements ReactiveController {
	readonly #frame: FrameHost
	#toast: Toast | undefined
	#timer: ReturnType<typeof setTimeout> | undefined

	constructor(frame: FrameHost) {
		this.#frame = frame
		frame.addController(this)
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer)
	}

	show(toast: Toast): void {
		this.#toast = toast
		this.#wait()
		this.#frame.requestUpdate()
		const { t } = this.#frame
		this.#frame.voice.say(toast.undo ? `${toast.text}. ${t('undo')}` : toast.text)
	}

	readonly #wait = (): void => {
		clearTimeout(this.#timer)
		this.#timer = setTimeout(this.#hide, STAY_MS)
	}

	readonly #stay = (): void => clearTimeout(this.#timer)

	readonly #hide = (): void => {
		this.#toast = undefined
		this.#frame.requestUpdate()
	}

	readonly #undo = (): void => {
		const undo = this.#toast?.undo
		this.#hide()
		undo?.()
	}

	render(): TemplateResult | typeof nothing {
		const toast = this.#toast
		if (!toast) return nothing
		const { t } = this.#frame
		return html`<section class="toast" aria-label=${t('messages')} @pointerenter=${this.#stay}
			@pointerleave=${this.#wait} @focusin=${this.#stay} @focusout=${this.#wait}><span>${toast.text}</span
			>${toast.undo ? action({ label: t('undo'), onClick: this.#undo }) : nothing}</section>`
	}
}
