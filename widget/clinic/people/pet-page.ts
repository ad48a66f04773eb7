import type { Pet } from '@vetslot/sdk/staff'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { back, close, icon, info, plus } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { phoneMark } from '../phone.ts'
import type { Documents } from './documents.ts'
import { peopleStyles } from './people.styles.ts'
import { PetForm } from './pet-form.ts'
import './documents.ts'
import type { Records } from './records.ts'
import './records.ts'
import { AlertForm, DeceasedForm } from './small-forms.ts'
import { clientLink, visitsTable } from './tables.ts'
import { ageText, dayText, type Say, speak } from './words.ts'

/** One animal: what to look out for first, then who it is, what is due, and its record. */
export class PetPage extends ConsoleView {
	static override properties = { ...ConsoleView.properties, petId: { attribute: false } }
	static override styles = peopleStyles

	declare petId: string
	readonly #pet = new Loaded<Pet>(this, (signal) =>
		this.desk.client.pets.read(this.petId, { signal }),
	)

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has('petId')) void this.#pet.load()
	}

	readonly #set = (pet: Pet): void => this.#pet.set(pet)
	readonly #written = (): void => {
		void this.#pet.load()
		this.find<Documents>('vetslot-clinic-documents')?.reread()
	}
	readonly #filed = (): void => this.find<Records>('vetslot-clinic-records')?.reread()

	/** Changes something at once; what went wrong is said in a toast. */
	async #change(work: () => Promise<Pet>, done: string): Promise<void> {
		try {
			this.#pet.set(await work())
			this.desk.toast({ text: done })
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
	}

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		return html`<div class="page"><div class="backlink">${action({ label: say('back'), glyph: back, href: '#/people' })}</div>
			${this.#pet.draw((pet) => this.#page(say, pet))}</div>`
	}

	#page(say: Say, pet: Pet) {
		const { desk } = this
		const kind = [say(`species-${pet.species}`), pet.breed].filter(Boolean).join(', ')
		return html`<div class="head"><div><h2 class="title">${pet.name}</h2><p class="lead">${kind}</p></div>
			<div class="buttons">${this.#buttons(say, pet)}</div></div>${this.#report(say, pet)}${this.#state(say, pet)}
			<div class="two"><section class="sheet-card block">${this.#alerts(say, pet)}</section>
			<section class="sheet-card block"><h2 class="subhead">${say('due')}</h2>${this.#due(say, pet)}</section>
			<section class="sheet-card block"><h2 class="subhead">${pet.name}</h2>${this.#facts(say, pet)}</section>
			<section class="sheet-card block"><h2 class="subhead">${say('owners')}</h2>${this.#owners(say, pet)}</section></div>
			<vetslot-clinic-records .desk=${desk} .route=${this.route} .petId=${pet.id} .onWritten=${this.#written}></vetslot-clinic-records>
			<vetslot-clinic-documents .desk=${desk} .petId=${pet.id} .onChanged=${this.#filed}></vetslot-clinic-documents>
			${pet.visits.length ? visitsTable(desk, say, pet.visits) : html`<p class="quiet">${say('no-visits')}</p>`}`
	}

	#buttons(say: Say, pet: Pet) {
		const { desk } = this
		const edit = () =>
			desk.openDialog(new PetForm({ pet }, this.#written), { label: say('edit-pet') })
		const died = () =>
			desk.openDialog(new DeceasedForm(pet, this.#set), { label: say('mark-deceased') })
		const { pets } = desk.client
		const undo = () => this.#change(() => pets.takeDeathBack(pet.id), say('taken-back'))
		return html`${button('secondary', { label: say('edit-pet'), onClick: edit })}${
			pet.status === 'deceased'
				? button('secondary', { label: say('take-back'), onClick: () => void undo() })
				: button('quiet', { label: say('mark-deceased'), onClick: died })
		}`
	}

	/** What an owner says has become of it holds already; here the clinic says that it has seen it. */
	#report(say: Say, { id, name, report }: Pet) {
		if (report === null) return nothing
		const { pets } = this.desk.client
		const died = report.kind === 'deceased'
		const confirm = () =>
			died ? pets.markDeceased(id) : pets.change(id, { status: 'moved' as const })
		const undo = () =>
			died ? pets.takeDeathBack(id) : pets.change(id, { status: 'active' as const })
		const text = say(`reported-${report.kind}`, { pet: name })
		return html`${note('info', { glyph: info, text })}<div class="buttons">${button('secondary', {
			label: say('confirm'),
			onClick: () => void this.#change(confirm, say('saved')),
		})}${button('quiet', { label: say('not-so'), onClick: () => void this.#change(undo, say('taken-back')) })}</div>`
	}

	#state(say: Say, { status, deceasedOn, silenced }: Pet) {
		const title =
			status === 'deceased'
				? say('deceased', { day: deceasedOn ? dayText(this.desk, deceasedOn) : '' })
				: status === 'moved'
					? say('moved')
					: undefined
		if (!title && !silenced) return nothing
		return note('info', { glyph: info, title, text: silenced ? say('silenced') : '' })
	}

	#alerts(say: Say, pet: Pet) {
		const { desk } = this
		const add = () => desk.openDialog(new AlertForm(pet.id, this.#set), { label: say('add-alert') })
		const end = (id: string) => void this.#change(() => desk.client.pets.endAlert(id), say('saved'))
		return html`<div class="between"><h2 class="subhead">${say('alerts')}</h2>${action({
			...{ label: say('add-alert'), glyph: plus, onClick: add },
		})}</div>${
			pet.alerts.length
				? html`<ul class="block">${pet.alerts.map((alert) => {
						const words = [say(alert.kind), alert.note].filter(Boolean).join(': ')
						const text = alert.statedBy === 'owner' ? say('owner-says', { alert: words }) : words
						return html`<li class="alert"><span>${text}</span><button class="round" type="button"
							aria-label=${say('end-alert', { alert: text })} @click=${() => end(alert.id)}>${icon(close, 18)}</button></li>`
					})}</ul>`
				: html`<p class="quiet">${say('no-alerts')}</p>`
		}`
	}

	#due(say: Say, { due }: Pet) {
		if (!due.length) return html`<p class="quiet">${say('no-due')}</p>`
		return html`<ul class="block">${due.map(({ title, on, overdue }) => {
			const day = dayText(this.desk, on)
			return html`<li class="between"><span>${title}</span><span class=${overdue ? 'tag danger' : 'tag'}
				>${say(overdue ? 'overdue' : 'due-on', { day })}</span></li>`
		})}</ul>`
	}

	#facts(say: Say, pet: Pet) {
		const today = this.desk.words.dayOf(new Date().toISOString())
		const born = pet.bornOn && dayText(this.desk, pet.bornOn)
		const birth = born && (pet.birthEstimated ? say('born-about', { day: born }) : born)
		const facts: [string, string | null][] = [
			[say('born'), birth && `${birth} (${ageText(say, pet.bornOn ?? today, today)})`],
			[say('sex'), say(pet.sex)],
			[
				say('neutered'),
				pet.neutered === null ? null : say(pet.neutered ? 'neutered-yes' : 'neutered-no'),
			],
			[say('weight'), pet.weightKg === null ? null : say('kilograms', { weight: pet.weightKg })],
			[say('color'), pet.color],
			[say('chip'), pet.microchip],
			[say('insurer'), pet.insurer],
			[say('insurance-number'), pet.insuranceNumber],
			[
				say('insurance-until'),
				pet.insuranceExpiresOn && dayText(this.desk, pet.insuranceExpiresOn),
			],
			[say('notes'), pet.notes],
		]
		return html`<dl class="facts">${facts
			.filter(([, text]) => text)
			.map(([label, text]) => html`<dt>${label}</dt><dd class="said">${text}</dd>`)}</dl>`
	}

	#owners(say: Say, { owners }: Pet) {
		return html`<ul class="block">${owners.map(
			(owner) =>
				html`<li>${clientLink(owner)} ${
					owner.until
						? html`<span class="quiet sm">${say('owner-until', { day: dayText(this.desk, owner.until) })}</span>`
						: html`<span class="quiet sm">${phoneMark(this.desk, owner.phone)}</span>`
				}</li>`,
		)}</ul>`
	}
}

customElements.define('vetslot-clinic-pet', PetPage)
