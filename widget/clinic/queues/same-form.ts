import { idempotencyKey, type Match } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { selectField } from '../../controls/fields.ts'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { queueMessages } from './messages.ts'

type Candidate = Match['candidates'][number]
type Pair = Candidate['pets'][number]

const NEW = 'new'

/** What a match would do, animal by animal, before it is done. */
export class SameForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #match: Match
	readonly #candidate: Candidate
	readonly #onDone: () => void
	readonly #form = new Form(this)
	readonly #intent = idempotencyKey()
	/** Which animal each of the guest's turns out to be. */
	readonly #into: Map<string, string>

	constructor(match: Match, candidate: Candidate, onDone: () => void) {
		super()
		this.#match = match
		this.#candidate = candidate
		this.#onDone = onDone
		this.#into = new Map(candidate.pets.map((pair) => [pair.petId, pair.intoPetId ?? NEW]))
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { desk } = this
			const pets = [...this.#into].map(([petId, into]) => ({
				...{ petId, intoPetId: into === NEW ? null : into },
			}))
			const body = { intoClientId: this.#candidate.client.id, pets }
			const call = { idempotencyKey: this.#intent }
			await desk.client.matches.link(this.#match.client.id, body, call)
			desk.closeDialog()
			this.#onDone()
		})

	protected override render(): TemplateResult {
		const say = this.desk.speak(queueMessages)
		const { pets, client } = this.#candidate
		const name = client.name ?? ''
		return this.#form.draw(
			html`<p class="all">${say('same-text', { guest: this.#match.client.name ?? '', name })}</p>
			${pets.map((pair) => this.#pet(pair))}
			<div class="all block"><h3 class="subhead">${say('what-happens')}</h3><ul class="points">
			<li>${say('visits-go', { name })}</li>${pets.map((pair) => html`<li>${this.#outcome(pair)}</li>`)}</ul>
			<p class="sm quiet">${say('can-undo')}</p></div>`,
			{ label: say('same-person'), onSend: this.#send },
		)
	}

	#nameOf(petId: string): string {
		return this.#match.client.pets.find(({ id }) => id === petId)?.name ?? ''
	}

	/** Only animals of one kind can be one. */
	#alike({ petId }: Pair): Candidate['client']['pets'] {
		const species = this.#match.client.pets.find(({ id }) => id === petId)?.species
		return this.#candidate.client.pets.filter((one) => one.species === species)
	}

	#pet(pair: Pair): TemplateResult | typeof nothing {
		const say = this.desk.speak(queueMessages)
		const alike = this.#alike(pair)
		if (!alike.length) return nothing
		const options = alike.map(({ id, name, breed }) => ({
			...{ value: id, label: breed ? `${name}, ${breed}` : name },
		}))
		const { petId, doubt } = pair
		const onSelect = (into: string) => {
			this.#into.set(petId, into)
			this.requestUpdate()
		}
		return html`<div class="all">${selectField(this.desk.words, {
			...{ id: `pet-${petId}`, label: say('pet-is', { pet: this.#nameOf(petId) }), onSelect },
			...(doubt && { hint: say(`doubt-${doubt.because}`, { pet: this.#nameOf(petId) }) }),
			options: [...options, { value: NEW, label: say('pet-new') }],
			value: this.#into.get(petId),
		})}</div>`
	}

	#outcome({ petId }: Pair): string {
		const say = this.desk.speak(queueMessages)
		const into = this.#candidate.client.pets.find(({ id }) => id === this.#into.get(petId))
		const pet = this.#nameOf(petId)
		return into ? say('pet-merges', { pet, into: into.name }) : say('pet-joins', { pet })
	}
}

customElements.define('vetslot-clinic-same-form', SameForm)
