import { type Client, type Erasure, idempotencyKey } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { Form } from '../../frame/form.ts'
import { alert } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from './people.styles.ts'
import { momentText, type Say, speak } from './words.ts'

const AHEAD = ['pending', 'confirmed', 'reminded']

/** The question before a client is erased: what goes, and what stays and why. */
export class EraseForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #client: Client
	readonly #onDone: (done: Erasure) => void
	readonly #form = new Form(this, { visits: 'cancel' })
	readonly #intent = idempotencyKey()

	constructor(client: Client, onDone: (done: Erasure) => void) {
		super()
		this.#client = client
		this.#onDone = onDone
	}

	get #ahead(): Client['visits'] {
		const now = Date.now()
		const isAhead = ({ status, start }: Client['visits'][number]) =>
			AHEAD.includes(status) && Date.parse(start) > now
		return this.#client.visits.filter(isAhead).toReversed()
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const upcomingVisits = this.#form.value('visits') === 'keep' ? 'keep' : 'cancel'
			const call = { idempotencyKey: this.#intent }
			const { clients } = this.desk.client
			const done = await clients.erase(this.#client.id, { upcomingVisits }, call)
			this.desk.closeDialog()
			this.#onDone(done)
		})

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		const { pets } = this.#client
		const names = this.desk.words.list(pets.map(({ name }) => name))
		const list = (texts: readonly string[]) =>
			html`<ul class="points">${texts.map((text) => html`<li>${text}</li>`)}</ul>`
		const stays = pets.length ? [say('stays-pets', { pets: names })] : []
		return html`<form class="stack" novalidate @submit=${this.#send}>${this.#form.alert()}
			${note('danger', { glyph: alert, text: say('erase-warning') })}
			<section class="block"><h3 class="subhead">${say('goes')}</h3>${list([say('goes-person'), say('goes-account'), say('goes-words')])}</section>
			<section class="block"><h3 class="subhead">${say('stays')}</h3>${list([...stays, say('stays-visits'), say('stays-others')])}
			<p class="sm quiet">${say('stays-why')}</p></section>
			${this.#ahead.length ? this.#visits(say) : nothing}
			<p class="sm quiet">${say('erase-letter')}</p>
			<div class="buttons">${button('secondary', { label: say('leave-client'), onClick: () => this.desk.closeDialog() })}${button(
				'danger',
				{ label: say('erase-now'), submit: true, busy: this.#form.busy },
			)}</div></form>`
	}

	#visits(say: Say): TemplateResult {
		const form = this.#form
		const count = this.#ahead.length
		const options = (['cancel', 'keep'] as const).map((value) => ({
			...{ value, label: say(`ahead-${value}`, { count }) },
		}))
		return html`${form.choice('visits', say('ahead', { count }), options)}
			<ul class="points">${this.#ahead.map(
				({ start, typeName }) => html`<li>${momentText(this.desk, start)}: ${typeName}</li>`,
			)}</ul>${form.value('visits') === 'keep' ? html`<p class="sm quiet">${say('ahead-keep-text')}</p>` : nothing}`
	}
}

customElements.define('vetslot-clinic-erase-form', EraseForm)
