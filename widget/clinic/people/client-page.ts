import type { Client } from '@vetslot/sdk/staff'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { breakable } from '../../frame/addresses.ts'
import { Loaded } from '../../frame/loaded.ts'
import { back, info, plus } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { phoneLink } from '../phone.ts'
import { ClientForm } from './client-form.ts'
import { holdNote, keepingPart } from './keeping.ts'
import { peopleStyles } from './people.styles.ts'
import { PetForm } from './pet-form.ts'
import { petsTable, visitsTable } from './tables.ts'
import { type Say, speak } from './words.ts'

/** One client: how to reach them, their pets and visits, what they agreed to. */
export class ClientPage extends ConsoleView {
	static override properties = { ...ConsoleView.properties, clientId: { attribute: false } }
	static override styles = peopleStyles

	declare clientId: string
	readonly #client = new Loaded<Client>(this, (signal) =>
		this.desk.client.clients.read(this.clientId, { signal }),
	)

	readonly #set = (client: Client): void => this.#client.set(client)

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has('clientId')) void this.#client.load()
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		return html`<div class="page"><div class="backlink">${action({ label: say('back'), glyph: back, href: '#/people' })}</div>
			${this.#client.draw((client) => this.#page(say, client))}</div>`
	}

	#page(say: Say, client: Client) {
		const again = () => void this.#client.load()
		const edit = () =>
			this.desk.openDialog(new ClientForm(client, again), { label: say('edit-client') })
		const addPet = () =>
			this.desk.openDialog(new PetForm({ ownerId: client.id }, again), { label: say('add-pet') })
		return html`<div class="head"><h2 class="title">${client.name ?? '–'}</h2><div class="buttons">
			${button('secondary', { label: say('edit-client'), onClick: edit })}
			${button('secondary', { label: say('add-pet'), glyph: plus, onClick: addPet })}</div></div>
			${holdNote(this.desk, client)}${client.matchStatus === 'unconfirmed' ? this.#unmatched(say) : nothing}
			<div class="two"><section class="sheet-card block">${this.#facts(say, client)}</section>
			<section class="sheet-card block"><h2 class="subhead">${say('consents')}</h2>${this.#consents(say, client)}</section></div>
			${client.pets.length ? petsTable(say, client.pets) : html`<p class="quiet">${say('no-pets')}</p>`}
			${client.visits.length ? visitsTable(this.desk, say, client.visits) : html`<p class="quiet">${say('no-visits')}</p>`}
			${this.desk.may('admin') ? keepingPart(this.desk, client, { onChange: this.#set, onAgain: again }) : nothing}`
	}

	#unmatched(say: Say) {
		const text = html`${say('not-matched')} <a class="link" href="#/queues/matches">${say('to-matches')}</a>`
		return note('info', { glyph: info, text })
	}

	#facts(say: Say, { phone, email, notes, contactIsShared }: Client) {
		return html`<dl class="facts"><dt>${say('phone')}</dt><dd>${
			phone ? phoneLink(this.desk, phone) : '–'
		}</dd><dt>${say('email')}</dt><dd>${
			email ? html`<a class="link" href="mailto:${email}">${breakable(email)}</a>` : '–'
		}${contactIsShared ? html`<p class="sm quiet">${say('contact-is-shared')}</p>` : nothing}</dd><dt>${say('notes')}</dt><dd class="said">${notes ?? '–'}</dd></dl>`
	}

	#consents(say: Say, { consents }: Client) {
		if (!consents.length) return html`<p class="quiet">${say('no-consents')}</p>`
		return html`<ul>${consents.map(({ purpose, channel, granted }) => {
			const values = { purpose: say(purpose), channel: say(`by-${channel}`) }
			return html`<li>${say(granted ? 'consent-yes' : 'consent-no', values)}</li>`
		})}</ul>`
	}
}

customElements.define('vetslot-clinic-client', ClientPage)
