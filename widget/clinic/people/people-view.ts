import type { Clients, Found } from '@vetslot/sdk/staff'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { textField } from '../../controls/fields.ts'
import { Loaded } from '../../frame/loaded.ts'
import { plus } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { ClientForm } from './client-form.ts'
import './client-page.ts'
import { peopleStyles } from './people.styles.ts'
import './pet-page.ts'
import { clientsTable, petsTable, visitsTable } from './tables.ts'
import { type Say, speak } from './words.ts'

/** Keys that follow each other sooner than this are one question. */
const PAUSE_MS = 150

type Shown = { newest: Clients['clients'] } | { found: Found }

/** Finding people, and the pages of each: `#/people`, `#/people/client/<id>`, `#/people/pet/<id>`. */
export class PeopleView extends ConsoleView {
	static override styles = peopleStyles

	#timer: ReturnType<typeof setTimeout> | undefined
	#asked: string | undefined
	readonly #shown = new Loaded<Shown>(this, (signal) => this.#read(signal))

	get #q(): string {
		return this.route.query.q ?? ''
	}

	async #read(signal: AbortSignal): Promise<Shown> {
		const { client } = this.desk
		const q = this.#q.trim()
		if (!q) return { newest: (await client.clients.list({ limit: 20 }, { signal })).clients }
		const found = await client.search(q, { signal })
		const count = found.clients.length + found.pets.length + found.visits.length
		const say = speak(this.desk)
		this.desk.say(count ? say('found-count', { count }) : say('nothing-found'))
		return { found }
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (!changed.has('route') || this.route.path.length || this.#asked === this.#q) return
		this.#asked = this.#q
		void this.#shown.load()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		clearTimeout(this.#timer)
	}

	readonly #type = (q: string): void => {
		clearTimeout(this.#timer)
		const go = () => this.desk.go({ view: 'people', path: [], query: q ? { q } : {} }, true)
		this.#timer = setTimeout(go, PAUSE_MS)
	}

	protected override render(): TemplateResult {
		const [kind, id] = this.route.path
		const { desk, route } = this
		if (kind === 'client' && id)
			return html`<vetslot-clinic-client .desk=${desk} .route=${route} .clientId=${id}></vetslot-clinic-client>`
		if (kind === 'pet' && id)
			return html`<vetslot-clinic-pet .desk=${desk} .route=${route} .petId=${id}></vetslot-clinic-pet>`
		return this.#search(speak(desk))
	}

	#search(say: Say): TemplateResult {
		const add = () => {
			const label = say('new-client')
			this.desk.openDialog(new ClientForm(undefined, this.#toClient), { label })
		}
		return html`<div class="page"><div class="block"><div class="head"><div class="search" role="search">${textField(
			this.desk.words,
			{
				...{ id: 'q', label: say('find-label'), hint: say('find-hint'), value: this.#q },
				...{ onInput: this.#type, autocomplete: 'off' },
			},
		)}</div><div class="buttons">${button('primary', {
			...{ label: say('new-client'), glyph: plus, onClick: add },
		})}</div></div></div>${this.#shown.draw((shown) => this.#results(say, shown))}</div>`
	}

	readonly #toClient = (id: string): void =>
		this.desk.go({ view: 'people', path: ['client', id], query: {} })

	#results(say: Say, shown: Shown) {
		if ('newest' in shown)
			return clientsTable(this.desk, { say, heading: say('newest'), rows: shown.newest })
		const { clients, pets, visits } = shown.found
		if (!clients.length && !pets.length && !visits.length)
			return html`<p class="empty">${say('nothing-found')}</p>`
		return html`${clients.length ? clientsTable(this.desk, { say, heading: say('clients'), rows: clients }) : nothing}${
			pets.length ? petsTable(say, pets) : nothing
		}${visits.length ? visitsTable(this.desk, say, visits) : nothing}`
	}
}

customElements.define('vetslot-clinic-people', PeopleView)
