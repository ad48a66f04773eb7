import type {
	OwnPet,
	OwnPets,
	OwnPrescriptionRequest,
	OwnPrescriptionRequests,
	RepeatPrescription,
} from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { Loaded } from '../../frame/loaded.ts'
import type { Translate } from '../../locales/localize.ts'
import { icon, next, plus } from '../../theme/icons.ts'
import { Photos } from '../photos.ts'
import { places } from '../places.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { prescriptionMessages } from './messages.ts'
import { prescriptionsStyles } from './prescriptions.styles.ts'
import { askFor, repeatList } from './repeats.ts'
import { requestList } from './requests.ts'

/** Medicines: what was asked for, `#…/prescriptions`, and for one pet, `#…/prescriptions/<petId>`. */
export class PrescriptionsView extends PortalView {
	static override styles = [...viewStyles, prescriptionsStyles]

	#say: Translate<typeof prescriptionMessages> | undefined
	#busy: string | undefined
	#of: string | undefined
	readonly #requests = new Loaded<OwnPrescriptionRequests>(this, (signal) =>
		this.portal.client.prescriptions.list(this.#petId ? { petId: this.#petId } : {}, { signal }),
	)
	readonly #pet = new Loaded<OwnPet>(this, (signal) =>
		this.portal.client.pets.read(this.#petId ?? '', { signal }),
	)
	readonly #pets = new Loaded<OwnPets>(this, (signal) =>
		this.portal.client.pets.list({ status: 'active' }, { signal }),
	)
	readonly #photos = new Photos(this)
	readonly #repeats = new Loaded<readonly RepeatPrescription[]>(this, async (signal) => {
		const petId = this.#petId
		if (!petId) return []
		return (await this.portal.client.prescriptions.repeats(petId, { signal })).prescriptions
	})

	get say(): Translate<typeof prescriptionMessages> {
		this.#say ??= this.portal.speak(prescriptionMessages)
		return this.#say
	}

	get #petId(): string | undefined {
		return this.route.path[0]
	}

	override get heading(): string {
		const pet = this.#petId && this.#pet.value?.name
		return pet ? this.say('order-for', { pet }) : this.label
	}

	/** Another pet is other lists, whether by a press or by the back button. */
	protected override willUpdate(): void {
		const of = this.#petId ?? ''
		if (of === this.#of) return
		this.#of = of
		for (const list of [this.#requests, this.#repeats, this.#pet]) list.value = undefined
		this.reread()
	}

	override reread(): void {
		void this.#requests.load()
		if (!this.#petId) return void this.#pets.load()
		void this.#pet.load()
		void this.#repeats.load().then(() => this.#choose())
	}

	/** A way that led here from one medicine opens its form; once, and not again by the back button. */
	#choose(): void {
		const { medicine } = this.route.query
		const [petId, repeats] = [this.#petId, this.#repeats.value]
		if (medicine === undefined || !petId || !repeats || !this.isConnected) return
		this.portal.go(places.order(petId), true)
		askFor(this, petId, { medicine, repeats })
	}

	isBusy(id: string): boolean {
		return this.#busy === id
	}

	/** Whatever came of it, a vet may have answered meanwhile: the list is read again. */
	async withdraw({ id, medicine }: OwnPrescriptionRequest): Promise<void> {
		const { say, portal } = this
		const yes = { yes: say('withdraw'), no: say('keep') }
		if (!(await portal.ask({ text: say('withdraw-ask', { medicine }), ...yes }))) return
		this.#busy = id
		this.requestUpdate()
		try {
			await portal.client.prescriptions.withdraw(id)
			portal.toast({ text: say('withdrawn-said') })
		} catch (error) {
			portal.toast({ text: portal.failure(error) })
		}
		this.#busy = undefined
		await Promise.all([this.#requests.load(), this.#repeats.load()])
	}

	protected override render(): TemplateResult {
		const petId = this.#petId
		// What is out of reach as a whole is said once.
		const isLost = (petId ? this.#repeats : this.#pets).isLost && this.#requests.isLost
		return html`<div class="stack">${
			petId
				? html`<p class="quiet">${this.say('notice')}</p>${this.#repeats.draw((repeats) => repeatList(this, petId, repeats))}`
				: this.#pets.draw((list) => this.#whom(list))
		}${
			isLost
				? nothing
				: this.#requests.draw(
						({ requests, nextCursor }) =>
							html`${requestList(this, requests)}${nextCursor ? this.#more(nextCursor) : nothing}`,
					)
		}</div>`
	}

	#whom({ pets, nextCursor }: OwnPets) {
		if (!pets.length) return this.#nobody()
		const go = (id: string) => () => this.portal.go(places.order(id))
		const more = () => void this.#morePets(nextCursor ?? '')
		return html`<section class="part">${subhead(this.level, this.say('which-pet'), undefined, true)}<ul class="box rows">${pets.map(
			(
				pet,
			) => html`<li><button class="row pet" type="button" @click=${go(pet.id)}>${this.#photos.tile(pet)}<b
				class="grow">${pet.name}</b>${icon(next)}</button></li>`,
		)}</ul>${nextCursor ? action({ label: this.say('more-pets'), onClick: more }) : nothing}</section>`
	}

	/** Medicines are for a pet, so that comes first. */
	#nobody() {
		const { say, portal } = this
		const add = () => portal.go(places.newPet)
		return html`<p>${say('no-pets-text')}</p>${button('primary', { label: say('add-pet'), glyph: plus, onClick: add })}`
	}

	async #morePets(cursor: string): Promise<void> {
		const page = await this.portal.client.pets
			.list({ status: 'active', cursor })
			.catch((error) => this.portal.toast({ text: this.portal.failure(error) }))
		if (page) this.#pets.set({ ...page, pets: [...(this.#pets.value?.pets ?? []), ...page.pets] })
	}

	#more(cursor: string) {
		const petId = this.#petId
		const load = async () => {
			const { requests = [] } = this.#requests.value ?? {}
			const page = await this.portal.client.prescriptions
				.list({ cursor, ...(petId && { petId }) })
				.catch((error) => this.portal.toast({ text: this.portal.failure(error) }))
			if (page) this.#requests.set({ ...page, requests: [...requests, ...page.requests] })
		}
		return action({ label: this.say('more'), onClick: () => void load() })
	}
}

customElements.define('vetslot-portal-prescriptions', PrescriptionsView)
