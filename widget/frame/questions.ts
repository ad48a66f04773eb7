import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { button } from '../controls/buttons.ts'
import type { FrameHost, Question } from './context.ts'
import { deepFocus } from './deep-focus.ts'

/** A short question before something is done or lost, above whatever is open. */
export class Questions implements ReactiveController {
	readonly #frame: FrameHost
	#question: Question | undefined
	#answer: (yes: boolean) => void = () => {}
	#opener: HTMLElement | undefined

	constructor(frame: FrameHost) {
		this.#frame = frame
		frame.addController(this)
	}

	get #dialog(): HTMLDialogElement | null {
		return this.#frame.renderRoot.querySelector('dialog#question')
	}

	ask(question: Question): Promise<boolean> {
		this.close(false)
		this.#opener = deepFocus()
		this.#question = question
		this.#frame.requestUpdate()
		return new Promise((resolve) => {
			this.#answer = resolve
		})
	}

	close(yes: boolean): void {
		if (!this.#question) return
		this.#dialog?.close()
		this.#question = undefined
		this.#frame.requestUpdate()
		this.#opener?.focus()
		this.#answer(yes)
	}

	hostUpdated(): void {
		const dialog = this.#dialog
		if (!dialog || dialog.open) return
		dialog.showModal()
		// What loses nothing is the nearest.
		dialog.querySelector<HTMLElement>('.button')?.focus()
	}

	readonly #cancel = (event: Event): void => {
		event.preventDefault()
		this.close(false)
	}

	render(): TemplateResult | typeof nothing {
		if (!this.#question) return nothing
		const { text, yes, no } = this.#question
		const [asked, more] = parted(text)
		return html`<dialog id="question" role="alertdialog" aria-labelledby="question-text" aria-describedby=${more ? 'question-more' : nothing} @cancel=${this.#cancel}>
			<h2 class="dialog-title" id="question-text">${asked}</h2>${more ? html`<p class="quiet" id="question-more">${more}</p>` : nothing}
			<div class="buttons">${button('secondary', { label: no, onClick: () => this.close(false) })}${button(
				'primary',
				{ label: yes, onClick: () => this.close(true) },
			)}</div></dialog>`
	}
}

/** What is asked, and apart from it what comes of a yes: "Remove it?", "Nobody sees it any more." */
function parted(text: string): [asked: string, more: string] {
	const end = /[?؟？]\s*/.exec(text)
	const at = end ? end.index + end[0].length : text.length
	return [text.slice(0, at).trim(), text.slice(at)]
}
