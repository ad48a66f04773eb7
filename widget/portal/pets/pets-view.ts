import type { OwnPet, OwnPets } from '@vetslot/sdk/owner'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { Loaded } from '../../frame/loaded.ts'
import { icon, next, plus } from '../../theme/icons.ts'
import { Photos } from '../photos.ts'
import { PortalView } from '../portal-view.ts'
import type { Route } from '../route.ts'
import { viewStyles } from '../styles.ts'
import './history.ts'
import './pet-form.ts'
import type { PetForm } from './pet-form.ts'
import './pet-page.ts'
import { petsStyles } from './pets.styles.ts'
import './sharing.ts'
import { factsLine, type Say, speak } from './words.ts'

const NEW = 'new'

/**
 * All pets, and the pages of each: `pets`, `pets/new`, `pets/<id>`, `pets/<id>/edit`,
 * `pets/<id>/history`, `pets/<id>/sharing`.
 */
export class PetsView extends PortalView {
	static override styles = [...viewStyles, petsStyles]

	readonly #list = new Loaded<OwnPets>(this, (signal) =>
		this.portal.client.pets.list({}, { signal }),
	)
	readonly #pet = new Loaded<OwnPet>(this, (signal) =>
		this.portal.client.pets.read(this.#id ?? '', { signal }),
	)
	readonly #photos = new Photos(this)
	#shown: string | undefined

	get #id(): string | undefined {
		const [id] = this.route.path
		return id === NEW ? undefined : id
	}

	override get heading(): string {
		const say = speak(this.portal)
		const pet = this.#id === this.#shown ? this.#pet.value?.name : undefined
		const [id, part] = this.route.path
		if (id === NEW) return say('new-pet')
		if (pet === undefined) return this.label
		if (part === 'edit') return say('edit-pet', { pet })
		if (part === 'history') return say('history-of', { pet })
		return part === 'sharing' ? say('sharing', { pet }) : pet
	}

	override get above(): Partial<Route> | undefined {
		if (this.route.path[0] === NEW) return { path: [], query: {} }
		return super.above
	}

	override get dirty(): boolean {
		return this.find<PetForm>('vetslot-portal-pet-form')?.dirty ?? false
	}

	override reread(): void {
		void (this.#id === undefined ? this.#list.load() : this.#pet.load())
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (!changed.has('route') || this.route.path[0] === NEW) return
		if (this.#id === undefined) void this.#list.load()
		else if (this.#id !== this.#shown) {
			this.#pet.value = undefined
			this.#shown = this.#id
			void this.#pet.load()
		}
	}

	protected override render(): TemplateResult {
		const { portal, route } = this
		if (route.path[0] === NEW)
			return html`<vetslot-portal-pet-form .portal=${portal} .route=${route}></vetslot-portal-pet-form>`
		if (this.#id === undefined) return html`${this.#list.draw((list) => this.#pets(list))}`
		return html`${this.#pet.draw((pet) => this.#part(pet))}`
	}

	#part(pet: OwnPet): TemplateResult {
		const { portal, route } = this
		const onChange = (changed: OwnPet) => this.#pet.set(changed)
		switch (route.path[1]) {
			case 'edit':
				return html`<vetslot-portal-pet-form .portal=${portal} .route=${route} .pet=${pet} .onChange=${onChange}></vetslot-portal-pet-form>`
			case 'history':
				return html`<vetslot-portal-history .portal=${portal} .route=${route} .pet=${pet}></vetslot-portal-history>`
			case 'sharing':
				return html`<vetslot-portal-sharing .portal=${portal} .route=${route} .pet=${pet}></vetslot-portal-sharing>`
			default:
				return html`<vetslot-portal-pet .portal=${portal} .route=${route} .pet=${pet} .onChange=${onChange}></vetslot-portal-pet>`
		}
	}

	#pets({ pets, nextCursor }: OwnPets): TemplateResult {
		const say = speak(this.portal)
		const add = () => this.portal.go({ view: 'pets', path: [NEW] })
		return html`<div class="page">${pets.length ? nothing : html`<p>${say('no-pets')}</p>`}<ul class="box rows">${pets.map(
			(pet) => html`<li>${this.#row(say, pet)}</li>`,
		)}<li><button class="row add" type="button" @click=${add}><span class="plus">${icon(plus, 22)}</span
			><b class="grow">${say('add-pet')}</b></button></li></ul>${
				nextCursor
					? action({ label: say('more-pets'), onClick: () => void this.#more(nextCursor) })
					: nothing
			}</div>`
	}

	#row(say: Say, pet: OwnPet): TemplateResult {
		const open = () => this.portal.go({ view: 'pets', path: [pet.id] })
		const gone = pet.status === 'active' ? '' : `, ${say(`gone-${pet.status}`)}`
		return html`<button class="row pet" type="button" @click=${open}>${this.#photos.tile(pet)}<span class="grow"><b>${pet.name}</b
			><span class="sm quiet">${factsLine(say, this.portal, pet)}${gone}</span></span>${icon(next)}</button>`
	}

	async #more(cursor: string): Promise<void> {
		try {
			const more = await this.portal.client.pets.list({ cursor })
			this.#list.set({ ...more, pets: [...(this.#list.value?.pets ?? []), ...more.pets] })
		} catch (error) {
			this.portal.toast({ text: this.portal.failure(error) })
		}
	}
}

customElements.define('vetslot-portal-pets', PetsView)
