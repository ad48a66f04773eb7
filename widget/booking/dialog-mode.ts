import { html, type LitElement, nothing } from 'lit'
import { dialog, floatingButton, Modal } from '../controls/dialog.ts'
import { leaveQuestion } from './results.ts'
import { screenOf } from './state.ts'
import type { View } from './view.ts'

/** The booking behind a button in the page's corner, and the question before something is lost. */
export class DialogMode {
	readonly sheet: Modal
	readonly ask: Modal

	constructor(host: LitElement) {
		this.sheet = new Modal(host, 'sheet')
		this.ask = new Modal(host, 'ask')
	}

	/** `onLeave` is told whether the visitor has said so twice. */
	render(view: View, card: () => unknown, onOpen: () => void, onLeave: (sure: boolean) => void) {
		const { words, clinic, state } = view
		const open = this.sheet.isOpen
		const stay = () => this.ask.close()
		return html`${floatingButton({ label: words.t('book-a-visit'), onClick: onOpen, hidden: open })}${dialog(
			{
				id: 'sheet',
				label: words.t('book-at', { clinic: clinic.name }),
				body: open ? card() : nothing,
				onCancel: () => onLeave(false),
				roomy: screenOf(state) === 'time',
			},
		)}${dialog({
			id: 'ask',
			label: words.t('leave-title'),
			kind: 'ask',
			onCancel: stay,
			body: leaveQuestion(words, stay, () => onLeave(true)),
		})}`
	}
}
