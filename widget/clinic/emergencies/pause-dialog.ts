import { idempotencyKey } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { addDays } from '../../controls/calendar.ts'
import { segmented, selectField, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { fieldErrors } from '../../frame/failures.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { instantAt } from '../wall-instant.ts'
import { shortName } from '../words.ts'
import { peopleOf, type Say, sayOf } from './speech.ts'

const HOURS = ['1', '2', '4'] as const
const EVERYONE = 'everyone'
const REST = 'rest'

/** Stops online booking for some hours: with whom, how long, and why. */
export class PauseDialog extends ConsoleView {
	#hours = '2'
	#who = EVERYONE
	#reason = ''
	#errors: Record<string, string> = {}
	#trouble: string | undefined
	#busy = false

	get #say(): Say {
		return sayOf(this.desk)
	}

	/** Until when: some hours on, or to the end of the clinic's day. */
	#end(): { hours: number } | { until: string } {
		if (this.#hours !== REST) return { hours: Number(this.#hours) }
		const { words, clinic } = this.desk
		const tomorrow = addDays(words.dayOf(new Date().toISOString()), 1)
		return { until: instantAt(clinic.timeZone, tomorrow, 0) }
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		this.#busy = true
		this.#trouble = undefined
		this.requestUpdate()
		const { desk } = this
		const resourceId = this.#who === EVERYONE ? null : this.#who
		const reason = this.#reason.trim()
		const body = { resourceId, ...this.#end(), ...(reason && { reason }) }
		try {
			const set = await desk.client.pause.set(body, { idempotencyKey: idempotencyKey() })
			const own = set.people.find((one) => one.resourceId === resourceId)
			const time = desk.words.time((own ?? set.everyone)?.until ?? set.serverTime)
			const text = own
				? this.#say('paused-one', { vet: shortName(desk, resourceId), time })
				: this.#say('paused-all', { time })
			desk.toast({ text })
			desk.closeDialog()
		} catch (error) {
			this.#errors = fieldErrors(error)
			this.#trouble = desk.failure(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	protected override render(): TemplateResult {
		const say = this.#say
		const { words } = this.desk
		const people = peopleOf(this.desk).map(({ id, name }) => ({ value: id, label: name }))
		return html`<form class="stack" novalidate @submit=${this.#submit}>
			<p class="lead">${say('pause-text')}</p>${
				this.#trouble
					? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>`
					: nothing
			}${segmented(words, {
				id: 'hours',
				label: say('how-long'),
				value: this.#hours,
				options: [
					...HOURS.map((value) => ({ value, label: say('hours', { count: value }) })),
					{ value: REST, label: say('rest-of-day') },
				],
				onSelect: (value) => this.#set(() => (this.#hours = value)),
			})}${selectField(words, {
				id: 'who',
				label: say('with-whom'),
				value: this.#who,
				options: [{ value: EVERYONE, label: say('everyone') }, ...people],
				onSelect: (value) => this.#set(() => (this.#who = value)),
			})}${textField(words, {
				id: 'reason',
				label: say('reason'),
				hint: say('reason-hint'),
				optional: true,
				value: this.#reason,
				error: this.#errors.reason,
				onInput: (value) => this.#set(() => (this.#reason = value)),
			})}<div class="buttons">${button('primary', {
				label: say(this.#busy ? 'pausing' : 'pause-now'),
				submit: true,
				busy: this.#busy,
			})}</div></form>`
	}

	#set(change: () => void): void {
		change()
		this.requestUpdate()
	}
}

customElements.define('vetslot-clinic-pause', PauseDialog)
