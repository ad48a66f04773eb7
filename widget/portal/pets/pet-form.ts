import type { AddOwnPetBody, ChangeOwnPetBody, OwnPet, Species } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { Form } from '../../frame/form.ts'
import { formatPhone } from '../../locales/phone.ts'
import { PetPart } from './pet-part.ts'
import { dayText, SPECIES, speciesText, todayOf } from './words.ts'

type Locked = OwnPet['setByClinic'][number]

/** A new pet, or what its owner says of one; what the clinic has noted is shown, and not asked. */
export class PetForm extends PetPart {
	declare pet: OwnPet
	#form: Form | undefined

	get #fields(): Form {
		this.#form ??= new Form(this, this.pet ? valuesOf(this.pet) : { species: '', sex: 'unknown' })
		return this.#form
	}

	override get dirty(): boolean {
		return this.#form?.touched ?? false
	}

	readonly #send = (event: Event) => {
		event.preventDefault()
		// Nobody's cat becomes a dog by not being asked.
		if (!this.#fields.value('species')) {
			return this.#fields.refuse('species', this.say('species-missing'))
		}
		return this.#fields.send(null, async () => {
			const { pet, portal } = this
			const calls = portal.client.pets
			const saved = pet
				? await calls.change(pet.id, { ...this.#changes(), version: pet.version })
				: await calls.add(this.#typed())
			if (pet) this.onChange(saved)
			portal.toast({ text: this.say('saved') })
			this.#form = undefined
			portal.go({ view: 'pets', path: [saved.id] }, true)
		})
	}

	#isLocked(field: Locked): boolean {
		return this.pet?.setByClinic.includes(field) ?? false
	}

	#typed(): AddOwnPetBody {
		const form = this.#fields
		const neutered = form.value('neutered')
		const company = form.value('insurance.company')
		const weight = form.value('weightKg').replace(',', '.')
		return {
			name: form.value('name'),
			species: form.value('species') as Species,
			breed: form.orNull('breed'),
			sex: form.value('sex') as OwnPet['sex'],
			neutered: neutered ? neutered === 'yes' : null,
			bornOn: form.orNull('bornOn'),
			birthEstimated: form.value('birthEstimated') === 'yes',
			color: form.orNull('color'),
			microchip: form.orNull('microchip'),
			...(weight && { weightKg: Number(weight) }),
			insurance: company ? this.#insurance(company) : null,
		}
	}

	#insurance(company: string): NonNullable<AddOwnPetBody['insurance']> {
		const form = this.#fields
		return {
			company,
			policyNumber: form.orNull('insurance.policyNumber'),
			expiresOn: form.orNull('insurance.expiresOn'),
		}
	}

	/** Without what only the clinic changes. */
	#changes(): Omit<ChangeOwnPetBody, 'version'> {
		const changes: Omit<ChangeOwnPetBody, 'version'> = this.#typed()
		for (const field of this.pet?.setByClinic ?? []) delete changes[field]
		if (this.#isLocked('bornOn')) delete changes.birthEstimated
		return changes
	}

	protected override render(): TemplateResult {
		const { say, pet } = this
		const form = this.#fields
		const more = { optional: true }
		return html`<form class="form" novalidate @submit=${this.#send}><div class="all">${form.alert()}</div>
			<div class="all">${pet?.setByClinic.length ? this.#noted() : nothing}</div>
			${form.text('name', say('name'), { autocomplete: 'off' })}${this.#open('species', say('species'), pet ? speciesText(say, pet.species) : '', this.#species())}
			${form.text('breed', say('breed'), more)}${form.text('color', say('color'), more)}
			${this.#open('sex', say('sex'), pet ? say(pet.sex) : '', this.#sex())}${this.#yesNo('neutered', say('neutered'))}
			${this.#born()}${this.#open('microchip', say('chip'), pet?.microchip ?? '', form.text('microchip', say('chip'), { ...more, hint: say('chip-hint'), inputmode: 'numeric' }))}
			${this.#isLocked('weightKg') ? nothing : form.text('weightKg', say('weight'), { ...more, hint: say('weight-hint'), inputmode: 'decimal' })}
			<div class="all">${subhead(this.level, say('insurance'), undefined, true)}</div>
			${form.text('insurance.company', say('company'), more)}${form.text('insurance.policyNumber', say('policy'), more)}
			${form.text('insurance.expiresOn', say('insured-until'), { ...more, type: 'date' })}
			<div class="all">${button('primary', { label: say('save'), submit: true, busy: form.busy })}</div></form>`
	}

	/** A field, or what the clinic has noted. */
	#open(field: Locked, label: string, value: string, control: unknown) {
		if (!this.#isLocked(field)) return control
		return html`<div class="field"><span class="label">${label}</span><p class="fixed">${value}</p></div>`
	}

	/** What the clinic has noted is put right by phone. */
	#noted() {
		const { clinic } = this.portal
		const phone = formatPhone(clinic.phone, clinic.region).replaceAll(' ', '\u00a0')
		return html`<p class="quiet">${this.say('of-clinic', { phone })}</p>`
	}

	#species() {
		const options = SPECIES.map((value) => ({ value, label: speciesText(this.say, value) }))
		return this.#fields.choice('species', this.say('species'), options)
	}

	#sex() {
		const { say } = this
		const options = (['female', 'male', 'unknown'] as const).map((value) => ({
			value,
			label: say(value),
		}))
		return this.#fields.choice('sex', say('sex'), options)
	}

	#yesNo(field: string, label: string) {
		const { say } = this
		return this.#fields.choice(field, label, [
			{ value: 'yes', label: say('yes') },
			{ value: 'no', label: say('no') },
			{ value: '', label: say('unknown') },
		])
	}

	#born() {
		const { say, pet, portal } = this
		const day = pet?.bornOn ? dayText(portal.words, pet.bornOn) : ''
		const form = this.#fields
		const field = form.text('bornOn', say('born'), {
			...{ optional: true, hint: say('born-hint'), type: 'date' as const },
			max: todayOf(portal),
		})
		const isKnown = form.value('bornOn') !== '' && !this.#isLocked('bornOn')
		const estimated = form.choice('birthEstimated', say('estimated'), [
			{ value: 'no', label: say('no') },
			{ value: 'yes', label: say('yes') },
		])
		return html`${this.#open('bornOn', say('born'), day, field)}${isKnown ? estimated : nothing}`
	}
}

function valuesOf(pet: OwnPet): Record<string, string> {
	const { insurance, neutered } = pet
	return {
		name: pet.name,
		species: pet.species,
		breed: pet.breed ?? '',
		sex: pet.sex,
		neutered: neutered === null ? '' : neutered ? 'yes' : 'no',
		bornOn: pet.bornOn ?? '',
		birthEstimated: pet.birthEstimated ? 'yes' : 'no',
		color: pet.color ?? '',
		microchip: pet.microchip ?? '',
		weightKg: pet.weight ? String(pet.weight.kilograms) : '',
		'insurance.company': insurance?.company ?? '',
		'insurance.policyNumber': insurance?.policyNumber ?? '',
		'insurance.expiresOn': insurance?.expiresOn ?? '',
	}
}

customElements.define('vetslot-portal-pet-form', PetForm)
