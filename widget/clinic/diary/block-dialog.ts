import { VetslotError } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { diaryMessages } from './messages.ts'
import { type Column, type Minute, wallText } from './model.ts'

/** Takes a stretch of somebody's time, or a room's, out of the day. */
export class BlockDialog extends ConsoleView {
	readonly #column: Column
	#from: string
	#until: string
	#reason = ''
	#error: string | undefined
	#trouble: string | undefined
	/** Visits that are booked in this time. */
	#inTheWay = 0
	#busy = false

	constructor(column: Column, from: Minute, until: Minute) {
		super()
		this.#column = column
		this.#from = wallText(from)
		this.#until = wallText(Math.min(until, 1435))
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		const say = this.desk.speak(diaryMessages)
		this.#error = this.#until > this.#from ? undefined : say('end-before-start')
		if (!this.#error) await this.#send()
		this.requestUpdate()
	}

	async #send(): Promise<void> {
		const say = this.desk.speak(diaryMessages)
		const { resource, date } = this.#column
		this.#busy = true
		this.#trouble = undefined
		this.requestUpdate()
		try {
			await this.desk.client.overrides.create({
				resourceId: resource.id,
				type: 'unavailable',
				date,
				startTime: this.#from,
				endTime: this.#until,
				...(this.#reason.trim() && { reason: this.#reason.trim() }),
				allowStranded: this.#inTheWay > 0,
			})
			this.desk.closeDialog()
			this.desk.toast({ text: say('blocked') })
		} catch (error) {
			const stranded = error instanceof VetslotError ? error.stranded.length : 0
			if (stranded) this.#inTheWay = stranded
			else this.#trouble = this.desk.failure(error)
		}
		this.#busy = false
	}

	protected override render(): TemplateResult {
		const say = this.desk.speak(diaryMessages)
		const { words } = this.desk
		const { resource, date } = this.#column
		const time = (id: 'from' | 'until', value: string, set: (text: string) => void) =>
			textField(words, {
				id,
				label: say(id),
				value,
				type: 'time',
				error: id === 'until' ? this.#error : undefined,
				onInput: (text) => {
					set(text)
					this.#inTheWay = 0
					this.requestUpdate()
				},
			})
		return html`<form class="stack" novalidate @submit=${this.#submit}>
			<p class="quiet">${say('at-time', { name: resource.shortName, time: words.longDay(date) })}</p>
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			<div class="form">${time('from', this.#from, (text) => {
				this.#from = text
			})}${time('until', this.#until, (text) => {
				this.#until = text
			})}
			<div class="all">${textField(words, {
				id: 'reason',
				label: say('why'),
				optional: true,
				value: this.#reason,
				onInput: (text) => {
					this.#reason = text
				},
			})}</div></div>
			${
				this.#inTheWay
					? html`<div role="alert">${note('warm', { glyph: alert, text: say('in-the-way', { count: this.#inTheWay }) })}</div>`
					: nothing
			}
			<div class="buttons">${button('secondary', { label: say('keep'), onClick: () => this.desk.closeDialog() })}${button(
				'primary',
				{ label: say(this.#inTheWay ? 'block-anyway' : 'block'), submit: true, busy: this.#busy },
			)}</div></form>`
	}
}

customElements.define('vetslot-clinic-block', BlockDialog)
