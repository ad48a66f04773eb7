import type { Pet, Species } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from './people.styles.ts'
import { type Say, speak, speciesChoices } from './words.ts'

type Target = { ownerId: string } | { pet: Pet }

/** A new pet of a client, or what is known of one. */
export class PetForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #target: Target
	readonly #onDone: () => void
	readonly #form: Form

	constructor(target: Target, onDone: () => void) {
		super()
		this.#target = target
		this.#onDone = onDone
		this.#form = new Form(this, 'pet' in target ? valuesOf(target.pet) : { species: 'dog' })
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { desk } = this
			const { pets } = desk.client
			if ('pet' in this.#target) await pets.change(this.#target.pet.id, this.#fields())
			else await pets.create({ ...this.#given(), ownerIds: [this.#target.ownerId] })
			desk.closeDialog()
			desk.toast({ text: speak(desk)('saved') })
			this.#onDone()
		})

	#fields() {
		const form = this.#form
		const neutered = form.value('neutered')
		return {
			name: form.value('name'),
			species: form.value('species') as Species,
			breed: form.orNull('breed'),
			sex: (form.value('sex') || 'unknown') as Pet['sex'],
			neutered: neutered ? neutered === 'yes' : null,
			bornOn: form.orNull('bornOn'),
			color: form.orNull('color'),
			microchip: form.orNull('microchip'),
			insurer: form.orNull('insurer'),
			insuranceNumber: form.orNull('insuranceNumber'),
			notes: form.orNull('notes'),
		}
	}

	/** Of a new pet nothing can be emptied. */
	#given() {
		const { name, species, ...rest } = this.#fields()
		return { name, species, ...withoutNull(rest) }
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		return this.#form.draw(this.#inputs(say), { label: say('save'), onSend: this.#send })
	}

	#inputs(say: Say) {
		const form = this.#form
		const more = { optional: true }
		const choices = (...keys: ('female' | 'male' | 'unknown')[]) =>
			keys.map((value) => ({ value, label: say(value) }))
		return html`${form.text('name', say('name'))}
			${form.choice('species', say('species'), speciesChoices(say))}
			${form.text('breed', say('breed'), more)}${form.text('color', say('color'), more)}
			${form.choice('sex', say('sex'), choices('female', 'male', 'unknown'))}
			${form.choice('neutered', say('neutered'), [
				{ value: 'yes', label: say('neutered-yes') },
				{ value: 'no', label: say('neutered-no') },
			])}
			${form.text('bornOn', say('born'), { ...more, type: 'date' })}
			${form.text('microchip', say('chip'), { ...more, hint: say('chip-hint'), inputmode: 'numeric' })}
			${form.text('insurer', say('insurer'), more)}
			${form.text('insuranceNumber', say('insurance-number'), more)}
			<div class="all">${form.area('notes', say('notes'), { ...more, hint: say('notes-hint') })}</div>`
	}
}

function valuesOf(pet: Pet): Record<string, string> {
	const { name, species, breed, sex, neutered, bornOn, color, microchip, insurer, notes } = pet
	const optional = { breed, bornOn, color, microchip, insurer, notes }
	const texts = Object.entries({ ...optional, insuranceNumber: pet.insuranceNumber })
	return {
		...Object.fromEntries(texts.map(([key, value]) => [key, value ?? ''])),
		...{ name, species, sex },
		neutered: neutered === null ? '' : neutered ? 'yes' : 'no',
	}
}

type Given<T> = { [K in keyof T]: Exclude<T[K], null> | undefined }

function withoutNull<T extends object>(fields: T): Given<T> {
	const given = Object.entries(fields).filter(([, value]) => value !== null)
	return Object.fromEntries(given) as Given<T>
}

customElements.define('vetslot-clinic-pet-form', PetForm)
