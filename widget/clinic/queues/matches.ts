import type { Match } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { breakable } from '../../frame/addresses.ts'
import { check, close, icon } from '../../theme/icons.ts'
import { clientLink, petLink } from '../people/tables.ts'
import { dayText, momentText } from '../people/words.ts'
import { phoneMark, phoneText } from '../phone.ts'
import { type Compared, compare } from './compare.ts'
import { OtherForm } from './other-form.ts'
import { QueueList } from './queue-list.ts'
import { SameForm } from './same-form.ts'

type Candidate = Match['candidates'][number]

/** Guests whose people and pets are not known for certain, each with whom they may be. */
export class Matches extends QueueList<Match> {
	protected override async read(signal: AbortSignal): Promise<readonly Match[]> {
		return (await this.desk.client.matches.list({ signal })).matches
	}

	protected override entry(match: Match): TemplateResult {
		const { say, desk } = this
		const { client, visit, askedAt, candidates } = match
		const busy = this.isBusy(client.id)
		const asked = askedAt && say('asked-on', { day: dayText(desk, desk.words.dayOf(askedAt)) })
		return html`<li class="sheet-card block"><h3 class="subhead">${client.name ?? '–'}</h3>
			<p>${client.pets.map((pet, i) => html`${i ? ', ' : ''}${petLink(pet)}`)} <span class="quiet">${phoneMark(desk, client.phone)}</span>
			<span class="quiet breaks">${breakable(client.email ?? '')}</span></p>${this.#account(match)}
			${visit ? this.#visit(visit) : nothing}${asked ? html`<p class="sm quiet">${asked}</p>` : nothing}
			${
				candidates.length
					? html`<ul class="block" aria-label=${say('may-be')}>${candidates.map((one) => this.#candidate(match, one))}</ul>`
					: html`<p class="quiet">${say('no-candidates')}</p>`
			}<div class="buttons">${button(candidates.length ? 'secondary' : 'soft', {
				...{ label: say('new-client'), busy, onClick: () => void this.#keep(match) },
			})}${askedAt ? nothing : button('quiet', { label: say('ask'), onClick: () => void this.#ask(match) })}</div></li>`
	}

	/** What somebody who registered has proved. */
	#account({ account }: Match) {
		if (!account) return nothing
		const { say, desk } = this
		const day = dayText(desk, desk.words.dayOf(account.registeredAt))
		const { email } = account
		const phone = phoneText(desk, account.phone)
		const proved = phone ? say('proved-both', { email, phone }) : say('proved-email', { email })
		return html`<p class="sm">${say('has-account', { day })} <span class="breaks">${breakable(proved)}</span></p>`
	}

	#visit({ id, typeName, start }: NonNullable<Match['visit']>) {
		const { desk } = this
		return html`<p class="sm"><button class="link" type="button" @click=${() => desk.openVisit(id)}
			>${typeName}, ${momentText(desk, start)}</button></p>`
	}

	#candidate(match: Match, candidate: Candidate) {
		const { say } = this
		const { client, certainty, pets } = candidate
		const names = { guest: match.client.name ?? '', name: client.name ?? '' }
		const busy = this.isBusy(match.client.id)
		return html`<li class="record"><div class="between"><span>${clientLink(client)}</span>
			<span class="tag">${say(certainty)}</span></div>
			<ul class="compared">${compare(match, candidate).map((one) => this.#compared(one))}${pets.map(
				(pair) => this.#pet(match, candidate, pair),
			)}</ul><div class="buttons">${button('soft', {
				...{ label: say('same-person'), name: say('same-person-as', names), busy },
				onClick: () => this.#same(match, candidate),
			})}${button('quiet', {
				...{ label: say('other-person'), name: say('other-person-than', names), busy },
				onClick: () => this.#other(match, candidate),
			})}</div></li>`
	}

	#compared({ what, is, theirs, ours, proved }: Compared) {
		const { say, desk } = this
		const write = (text: string | null) => (what === 'phone' ? phoneText(desk, text) : text) || '–'
		const values = { what: say(what), theirs: write(theirs), ours: write(ours) }
		const text = say(
			is === 'same' ? 'agrees' : is === 'different' ? 'differs' : 'one-known',
			values,
		)
		return this.#line(is, proved ? say('proved', { text }) : text)
	}

	#pet(
		match: Match,
		{ client }: Candidate,
		{ petId, intoPetId, doubt }: Candidate['pets'][number],
	) {
		const { say } = this
		const pet = match.client.pets.find(({ id }) => id === petId)?.name ?? ''
		const theirs = client.pets.map(({ name }) => name)
		if (doubt) return this.#line('different', say(`doubt-${doubt.because}`, { pet }))
		if (intoPetId !== null) return this.#line('same', say('pet-agrees', { pet }))
		if (!theirs.length) return this.#line('unknown', say('pet-alone', { pet }))
		return this.#line(
			'different',
			say('pet-differs', { pet, theirs: this.desk.words.list(theirs) }),
		)
	}

	#line(is: Compared['is'], text: string) {
		const glyph = is === 'same' ? icon(check, 18) : is === 'different' ? icon(close, 18) : nothing
		return html`<li class=${is}><span class="mark">${glyph}</span><span class="breaks">${breakable(text)}</span></li>`
	}

	#same(match: Match, candidate: Candidate): void {
		const name = candidate.client.name ?? ''
		const done = () => this.#done(match.client.id, this.say('linked', { name }))
		const label = this.say('same-person-as', { guest: match.client.name ?? '', name })
		this.desk.openDialog(new SameForm(match, candidate, done), { label })
	}

	#other({ client: guest, ...match }: Match, candidate: Candidate): void {
		const { client } = candidate
		const names = { guest: guest.name ?? '', name: client.name ?? '' }
		const undo = () =>
			void this.work(guest.id, async () => {
				await this.desk.client.matches.proposeAgain(guest.id, client.id)
				this.desk.toast({ text: this.say('taken-back') })
			})
		const done = () => {
			this.desk.toast({ text: this.say('denied', names), undo })
			void this.entries.load()
		}
		const form = new OtherForm({ client: guest, ...match }, candidate, done)
		this.desk.openDialog(form, { label: this.say('other-person-than', names) })
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
		void this.entries.load()
	}
}

customElements.define('vetslot-clinic-matches', Matches)
