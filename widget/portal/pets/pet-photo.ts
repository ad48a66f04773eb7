import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { MOST, sizeText } from '../../frame/sizes.ts'
import { alert } from '../../theme/icons.ts'
import { Photos } from '../photos.ts'
import { PetPart } from './pet-part.ts'

/** Of an animal, in pixels. */
const LARGE = 50

type Picked = Event & { target: HTMLInputElement }

/** A pet's photo, and the ways to choose one, to choose another, or to have none. */
export class PetPhoto extends PetPart {
	static override properties: PropertyDeclarations = {
		...PetPart.properties,
		busy: { state: true },
		trouble: { state: true },
	}

	declare busy: boolean
	declare trouble: string | undefined
	readonly #photos = new Photos(this)

	constructor() {
		super()
		this.busy = false
	}

	readonly #choose = () => this.find<HTMLInputElement>('#photo')?.click()

	/** What is too large is told before it travels. */
	readonly #onPhoto = ({ target: input }: Picked) => {
		const [file] = input.files ?? []
		// The same file can be chosen again.
		input.value = ''
		if (!file || this.busy) return
		const { say, portal } = this
		const size = (bytes: number) => sizeText(portal.words.locale, bytes)
		if (file.size > MOST.photo) {
			this.trouble = say('photo-large', { size: size(file.size), most: size(MOST.photo) })
			return
		}
		portal.say(say('photo-sending'))
		void this.#do(() => portal.client.files.setPhoto(this.pet.id, file), say('photo-saved'))
	}

	readonly #remove = () => {
		const { say, portal } = this
		void this.#do(() => portal.client.files.removePhoto(this.pet.id), say('photo-removed'))
	}

	async #do(work: () => Promise<unknown>, done: string): Promise<void> {
		const { portal, pet } = this
		this.busy = true
		this.trouble = undefined
		try {
			await work()
			this.onChange(await portal.client.pets.read(pet.id))
			portal.toast({ text: done })
		} catch (error) {
			this.trouble = portal.failure(error)
		}
		this.busy = false
	}

	protected override render(): TemplateResult {
		const { pet, say, busy } = this
		const has = pet.photoFileId !== null
		const label = say(has ? 'photo-change' : 'photo-add')
		return html`<div class="photo-of">${this.#photos.tile(pet, say('photo-of', { pet: pet.name }), LARGE)}<div class="ways"
			><input id="photo" type="file" hidden accept="image/jpeg,image/png,image/webp" @change=${this.#onPhoto}>${action(
				{ label, busy, onClick: this.#choose },
			)}${
				has ? action({ label: say('photo-remove'), busy, onClick: this.#remove }) : nothing
			}</div></div><div role="alert">${this.trouble ? note('danger', { glyph: alert, text: this.trouble }) : nothing}</div>`
	}
}

customElements.define('vetslot-portal-pet-photo', PetPhoto)
