import { idempotencyKey, type RunningLate } from '@vetslot/sdk/staff'
import { css, html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { segmented } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { alert, check } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { lateMessages } from './late-messages.ts'

const listStyles = css`
.waiting {
	display: grid;
	gap: var(--vetslot-s-3);
	margin: 0;
	padding: 0;
	list-style: none;
}
.waiting li {
	display: grid;
}
`

const MINUTES = [10, 20, 30, 45, 60]
type LateVisit = RunningLate['visits'][number]

/** Shows who waits when somebody runs late, and tells their owners. */
export class LateDialog extends ConsoleView {
	static override styles = [...viewStyles, listStyles]
	readonly #vetId: string
	#minutes = 20
	#busy = false
	#trouble: string | undefined
	#intent = idempotencyKey()
	readonly #list: Loaded<RunningLate>

	constructor(vetId: string) {
		super()
		this.#vetId = vetId
		this.#list = new Loaded(this, (signal) =>
			this.desk.client.appointments.tellRunningLate(this.#body, { dryRun: true, signal }),
		)
	}

	get #body() {
		return { veterinarianId: this.#vetId, minutes: this.#minutes }
	}

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#list.load()
	}

	readonly #choose = (value: string): void => {
		this.#minutes = Number(value)
		this.#intent = idempotencyKey()
		void this.#list.load()
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		this.#busy = true
		this.#trouble = undefined
		this.requestUpdate()
		const { appointments } = this.desk.client
		try {
			const told = await appointments.tellRunningLate(this.#body, { idempotencyKey: this.#intent })
			const say = this.desk.speak(lateMessages)
			this.desk.closeDialog()
			this.desk.toast({ text: say('done', { count: countNow(told.visits) }) })
		} catch (error) {
			this.#trouble = this.desk.failure(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	protected override render(): TemplateResult {
		const say = this.desk.speak(lateMessages)
		return html`<form class="stack" @submit=${this.#submit}>${segmented(this.desk.words, {
			id: 'minutes',
			label: say('how'),
			value: String(this.#minutes),
			options: MINUTES.map((minutes) => ({
				value: String(minutes),
				label: say('minutes', { minutes }),
			})),
			onSelect: this.#choose,
		})}${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
		<div aria-live="polite">${this.#list.draw(({ visits }) => this.#drawList(visits))}</div></form>`
	}

	#drawList(visits: readonly LateVisit[]) {
		const say = this.desk.speak(lateMessages)
		const count = countNow(visits)
		const close = button('secondary', {
			label: say('close'),
			onClick: () => this.desk.closeDialog(),
		})
		if (visits.length === 0)
			return html`<div class="stack">${note('info', { glyph: check, text: say('nobody') })}
				<div class="buttons">${close}</div></div>`
		return html`<div class="stack"><h3 class="label">${say('list')}</h3>
			<ul class="waiting">${visits.map((visit) => this.#drawVisit(visit))}</ul>
			<p class="sm quiet">${say('order')}</p>
			<div class="buttons">${close}${
				count > 0
					? button('primary', {
							label: say('send', { count }),
							submit: true,
							busy: this.#busy,
						})
					: nothing
			}</div></div>`
	}

	#drawVisit({ pets, owner, start, expectedStart, minutes, whereabouts, told }: LateVisit) {
		const say = this.desk.speak(lateMessages)
		const { words } = this.desk
		const times = { time: words.time(expectedStart), was: words.time(start), minutes }
		const about =
			whereabouts === 'here' ? say('here') : `${say(whereabouts)}, ${say(`told-${told}`)}`
		return html`<li><strong>${words.list(pets)}</strong>${' '}${owner ? html`<span class="quiet">${owner}</span>` : nothing}
			<span class="sm">${say('expected', times)}</span> <span class="sm quiet">${about}</span></li>`
	}
}

const countNow = (visits: readonly LateVisit[]) =>
	visits.filter(({ told }) => told === 'now').length

customElements.define('vetslot-clinic-late', LateDialog)
