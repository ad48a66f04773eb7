import type { ClientBrief, CreateVisitBody, Found, Species } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { checkField, selectField, textField } from '../../controls/fields.ts'
import { codeOf } from '../../frame/failures.ts'
import { phoneProblem } from '../../locales/phone.ts'
import { icon, plus, user } from '../../theme/icons.ts'
import { phoneText, regionOf } from '../phone.ts'
import type { NewVisit } from './new-visit.ts'

const REST_MS = 180
const speciesNames = ['dog', 'cat', 'rabbit', 'guinea_pig', 'bird', 'reptile', 'other'] as const

type NewField = 'name' | 'phone' | 'email' | 'petName'

/** Whose visit it is: somebody known, found as one types, or somebody new; and with which animals. */
export class WhoPart {
	readonly #form: NewVisit
	#text = ''
	#found: Found | undefined
	client: ClientBrief | undefined
	#isNew = false
	readonly #petIds = new Set<string>()
	#addsPet = false
	readonly #typed: Record<NewField, string> = { name: '', phone: '', email: '', petName: '' }
	#species: Species = 'dog'
	#timer: ReturnType<typeof setTimeout> | undefined
	#stop = new AbortController()

	constructor(form: NewVisit) {
		this.#form = form
	}

	/** Takes somebody known, with the animal that was meant. */
	async take(clientId: string, petId?: string): Promise<void> {
		try {
			this.#choose(await this.#form.desk.client.clients.read(clientId), petId)
		} catch (error) {
			this.#form.desk.toast({ text: this.#form.desk.failure(error) })
		}
	}

