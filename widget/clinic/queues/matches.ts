import type { Match } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { selectField } from '../../controls/fields.ts'
import { clientLink, petLink } from '../people/tables.ts'
import { dayText, momentText } from '../people/words.ts'
import { QueueList } from './queue-list.ts'

type Candidate = Match['candidates'][number]
const NEW = 'new'

/** Guests whose people and pets are not known for certain, each with whom they may be. */
export class Matches extends QueueList<Match> {
	/** What was chosen instead of what is proposed: by candidate and pet. */
	readonly #chosen = new Map<string, string>()

	protected override async read(signal: AbortSignal): Promise<readonly Match[]> {
		return (await this.desk.client.matches.list({ signal })).matches
	}

	protected override entry(match: Match): TemplateResult {
		const { say, desk } = this
		const { client, visit, askedAt, candidates } = match
		const busy = this.isBusy(client.id)
		return html`<li class="sheet-card block"><h3 class="subhead">${client.name ?? '–'}</h3>
			<p>${client.pets.map(petLink)} <bdi dir="ltr" class="quiet">${client.phone ?? ''}</bdi>
			<span class="quiet">${client.email ?? ''}</span></p>
			${
				visit
					? html`<p class="sm"><button class="link" type="button" @click=${() =>
							desk.openVisit(
								visit.id,
							)}>${visit.typeName}, ${momentText(desk, visit.start)}</button></p>`
					: nothing
			}${askedAt ? html`<p class="sm quiet">${say('asked-on', { day: dayText(desk, desk.words.dayOf(askedAt)) })}</p>` : nothing}
			${
				candidates.length
					? html`<ul class="block" aria-label=${say('may-be')}>${candidates.map((one) => this.#candidate(match, one))}</ul>`
					: html`<p class="quiet">${say('no-candidates')}</p>`
			}<div class="buttons">${button(candidates.length ? 'secondary' : 'primary', {
				...{ label: say('new-client'), busy, onClick: () => void this.#keep(match) },
			})}${askedAt ? nothing : button('quiet', { label: say('ask'), onClick: () => void this.#ask(match) })}</div></li>`
	}

	#candidate(match: Match, candidate: Candidate) {
		const { say } = this
		const { client, certainty, reasons } = candidate
		const why = reasons.map((reason) => say(`same-${reason}`)).join(', ')
		return html`<li class="record"><div class="between"><span>${clientLink(client)} <span class="quiet sm">${why}</span></span>
			<span class="tag">${say(certainty)}</span></div>
			<div class="two">${candidate.pets.map((pair) => this.#pet(match, candidate, pair))}</div>
			<div class="buttons">${button('soft', {
				label: say('it-is', { name: client.name ?? '' }),
				busy: this.isBusy(match.client.id),
				onClick: () => void this.#link(match, candidate),
			})}</div></li>`
	}

	#pet(match: Match, { client }: Candidate, pair: Candidate['pets'][number]) {
		const { say } = this
		const pet = match.client.pets.find((one) => one.id === pair.petId)
		if (!pet) return nothing
		const alike = client.pets.filter((one) => one.species === pet.species)
		if (!alike.length) return nothing
		const key = `${client.id}-${pet.id}`
		const options = alike.map(({ id, name }) => ({ value: id, label: name }))
		return html`<div>${selectField(this.desk.words, {
			...{ id: `pet-${key}`, label: say('pet-is', { pet: pet.name }) },
			options: [...options, { value: NEW, label: say('pet-new') }],
			value: this.#chosen.get(key) ?? pair.intoPetId ?? NEW,
			onSelect: (value) => {
				this.#chosen.set(key, value)
				this.requestUpdate()
			},
		})}</div>`
	}

	#link({ client: guest }: Match, { client, pets }: Candidate): Promise<void> {
		return this.work(guest.id, async () => {
			const pairs = pets.map(({ petId, intoPetId }) => {
				const chosen = this.#chosen.get(`${client.id}-${petId}`) ?? intoPetId
				return { petId, intoPetId: chosen === NEW ? null : chosen }
			})
			await this.desk.client.matches.link(guest.id, { intoClientId: client.id, pets: pairs })
			this.#done(guest.id, this.say('linked', { name: client.name ?? '' }))
		})
	}

	#keep({ client }: Match): Promise<void> {
		return this.work(client.id, async () => {
			await this.desk.client.matches.create(client.id)
			this.#done(client.id, this.say('kept', { name: client.name ?? '' }))
		})
	}

	#ask({ client }: Match): Promise<void> {
		return this.work(client.id, async () => {
			await this.desk.client.matches.ask(client.id)
			this.desk.toast({ text: this.say('asked') })
		})
	}

	#done(id: string, text: string): void {
		const undo = () =>
			void this.work(id, async () => {
				await this.desk.client.matches.undo(id)
				this.desk.toast({ text: this.say('taken-back') })
			})
		this.desk.toast({ text, undo })
	}
}

customElements.define('vetslot-clinic-matches', Matches)
