import type { OwnDue, OwnPet, PetWeights } from '@vetslot/sdk/owner'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { subhead } from '../../controls/shell.ts'
import { Loaded } from '../../frame/loaded.ts'
import {
	calendarAdd,
	clipboard,
	close,
	edit,
	icon,
	info,
	next,
	page,
	pill,
	plus,
	stethoscope,
	syringe,
	users,
} from '../../theme/icons.ts'
import { places } from '../places.ts'
import { AlertDialog } from './alert-dialog.ts'
import { petFacts } from './facts.ts'
import { PetPart } from './pet-part.ts'
import './pet-photo.ts'
import { weightPlot } from './weight-plot.ts'
import { dueText, factsLine } from './words.ts'

const GLYPHS = { vaccination: syringe, prescription: pill, visit: stethoscope } as const

/** One pet: who it is, what is due, what it weighed, what to look out for. */
export class PetPage extends PetPart {
	readonly #due = new Loaded<OwnDue>(this, (signal) => this.portal.client.pets.due({ signal }))
	readonly #weights = new Loaded<PetWeights>(this, (signal) =>
		this.portal.client.pets.weights(this.pet.id, { signal }),
	)
	#read: string | undefined

	protected override willUpdate(changed: PropertyValues): void {
		if (!changed.has('pet') || this.pet.id === this.#read) return
		this.#read = this.pet.id
		void this.#weights.load()
		void this.#due.load()
	}

	protected override render(): TemplateResult {
		const { pet, say, portal } = this
		const isHere = pet.status === 'active'
		const book = () => portal.book({ petId: pet.id })
		return html`<div class="page"><div class="top"><vetslot-portal-pet-photo .portal=${portal} .route=${this.route} .pet=${pet} .onChange=${this.onChange}></vetslot-portal-pet-photo>
			<div class="who"><p class="grow">${factsLine(say, portal, pet)}</p>${action({
				label: say('edit'),
				glyph: edit,
				onClick: () => this.#open('edit'),
			})}</div></div>${this.#state()}${isHere ? this.#comingUp() : nothing}${this.#weight()}${this.#alerts()}
			<section class="part">${subhead(this.level, say('facts', { pet: pet.name }), undefined, true)}${petFacts(say, portal, pet)}</section>
			${this.#ways()}${isHere ? html`${button('primary', { label: say('book-visit'), glyph: calendarAdd, onClick: book })}${this.#changed()}` : nothing}</div>`
	}

	#open(part: string): void {
		this.portal.go({ view: 'pets', path: [this.pet.id, part] })
	}

	/** What has become of it; gently, and to be taken back while the clinic has not confirmed it. */
	#state() {
		const { pet, say } = this
		if (pet.status === 'active') return nothing
		const of = { pet: pet.name }
		const text = note('info', {
			glyph: info,
			title: say(pet.status, of),
			text: say(`${pet.status}-text`, of),
		})
		if (pet.statusConfirmed) return text
		const back = () => this.#become('active')
		return html`${text}${action({ label: say('mistake'), onClick: () => void back() })}`
	}

	#comingUp() {
		const { say, portal } = this
		const rows = ({ due }: OwnDue) => {
			const own = due.filter(({ petId }) => petId === this.pet.id)
			if (!own.length) return html`<p class="quiet">${say('nothing-due')}</p>`
			return html`<ul class="box rows">${own.map((one) => {
				return html`<li class="row wraps"><span class="tile ${one.overdue ? 'danger' : 'warm'}">${icon(GLYPHS[one.kind])}</span
					><p class="grow"><b>${one.title}</b><span class="sm ${one.overdue ? 'danger-text' : 'quiet'}">${dueText(say, portal.words, one)}</span></p
					>${this.#way(one)}</li>`
			})}</ul>`
		}
		return html`<section class="part">${subhead(this.level, say('due'), undefined, true)}${this.#due.draw(rows)}</section>`
	}

	/** Repeats of a prescription are ordered, never booked as a visit. */
	#way({ kind, title, petId, appointmentType: type }: OwnDue['due'][number]) {
		const { say, portal } = this
		const order = kind === 'prescription'
		const go = () =>
			order
				? portal.go(places.order(petId, title))
				: portal.book({ petId, ...(type && { appointmentTypeId: type.id }) })
		return html`<button class="button soft compact" type="button" aria-label=${say(order ? 'order-for' : 'book-for', { title })} @click=${go}>${say(
			order ? 'order-it' : 'book',
		)}</button>`
	}

	#weight() {
		const { say, portal } = this
		return html`<section class="part">${subhead(this.level, say('weight'), undefined, true)}${this.#weights.draw(
			({ weights }) => weightPlot(say, portal, weights),
		)}</section>`
	}

	#alerts() {
		const { pet, say, portal } = this
		const add = () =>
			portal.openDialog(new AlertDialog(pet.id, this.onChange), { label: say('add-alert') })
		const end = (id: string) =>
			void this.change(() => portal.client.pets.endAlert(pet.id, id), say('removed'))
		return html`<section class="part">${subhead(this.level, say('alerts'), undefined, true)}${
			pet.alerts.length
				? html`<ul class="box rows">${pet.alerts.map((one) => {
						const text = [say(one.kind), one.note].filter(Boolean).join(': ')
						const by = one.statedBy === 'clinic'
						return html`<li class="row"><span class="grow"><span>${text}</span>${by ? html`<span class="sm quiet">${say('from-clinic')}</span>` : nothing}</span>${
							by
								? nothing
								: html`<button class="round" type="button" aria-label=${say('remove-alert', { alert: text })} @click=${() => end(one.id)}>${icon(close, 18)}</button>`
						}</li>`
					})}</ul>`
				: html`<p class="quiet">${say('no-alerts')}</p>`
		}${action({ label: say('add-alert'), glyph: plus, onClick: add })}</section>`
	}

	#ways() {
		const { say, pet, portal } = this
		const way = (part: string, glyph: typeof next, title: string, text: string, go?: () => void) =>
			html`<li><button class="row" type="button" @click=${go ?? (() => this.#open(part))}><span class="tile plain">${icon(glyph)}</span
				><span class="grow"><b>${title}</b><span class="sm quiet">${text}</span></span>${icon(next)}</button></li>`
		return html`<ul class="box rows">${way('history', clipboard, say('history'), say('history-text'))}${way(
			'documents',
			page,
			say('documents'),
			say('documents-text'),
			() => portal.go(places.documents(pet.id)),
		)}${
			pet.status === 'active'
				? way('order', pill, say('order'), say('order-text'), () => portal.go(places.order(pet.id)))
				: nothing
		}${way('sharing', users, say('sharing', { pet: pet.name }), say(pet.shared ? 'shared-text' : 'sharing-text'))}</ul>`
	}

	#changed() {
		const { say, pet } = this
		const of = { pet: pet.name }
		const way = (label: string, status: 'moved' | 'deceased') =>
			action({ label, onClick: () => void this.#become(status) })
		return html`<section class="part">${subhead(this.level, say('changed'), undefined, true)}<div class="ways">${way(
			say('has-moved', of),
			'moved',
		)}${way(say('has-died', of), 'deceased')}</div></section>`
	}

	async #become(status: OwnPet['status']): Promise<void> {
		const { pet, say, portal } = this
		const of = { pet: pet.name }
		const died = status === 'deceased'
		const question = {
			text: say(died ? 'ask-died' : 'ask-moved', of),
			yes: say(died ? 'say-died' : 'say-moved', of),
			no: say('cancel'),
		}
		if (status !== 'active' && !(await portal.ask(question))) return
		await this.change(() => portal.client.pets.setStatus(pet.id, { status }), say('saved'))
	}
}

customElements.define('vetslot-portal-pet', PetPage)
