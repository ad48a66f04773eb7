import { idempotencyKey, type LetterPreview, type VisitDetails } from '@vetslot/sdk/staff'
import { css, html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { visitMessages } from './messages.ts'

const letterStyles = css`
.letter p {
	margin-block-start: 8px;
	white-space: pre-line;
	overflow-wrap: anywhere;
}
`

/** Cancelling a visit or declining a request, with the letter that the owner gets. */
export class CancelDialog extends ConsoleView {
	static override styles = [...viewStyles, letterStyles]

	readonly #kind: 'cancel' | 'decline'
	readonly #id: string
	readonly #pets: string
	readonly #letter: Loaded<LetterPreview>
	readonly #intent = idempotencyKey()
	#reason = ''
	#error: string | undefined
	#trouble: string | undefined
	#busy = false

	constructor(kind: 'cancel' | 'decline', { appointment }: VisitDetails, pets: string) {
		super()
		this.#kind = kind
		this.#id = appointment.id
		this.#pets = pets
		this.#letter = new Loaded(this, (signal) =>
			this.desk.client.appointments.preview(this.#id, { kind }, { signal }),
		)
	}

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#letter.load()
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		const say = this.desk.speak(visitMessages)
		const reason = this.#reason.trim()
		this.#error = this.#kind === 'decline' && !reason ? say('reason-missing') : undefined
		this.requestUpdate()
		if (this.#error) return void this.updateComplete.then(() => this.find('#reason')?.focus())
		await this.#send(reason)
	}

	async #send(reason: string): Promise<void> {
		const say = this.desk.speak(visitMessages)
		const { appointments } = this.desk.client
		const call = { idempotencyKey: this.#intent }
		this.#busy = true
		try {
			if (this.#kind === 'decline') await appointments.decline(this.#id, { reason }, call)
			else await appointments.cancel(this.#id, reason ? { reason } : {}, call)
			this.desk.closeDialog()
			const text = say(`done-${this.#kind}`, { pets: this.#pets })
			const undo = () => void this.#undo()
			this.desk.toast(this.#kind === 'cancel' ? { text, undo } : { text })
		} catch (error) {
			this.#trouble = this.desk.failure(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	async #undo(): Promise<void> {
		try {
			await this.desk.client.appointments.undo(this.#id)
			this.desk.toast({ text: this.desk.speak(visitMessages)('undone', { pets: this.#pets }) })
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
	}

	protected override render(): TemplateResult {
		const say = this.desk.speak(visitMessages)
		return html`<form class="stack" novalidate @submit=${this.#submit}>
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : ''}
			${textField(this.desk.words, {
				id: 'reason',
				label: say(`${this.#kind}-reason`),
				optional: this.#kind === 'cancel',
				value: this.#reason,
				error: this.#error,
				onInput: (text) => {
					this.#reason = text
				},
			})}
			${this.#letter.draw((letter) => drawLetter(say, letter))}
			<div class="buttons">${button('secondary', { label: say('keep'), onClick: () => this.desk.closeDialog() })}${button(
				'danger',
				{ label: say(this.#kind), submit: true, busy: this.#busy },
			)}</div></form>`
	}
}

type Say = Translate<typeof visitMessages>

function drawLetter(say: Say, { to, subject, text }: LetterPreview): TemplateResult {
	if (to === null) return note('warm', { glyph: alert, text: say('no-letter') })
	return html`<div><p class="label">${say('letter-to', { to })}</p><div class="sheet-card letter"><b>${subject}</b><p>${text}</p></div></div>`
}

customElements.define('vetslot-clinic-cancel', CancelDialog)
