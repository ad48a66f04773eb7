import type { OwnerHome, OwnFile, OwnFiles } from '@vetslot/sdk/owner'
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { subhead } from '../../controls/shell.ts'
import { Loaded } from '../../frame/loaded.ts'
import { MOST, sizeText } from '../../frame/sizes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert, clipboard, icon, plus } from '../../theme/icons.ts'
import { places } from '../places.ts'
import { PortalView } from '../portal-view.ts'
import type { Route } from '../route.ts'
import { viewStyles } from '../styles.ts'
import { documentsStyles } from './documents.styles.ts'
import { documentMessages } from './messages.ts'
import { photoPart } from './photo-part.ts'
import { pictureOf, save } from './picture.ts'

type Pet = OwnerHome['pets'][number]
type Kind = 'photo' | 'document'
type Picked = Event & { target: HTMLInputElement }

/** A pet's photo and documents: `#…/documents/<petId>`. */
export class DocumentsView extends PortalView {
	static override properties: PropertyDeclarations = {
		...PortalView.properties,
		sending: { state: true },
		picture: { state: true },
		trouble: { state: true },
	}
	static override styles = [...viewStyles, documentsStyles]

	declare sending: Kind | undefined
	/** Of the pet, as an address of this page. */
	declare picture: string | undefined
	declare trouble: string | undefined
	#say: Translate<typeof documentMessages> | undefined
	#of: string | undefined
	#shown: string | undefined
	#name = ''
	readonly #pet = new Loaded<Pet | undefined>(this, async (signal) => {
		const { pets } = await this.portal.client.home({ signal })
		const pet = pets.find(({ id }) => id === this.#petId)
		await this.#show(pet?.photoFileId ?? undefined, signal)
		return pet
	})
	readonly #files = new Loaded<OwnFiles>(this, (signal) =>
		this.portal.client.files.list(this.#petId, {}, { signal }),
	)

	get say(): Translate<typeof documentMessages> {
		this.#say ??= this.portal.speak(documentMessages)
		return this.#say
	}

	get pet(): Pet | undefined {
		return this.#pet.value
	}

	get #petId(): string {
		return this.route.path[0] ?? ''
	}

	override get heading(): string {
		return this.pet ? this.say('of-pet', { pet: this.pet.name }) : this.label
	}

	override get above(): Partial<Route> {
		return places.pet(this.#petId)
	}

	protected override willUpdate(): void {
		if (this.#of === this.#petId) return
		this.#of = this.#petId
		this.#files.value = undefined
		this.reread()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#forget()
	}

	override reread(): void {
		void this.#pet.load()
		void this.#files.load()
	}

	/** Pages that let no such address through show the animal's kind instead. */
	readonly onBroken = (): void => this.#forget()

	#forget(): void {
		if (this.picture) URL.revokeObjectURL(this.picture)
		this.picture = undefined
		this.#shown = undefined
	}

	async #show(fileId: string | undefined, signal: AbortSignal): Promise<void> {
		if (fileId === this.#shown) return
		this.#forget()
		if (!fileId) return
		// A photo that can't be had keeps nobody from the rest.
		const picture = await pictureOf(this.portal.client, fileId, signal).catch(() => undefined)
		if (signal.aborted && picture) return URL.revokeObjectURL(picture)
		this.picture = picture
		this.#shown = picture && fileId
	}

	readonly onPhoto = (event: Picked) =>
		this.#send('photo', event.target, async (file) => {
			await this.portal.client.files.setPhoto(this.#petId, file)
			await this.#pet.load()
			this.portal.toast({ text: this.say('photo-saved') })
		})

	readonly #onDocument = (event: Picked) =>
		this.#send('document', event.target, async (file) => {
			const { name } = await this.portal.client.files.upload(this.#petId, file, file.name)
			await this.#files.load()
			this.portal.toast({ text: this.say('document-saved', { name }) })
		})

	/** What is too large is told before it travels. */
	async #send(kind: Kind, input: HTMLInputElement, work: (file: File) => Promise<void>) {
		const [file] = input.files ?? []
		if (!file || this.sending) return
		this.#name = this.#described(file)
		const most = MOST[kind]
		const { name } = file
		this.trouble = undefined
		if (file.size > most) {
			const sizes = { size: this.#size(file.size), most: this.#size(most) }
			this.trouble = this.say('too-large', { name, ...sizes })
		} else {
			this.sending = kind
			this.portal.say(this.#name)
			await work(file).catch((error) => {
				this.trouble = this.portal.failure(error)
			})
			this.sending = undefined
		}
		// The same file can be chosen again.
		input.value = ''
	}

	#size(bytes: number): string {
		return sizeText(this.portal.words.locale, bytes)
	}

	#described({ name, size }: File): string {
		return this.say('sending', { name, size: this.#size(size) })
	}

	readonly removePhoto = () =>
		this.#do(async () => {
			await this.portal.client.files.removePhoto(this.#petId)
			await this.#pet.load()
			this.portal.toast({ text: this.say('photo-removed') })
		})

	async #remove({ id, title }: OwnFile): Promise<void> {
		const { say, portal } = this
		const yes = { yes: say('remove'), no: say('keep') }
		if (!(await portal.ask({ text: say('remove-ask', { title }), ...yes }))) return
		await this.#do(async () => {
			await portal.client.files.remove(id)
			portal.toast({ text: say('removed', { title }) })
		})
		await this.#files.load()
	}

	async #do(work: () => Promise<void>): Promise<void> {
		this.trouble = undefined
		await work().catch((error) => {
			this.trouble = this.portal.failure(error)
		})
	}

	protected override render(): TemplateResult {
		return html`<div class="stack"><div role="alert">${
			this.trouble ? note('danger', { glyph: alert, text: this.trouble }) : nothing
		}</div>${this.sending ? html`<p class="sm quiet">${this.#name}</p>` : nothing}${this.#pet.draw(
			() => photoPart(this),
		)}${this.#pet.isLost && this.#files.isLost ? nothing : this.#files.draw((files) => this.#documents(files))}</div>`
	}

	#documents({ files, nextCursor }: OwnFiles) {
		const { say, level } = this
		const choose = () => this.find<HTMLInputElement>('#document')?.click()
		return html`<section class="part">${subhead(level, say('documents'), undefined, true)}<ul class="box rows">${
			files.length
				? files.map((file) => this.#row(file))
				: html`<li class="row"><p class="grow"><b>${say('no-documents')}</b><span class="sm quiet">${say('no-documents-text')}</span></p></li>`
		}</ul>${nextCursor ? this.#more(nextCursor) : nothing}</section>
			<input id="document" type="file" hidden accept="application/pdf,image/jpeg,image/png,image/webp" @change=${this.#onDocument}>
			<p class="sm quiet">${say('document-hint')}</p>${button('primary', {
				...{ label: say('add'), glyph: plus, busy: this.sending === 'document' },
				onClick: choose,
			})}`
	}

	#row(file: OwnFile) {
		const { say, portal } = this
		const { title, from, createdAt, bytes } = file
		const day = portal.words.shortDay(portal.words.dayOf(createdAt))
		const load = () => void this.#do(() => save(portal.client, file))
		return html`<li class="row wraps"><span class="tile plain">${icon(clipboard)}</span><p class="grow"><b>${title}</b><span
			class="sm quiet">${say(`from-${from}`, { day })}, ${this.#size(bytes)}</span></p><span class="buttons">${action(
				{
					...{ label: say('download'), name: say('download-name', { title }), onClick: load },
				},
			)}${
				from === 'you'
					? action({
							...{ label: say('remove'), name: say('remove-name', { title }) },
							onClick: () => void this.#remove(file),
						})
					: nothing
			}</span></li>`
	}

	#more(cursor: string) {
		const load = () =>
			this.#do(async () => {
				const { files = [] } = this.#files.value ?? {}
				const page = await this.portal.client.files.list(this.#petId, { cursor })
				this.#files.set({ ...page, files: [...files, ...page.files] })
			})
		return action({ label: this.say('more'), onClick: () => void load() })
	}
}

customElements.define('vetslot-portal-documents', DocumentsView)
