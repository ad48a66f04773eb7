import type { PetFile, PetFiles } from '@vetslot/sdk/staff'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Loaded } from '../../frame/loaded.ts'
import { saveAs } from '../../frame/save.ts'
import { sizeText } from '../../frame/sizes.ts'
import { plus } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { DocumentForm } from './document-form.ts'
import { peopleStyles } from './people.styles.ts'
import { dayText, type Say, speak } from './words.ts'

/** What lies here about an animal: from the clinic, with who may see it, and from its owners. */
export class Documents extends ConsoleView {
	static override properties = {
		...ConsoleView.properties,
		petId: { attribute: false },
		onChanged: { attribute: false },
	}
	static override styles = peopleStyles

	declare petId: string
	/** The medical record says something else then. */
	declare onChanged: () => void
	/** Files on which something is being done. */
	readonly #busy = new Set<string>()
	readonly #files = new Loaded<PetFiles>(this, (signal) =>
		this.desk.client.files.list(this.petId, {}, { signal }),
	)

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has('petId')) this.reread()
	}

	reread(): void {
		void this.#files.load()
	}

	readonly #added = ({ title }: PetFile): void =>
		this.#changed(speak(this.desk)('added', { name: title }))

	#changed(text: string): void {
		this.desk.toast({ text })
		this.reread()
		this.onChanged()
	}

	/** One thing at a time with each file. */
	async #do(id: string, work: () => Promise<void>): Promise<void> {
		if (this.#busy.has(id)) return
		this.#busy.add(id)
		this.requestUpdate()
		try {
			await work()
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
			this.reread()
		}
		this.#busy.delete(id)
		this.requestUpdate()
	}

	#save({ id, name }: PetFile): Promise<void> {
		return this.#do(id, async () => saveAs(await this.desk.client.files.content(id), name))
	}

	/** The owners may read it from that moment on, so that is asked. */
	async #share({ id, title: name, visibility }: PetFile): Promise<void> {
		const { desk } = this
		const say = speak(desk)
		const to = visibility === 'shared' ? 'internal' : 'shared'
		const question = { yes: say(`make-${to}`), no: say('leave-it') }
		if (!(await desk.ask({ text: say(`make-${to}-ask`, { name }), ...question }))) return
		await this.#do(id, async () => {
			await desk.client.files.change(id, { visibility: to })
			this.#changed(say(`made-${to}`, { name }))
		})
	}

	async #remove({ id, title: name, uploadedBy }: PetFile): Promise<void> {
		const { desk } = this
		const say = speak(desk)
		const from = uploadedBy.kind === 'owner' ? 'remove-theirs' : 'remove-ours'
		const question = { yes: say('remove-file'), no: say('leave-it') }
		if (!(await desk.ask({ text: say(from, { name }), ...question }))) return
		await this.#do(id, async () => {
			await desk.client.files.remove(id)
			this.#changed(say('removed-file', { name }))
		})
	}

	async #more({ files, nextCursor }: PetFiles): Promise<void> {
		if (!nextCursor) return
		await this.#do('more', async () => {
			const page = await this.desk.client.files.list(this.petId, { cursor: nextCursor })
			this.#files.set({ ...page, files: [...files, ...page.files] })
		})
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		const add = () =>
			this.desk.openDialog(new DocumentForm(this.petId, this.#added), {
				label: say('add-document'),
			})
		const mayAdd = this.desk.may('veterinarian', 'nurse')
		return html`<section class="sheet-card block"><div class="head"><h2 class="subhead">${say('documents')}</h2>
			<div class="buttons">${mayAdd ? button('secondary', { label: say('add-document'), glyph: plus, onClick: add }) : nothing}</div></div>
			${this.#files.draw((page) => this.#list(say, page))}</section>`
	}

	#list(say: Say, page: PetFiles) {
		if (!page.files.length) return html`<p class="quiet">${say('no-documents')}</p>`
		return html`<ul>${page.files.map((file) => this.#row(say, file))}</ul>${
			page.nextCursor
				? button('secondary', { label: say('more-records'), onClick: () => void this.#more(page) })
				: nothing
		}`
	}

	#row(say: Say, file: PetFile) {
		const { title, kind, bytes, createdAt, uploadedBy, visibility } = file
		const { words } = this.desk
		const day = dayText(this.desk, words.dayOf(createdAt))
		const from =
			uploadedBy.kind === 'owner'
				? say('from-owner', { day })
				: say('from-clinic', { day, author: uploadedBy.name ?? say('system') })
		return html`<li class="record"><div class="between"><h3 class="subhead breaks">${kind === 'photo' ? say('photo') : title}</h3>
			<span class="tag">${say(visibility)}</span></div>
			<p class="sm quiet">${from}, ${sizeText(words.locale, bytes)}</p>
			<div class="ways">${this.#ways(say, file)}</div></li>`
	}

	#ways(say: Say, file: PetFile) {
		const { id, title: name, recordId, visibility } = file
		const to = visibility === 'shared' ? 'internal' : 'shared'
		const busy = this.#busy.has(id)
		const way = (label: string, onClick: () => void) =>
			action({ label, name: say('of-file', { what: label, name }), busy, onClick })
		return html`${way(say('download'), () => void this.#save(file))}${
			recordId && this.desk.may('veterinarian', 'nurse')
				? way(say(`make-${to}`), () => void this.#share(file))
				: nothing
		}${
			this.desk.may('admin', 'veterinarian', 'nurse')
				? way(say('remove-file'), () => void this.#remove(file))
				: nothing
		}`
	}
}

customElements.define('vetslot-clinic-documents', Documents)
