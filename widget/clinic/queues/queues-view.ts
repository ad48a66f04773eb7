import type { Queues } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { Loaded } from '../../frame/loaded.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { writeRoute } from '../route.ts'
import './callbacks.ts'
import './matches.ts'
import { queueMessages } from './messages.ts'
import './prescriptions.ts'
import { queuesStyles } from './queues.styles.ts'
import './requests.ts'

const LISTS = ['requests', 'matches', 'callbacks', 'prescriptions'] as const
type List = (typeof LISTS)[number]

/** What waits to be worked off: `#/queues/requests` and so on, by the names of `LISTS`. */
export class QueuesView extends ConsoleView {
	static override styles = [...peopleStyles, queuesStyles]

	#stop: (() => void) | undefined
	readonly #counts = new Loaded<Queues>(this, (signal) => this.desk.client.queues({ signal }))

	override connectedCallback(): void {
		super.connectedCallback()
		this.#stop = this.desk.onChange(() => void this.#counts.load())
		void this.#counts.load()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stop?.()
	}

	get #list(): List {
		const [wanted] = this.route.path
		return LISTS.find((list) => list === wanted) ?? 'requests'
	}

	readonly #onCount = (): void => void this.#counts.load()

	protected override render(): TemplateResult {
		const say = this.desk.speak(queueMessages)
		const list = this.#list
		return html`<div class="page"><nav class="lists" aria-label=${say('lists')}>${LISTS.map((one) => this.#tab(one))}</nav>
			<h2 class="title">${say(list)}</h2>${this.#entries(list)}</div>`
	}

	#entries(list: List) {
		const say = this.desk.speak(queueMessages)
		const { desk, route } = this
		const onCount = this.#onCount
		switch (list) {
			case 'requests':
				return html`<vetslot-clinic-requests .desk=${desk} .route=${route} .onCount=${onCount}></vetslot-clinic-requests>`
			case 'matches':
				return html`<p class="lead">${say('match-text')}</p><vetslot-clinic-matches .desk=${desk} .route=${route} .onCount=${onCount}></vetslot-clinic-matches>`
			case 'callbacks':
				return html`<vetslot-clinic-callbacks .desk=${desk} .route=${route} .onCount=${onCount}></vetslot-clinic-callbacks>`
			case 'prescriptions':
				return html`<vetslot-clinic-prescriptions .desk=${desk} .route=${route} .onCount=${onCount}></vetslot-clinic-prescriptions>`
		}
	}

	#tab(list: List) {
		const say = this.desk.speak(queueMessages)
		const count = this.#counts.value?.[list] ?? 0
		const name = say(list)
		return html`<a class="list" href=${writeRoute({ view: 'queues', path: [list], query: {} })}
			aria-current=${list === this.#list ? 'page' : nothing}
			aria-label=${count ? say('with-count', { name, count }) : name}>${name}${' '}${
				count ? html`<span class="count num">${count}</span>` : nothing
			}</a>`
	}
}

customElements.define('vetslot-clinic-queues', QueuesView)
