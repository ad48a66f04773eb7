import type { PetInvitation } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { codeOf } from '../../frame/failures.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { animalTile } from '../animals.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { petsStyles } from './pets.styles.ts'
import { speak } from './words.ts'

/** What a link in an invitation opens: what it is about, and a press to accept it. */
export class ShareView extends PortalView {
	static override styles = [...viewStyles, petsStyles]

	readonly #form = new Form(this)
	readonly #invitation = new Loaded<PetInvitation>(this, (signal) =>
		this.portal.client.sharing.look(this.token ?? '', { signal }),
	)

	override get heading(): string {
		return speak(this.portal)('share-heading')
	}

	override connectedCallback(): void {
		super.connectedCallback()
		if (this.token !== undefined) void this.#invitation.load()
	}

	readonly #accept = (event: Event) =>
		this.#form.send(event, async () => {
			const pet = await this.portal.client.sharing.accept(this.token ?? '')
			this.portal.toast({ text: speak(this.portal)('accepted', { pet: pet.name }) })
			this.portal.go({ view: 'pets', path: [pet.id] }, true)
		})

	protected override render(): TemplateResult {
		if (this.token === undefined) return this.#nothing('share-none')
		if (codeOf(this.#invitation.error) === 'link_ended') return this.#nothing('share-over')
		return html`<div class="page narrow">${this.#invitation.draw((invitation) => this.#about(invitation))}</div>`
	}

	#nothing(why: 'share-none' | 'share-over'): TemplateResult {
		const say = speak(this.portal)
		const home = () => this.portal.go({ view: 'home' }, true)
		return html`<div class="page narrow"><p>${say(why)}</p>${button('primary', { label: say('to-home'), onClick: home })}</div>`
	}

	#about({ pet, from, clinic }: PetInvitation): TemplateResult {
		const say = speak(this.portal)
		const who = from ?? say('somebody')
		return html`<div class="who">${animalTile(pet.species)}<p class="grow"><b>${say('share-title', { who, pet: pet.name })}</b></p></div>
			<p>${say('share-text', { pet: pet.name, clinic: clinic.name })}</p>
			<form @submit=${this.#accept}>${this.#form.alert()}${button('primary', { label: say('accept'), submit: true, busy: this.#form.busy })}</form>`
	}
}

customElements.define('vetslot-portal-share', ShareView)