	#choose(client: ClientBrief, petId?: string): void {
		this.client = client
		this.#found = undefined
		this.#petIds.clear()
		const living = client.pets.filter((pet) => pet.status === 'active')
		const only = living.length === 1 ? living[0]?.id : undefined
		const first = petId ?? only
		if (first) this.#petIds.add(first)
		this.#addsPet = living.length === 0
		this.#form.changed()
	}

	/** How many animals, and of which species the first is: times depend on both. */
	get animals(): { species: Species | undefined; count: number; isNew: boolean } {
		const known = this.client?.pets.filter(({ id }) => this.#petIds.has(id)) ?? []
		const count = known.length + (this.#addsPet || this.#isNew ? 1 : 0)
		const species = known[0]?.species ?? (this.#addsPet || this.#isNew ? this.#species : undefined)
		return { species, count: Math.max(1, count), isNew: this.#isNew }
	}

	/** What is missing, by the field's id. */
	mistakes(walksIn: boolean): Record<string, string> {
		const { say } = this.#form
		const { name, phone, email, petName } = this.#typed
		if (!this.client && !this.#isNew) return { who: say('who-missing') }
		const lacksPet = !this.#petIds.size && !this.#addsPet && !this.#isNew
		const unnamed = (this.#addsPet || this.#isNew) && !petName.trim()
		const unreachable = this.#isNew && !walksIn && !phone.trim() && !email.trim()
		return {
			...(this.#isNew && name.trim().length < 2 ? { name: say('name-missing') } : {}),
			...(unreachable ? { phone: say('reach-missing') } : this.#phoneMistake()),
			...(unnamed || lacksPet ? { petName: say('pet-missing') } : {}),
		}
	}

	#phoneMistake(): { phone?: string } {
		const { say, desk } = this.#form
		const { phone } = this.#typed
		const problem = this.#isNew && phone.trim() ? phoneProblem(phone, regionOf(desk)) : undefined
		if (problem === undefined) return {}
		if (problem === 'check') return { phone: say('check-phone') }
		return { phone: say('short-phone', { count: problem.short }) }
	}

	/** Whether a letter can reach the owner; nobody knows before one is chosen. */
	get hasEmail(): boolean {
		if (this.client) return Boolean(this.client.email)
		return !this.#isNew || Boolean(this.#typed.email.trim())
	}

	get body(): Pick<CreateVisitBody, 'client' | 'pets'> {
		const { name, phone, email, petName } = this.#typed
		const fresh = { create: { name: petName.trim(), species: this.#species } }
		const pets: CreateVisitBody['pets'] = [...this.#petIds].map((id) => ({ id }))
		if (this.#addsPet || this.#isNew) pets.push(fresh)
		if (this.client) return { client: { id: this.client.id }, pets }
		const create = {
			name: name.trim(),
			...(phone.trim() && { phone: phone.trim() }),
			...(email.trim() && { email: email.trim() }),
		}
		return { client: { create }, pets }
	}

	readonly #search = (text: string): void => {
		this.#text = text
		clearTimeout(this.#timer)
		this.#stop.abort()
		this.#found = undefined
		if (text.trim().length > 1) this.#timer = setTimeout(() => void this.#ask(text.trim()), REST_MS)
		this.#form.changed()
	}

	async #ask(text: string): Promise<void> {
		const { desk } = this.#form
		this.#stop = new AbortController()
		try {
			this.#found = await desk.client.search(text, { signal: this.#stop.signal })
			const count = this.#found.clients.length + this.#found.pets.length
			desk.say(count ? desk.t('search-found', { count }) : desk.t('search-none', { text }))
			this.#form.requestUpdate()
		} catch (error) {
			if (codeOf(error) !== 'aborted') desk.toast({ text: desk.failure(error) })
		}
	}

	render(): TemplateResult {
		if (this.client) return this.#known(this.client)
		return this.#isNew ? this.#fresh() : this.#finder()
	}

	#finder() {
		const { say, desk, errors } = this.#form
		return html`<div class="stack tight">${textField(desk.words, {
			id: 'who',
			label: say('who-calls'),
			hint: say('who-hint'),
			value: this.#text,
			error: errors.who,
			autocomplete: 'off',
			onInput: this.#search,
		})}${this.#found ? this.#results(this.#found) : nothing}
			<div>${action({ label: say('new-owner'), glyph: plus, onClick: () => this.#startNew() })}</div></div>`
	}

	#results({ clients, pets }: Found) {
		const row = (title: string, text: string, go: () => void) =>
			html`<li><button class="hit" type="button" @click=${go}>${icon(user, 20)}<span class="grow"><b>${title}</b><span
				class="sm quiet">${text}</span></span></button></li>`
		if (!pets.length && !clients.length)
			return html`<p class="sm quiet">${this.#form.say('nobody-found')}</p>`
		return html`<ul class="hits">${pets
			.slice(0, 6)
			.map((pet) =>
				row(
					pet.name,
					pet.owners.map(({ name }) => name).join(', '),
					() => void this.take(pet.owners[0]?.id ?? '', pet.id),
				),
			)}${clients
			.slice(0, 6)
			.map((client) =>
				row(
					client.name ?? '',
					[phoneText(this.#form.desk, client.phone), ...client.pets.map(({ name }) => name)]
						.filter(Boolean)
						.join(', '),
					() => this.#choose(client),
				),
			)}</ul>`
	}

	#startNew(): void {
		this.#isNew = true
		// What was typed to search for is most likely the name.
		if (!/[\d@]/.test(this.#text)) this.#typed.name = this.#text
		else if (this.#text.includes('@')) this.#typed.email = this.#text
		else this.#typed.phone = this.#text
		this.#form.changed()
	}

	#back(): void {
		this.client = undefined
		this.#isNew = false
		this.#addsPet = false
		this.#petIds.clear()
		this.#form.changed()
	}

	#known(client: ClientBrief) {
		const { say } = this.#form
		const toggle = (id: string) => (yes: boolean) => {
			if (yes) this.#petIds.add(id)
			else this.#petIds.delete(id)
			this.#form.changed()
		}
		return html`<div class="stack tight"><div class="between"><span class="grow"><b>${client.name}</b><span class="sm quiet"
			>${[phoneText(this.#form.desk, client.phone), client.email].filter(Boolean).join(', ')}</span></span>${this.#backButton()}</div>
			<fieldset><legend class="label">${say('which-pets')}</legend>${client.pets
				.filter((pet) => pet.status === 'active')
				.map((pet) =>
					checkField({
						id: `pet-${pet.id}`,
						label: pet.breed ? `${pet.name}, ${pet.breed}` : pet.name,
						checked: this.#petIds.has(pet.id),
						onToggle: toggle(pet.id),
					}),
				)}</fieldset>${
				this.#addsPet
					? html`<div class="form">${this.#petFields()}</div>`
					: html`<div>${action({ label: say('new-pet'), glyph: plus, onClick: () => this.#addPet() })}</div>`
			}</div>`
	}

	#addPet(): void {
		this.#addsPet = true
		this.#form.changed()
	}

	#backButton = () => action({ label: this.#form.say('known-owner'), onClick: () => this.#back() })

	#fresh() {
		return html`<div class="stack tight"><div class="between"><span class="subhead">${this.#form.say('new-owner')}</span>${this.#backButton()}</div>
			<div class="form">${this.#input('name', 'owner-name')}${this.#input('phone', 'owner-phone', { type: 'tel' })}
			${this.#input('email', 'owner-email', { type: 'email', optional: true })}${this.#petFields()}</div></div>`
	}

	#petFields() {
		const { say, desk } = this.#form
		const options = speciesNames.map((value) => ({ value, label: say(value) }))
		return html`${this.#input('petName', 'pet-name')}${selectField(desk.words, {
			id: 'species',
			label: say('species'),
			options,
			value: this.#species,
			onSelect: (species) => {
				this.#species = species as Species
				this.#form.changed()
			},
		})}`
	}

	#input(
		id: NewField,
		label: 'owner-name' | 'owner-phone' | 'owner-email' | 'pet-name',
		more: object = {},
	) {
		const { say, desk, errors } = this.#form
		const onInput = (text: string) => {
			this.#typed[id] = text
			this.#form.recheck()
		}
		const value = this.#typed[id]
		return textField(desk.words, {
			id,
			label: say(label),
			value,
			error: errors[id],
			onInput,
			...more,
		})
	}
}
