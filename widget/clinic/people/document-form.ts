import type { PetFile } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { MOST, sizeText } from '../../frame/sizes.ts'
import { ConsoleView } from '../console-view.ts'
import { fileField } from '../file-field.ts'
import { peopleStyles } from './people.styles.ts'
import { visibilityChoices } from './small-forms.ts'
import { speak } from './words.ts'

const ACCEPT = 'application/pdf,image/jpeg,image/png,image/webp'
const FILE = 'field-file'

/** A document for a pet's medical record. */
export class DocumentForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #petId: string
	readonly #onDone: (file: PetFile) => void
	readonly #form = new Form(this, { visibility: 'internal', title: '' })
	#file: File | undefined

	constructor(petId: string, onDone: (file: PetFile) => void) {
		super()
		this.#petId = petId
		this.#onDone = onDone
	}

	override get dirty(): boolean {
		return this.#file !== undefined
	}

	readonly #choose = (file: File | undefined): void => {
		this.#file = file
		const { file: _, ...others } = this.#form.errors
		this.#form.errors = { ...others, ...this.#refusal() }
		this.requestUpdate()
	}

	/** What can't be taken is told before it travels. */
	#refusal(): { file?: string } {
		const say = speak(this.desk)
		if (!this.#file) return { file: say('file-missing') }
		const { size } = this.#file
		const { locale } = this.desk.words
		if (size <= MOST.document) return {}
		const sizes = { size: sizeText(locale, size), most: sizeText(locale, MOST.document) }
		return { file: say('file-large', sizes) }
	}

	readonly #send = async (event: Event): Promise<void> => {
		event.preventDefault()
		const refusal = this.#refusal()
		const file = this.#file
		if (refusal.file || !file) {
			this.#form.errors = refusal
			this.requestUpdate()
			this.find(`#${FILE}`)?.focus()
			return
		}
		this.desk.say(speak(this.desk)('sending-file', { name: file.name }))
		await this.#form.send(null, async () => {
			const title = this.#form.optional('title')
			const visibility = this.#form.value('visibility') as 'shared' | 'internal'
			const query = { name: file.name, visibility, ...(title && { title }) }
			const added = await this.desk.client.files.add(this.#petId, file, query)
			this.desk.closeDialog()
			this.#onDone(added)
		})
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		const form = this.#form
		return form.draw(
			html`<div class="all">${fileField(this.desk.words, {
				...{ id: FILE, label: say('file'), hint: say('file-hint'), error: form.errors.file },
				...{ accept: ACCEPT, onFile: this.#choose },
			})}</div>
			<div class="all">${form.text('title', say('file-title'), { hint: say('file-title-hint'), optional: true })}</div>
			<div class="all">${form.choice('visibility', say('visibility'), visibilityChoices(say))}</div>`,
			{ label: say('add-document'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-document-form', DocumentForm)
