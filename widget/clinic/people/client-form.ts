import type { Client, Species } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { checkField } from '../../controls/fields.ts'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from './people.styles.ts'
import { speak, speciesChoices } from './words.ts'

/** A new client with a pet, or what is known of one. */
export class ClientForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #client: Client | undefined
	readonly #onDone: (id: string) => void
	readonly #form: Form
	#isShared: boolean

	constructor(client: Client | undefined, onDone: (id: string) => void) {
		super()
		this.#client = client
		this.#onDone = onDone
		this.#isShared = client?.contactIsShared ?? false
		const { name, phone, email, notes } = client ?? {}
		const values = { name: name ?? '', phone: phone ?? '', email: email ?? '', notes: notes ?? '' }
		this.#form = new Form(this, { ...values, 'pets.0.species': 'dog' })
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { desk } = this
			const { id } = this.#client ? await this.#change(this.#client.id) : await this.#create()
			desk.closeDialog()
			desk.toast({ text: speak(desk)('saved') })
			this.#onDone(id)
		})

	#change(id: string) {
		const form = this.#form
		const [phone, email, notes] = [form.orNull('phone'), form.orNull('email'), form.orNull('notes')]
		const contact = { phone, email, contactIsShared: this.#isShared }
		return this.desk.client.clients.change(id, { name: form.value('name'), ...contact, notes })
	}

	#create() {
		const form = this.#form
		const pet = form.value('pets.0.name')
		const species = form.value('pets.0.species') as Species
		return this.desk.client.clients.create({
			name: form.value('name'),
			phone: form.optional('phone'),
			email: form.optional('email'),
			notes: form.optional('notes'),
			pets: pet ? [{ name: pet, species }] : [],
		})
	}

	#shared(): TemplateResult {
		const say = speak(this.desk)
		return html`<div class="all">${checkField({
			...{ id: 'shared-contact', label: say('contact-shared'), hint: say('contact-shared-hint') },
			checked: this.#isShared,
			onToggle: (on) => {
				this.#isShared = on
				this.requestUpdate()
			},
		})}</div>`
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		const form = this.#form
		const pet = html`<div class="all"><h3 class="subhead">${say('pet-optional')}</h3></div>
			${form.text('pets.0.name', say('name'))}
			${form.choice('pets.0.species', say('species'), speciesChoices(say))}`
		return form.draw(
			html`<div class="all">${form.text('name', say('name'), { autocomplete: 'off' })}</div>
			${form.text('phone', say('phone'), { type: 'tel', inputmode: 'tel', optional: true })}
			${form.text('email', say('email'), { type: 'email', inputmode: 'email', optional: true })}
			${this.#client ? this.#shared() : nothing}
			<div class="all">${form.area('notes', say('notes'), { hint: say('notes-hint'), optional: true })}</div>
			${this.#client ? nothing : pet}`,
			{ label: say('save'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-client-form', ClientForm)
