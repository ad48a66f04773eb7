import type { OwnFile, OwnFiles, OwnPet } from '@vetslot/sdk/owner'
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { MOST, sizeText } from '../../frame/sizes.ts'
import type { Translate } from '../../locales/localize.ts'
import { alert, icon, page, plus } from '../../theme/icons.ts'
import { places } from '../places.ts'
import { PortalView } from '../portal-view.ts'
import type { Route } from '../route.ts'
import { viewStyles } from '../styles.ts'
import { documentsStyles } from './documents.styles.ts'
import { documentMessages } from './messages.ts'
import { save } from './save.ts'

type Picked = Event & { target: HTMLInputElement }

/** A pet's documents: `#…/documents/<petId>`. */
export class DocumentsView extends PortalView {
	static override properties: PropertyDeclarations = {
		...PortalView.properties,
		sending: { state: true },
		trouble: { state: true },
	}
	static override styles = [...viewStyles, documentsStyles]

	declare sending: boolean
	declare trouble: string | undefined
	#say: Translate<typeof documentMessages> | undefined
	#of: string | undefined
	#name = ''

	readonly #pet = new Loaded<OwnPet>(this, (signal) =>
		this.portal.client.pets.read(this.#petId, { signal }),
	)
	readonly #files = new Loaded<OwnFiles>(this, (signal) =>
		this.portal.client.files.list(this.#petId, {}, { signal }),
	)

	constructor() {
		super()
		this.sending = false
	}

	get say(): Translate<typeof documentMessages> {
		this.#say ??= this.portal.speak(documentMessages)
		return this.#say
	}

	get #petId(): string {
		return this.route.path[0] ?? ''
	}

	override get heading(): string {
		const pet = this.#pet.value?.name
		return pet === undefined ? this.label : this.say('of-pet', { pet })
	}

	override get above(): Partial<Route> {
		return places.pet(this.#petId)
	}

	protected override willUpdate(): void {
		if (this.#of === this.#petId) return
		this.#of = this.#petId
		this.#pet.value = undefined
		this.#files.value = undefined
		this.reread()
	}

	override reread(): void {
		void this.#pet.load()
		void this.#files.load()
	}

	readonly #onDocument = (event: Picked) =>
		this.#send(event.target, async (file) => {
			const { name } = await this.portal.client.files.upload(this.#petId, file, file.name)
			await this.#files.load()
			this.portal.toast({ text: this.say('document-saved', { name }) })
		})

	/** What is too large is told before it travels. */
	async #send(input: HTMLInputElement, work: (file: File) => Promise<void>) {
		const [file] = input.files ?? []
		if (!file || this.sending) return
		this.#name = this.#described(file)
		const most = MOST.document
		const { name } = file
		this.trouble = undefined
		if (file.size > most) {
			const sizes = { size: this.#size(file.size), most: this.#size(most) }
			this.trouble = this.say('too-large', { name, ...sizes })
		} else {
			this.sending = true
			this.portal.say(this.#name)
			await work(file).catch((error) => {
				this.trouble = this.portal.failure(error)
			})
			this.sending = false
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
		}</div>${this.sending ? html`<p class="sm quiet">${this.#name}</p>` : nothing}${this.#pet.isLost && this.#files.isLost ? nothing : this.#files.draw((files) => this.#documents(files))}</div>`
	}

	#documents({ files, nextCursor }: OwnFiles) {
		const { say } = this
		const choose = () => this.find<HTMLInputElement>('#document')?.click()
		return html`<section class="part"><ul class="box rows">${
			files.length
				? files.map((file) => this.#row(file))
				: html`<li class="row"><p class="grow"><b>${say('no-documents')}</b><span class="sm quiet">${say('no-documents-text')}</span></p></li>`
		}</ul>${nextCursor ? this.#more(nextCursor) : nothing}</section>
			<input id="document" type="file" hidden accept="application/pdf,image/jpeg,image/png,image/webp" @change=${this.#onDocument}>
			<p class="sm quiet">${say('document-hint')}</p>${button('primary', {
				...{ label: say('add'), glyph: plus, busy: this.sending },
				onClick: choose,
			})}`
	}

	#row(file: OwnFile) {
		const { say, portal } = this
		const { title, from, createdAt, bytes } = file
		const day = portal.words.shortDay(portal.words.dayOf(createdAt))
		const load = () => void this.#do(() => save(portal.client, file))
		return html`<li class="row wraps"><span class="tile plain">${icon(page)}</span><p class="grow"><b>${title}</b><span
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
