import type { PetSharing } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { PetPart } from './pet-part.ts'
import { dayText } from './words.ts'

type CoOwner = PetSharing['owners'][number]

/** Who has a pet, who is invited, and a way to invite somebody. */
export class SharingPart extends PetPart {
	readonly #sharing = new Loaded<PetSharing>(this, (signal) =>
		this.portal.client.sharing.read(this.pet.id, { signal }),
	)
	readonly #form = new Form(this, { email: '' })

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#sharing.load()
	}

	override reread(): void {
		void this.#sharing.load()
	}

	readonly #invite = (event: Event) =>
		this.#form.send(event, async () => {
			const body = { email: this.#form.value('email') }
			this.#sharing.set(await this.portal.client.sharing.invite(this.pet.id, body))
			this.#form.clear()
			this.portal.toast({ text: this.say('invited') })
		})

	protected override render(): TemplateResult {
		return html`<div class="page">${this.#sharing.draw((sharing) => {
			const mine = sharing.owners.find(({ you }) => you)
			return html`${this.#owners(sharing, mine)}${mine?.primary ? html`${this.#waiting(sharing)}${this.#inviting()}` : nothing}`
		})}</div>`
	}

	#owners({ owners }: PetSharing, mine: CoOwner | undefined) {
		const { say, pet, portal } = this
		const others = owners.length > 1
		const since = (day: string) => say('since', { pet: pet.name, day: dayText(portal.words, day) })
		return html`<section class="part"><ul class="box rows">${owners.map((one) => {
			const who = one.name ?? say('somebody')
			const mayRemove = mine?.primary === true && !one.you
			return html`<li class="row wraps"><span class="grow"><b>${who} ${one.you ? html`<span class="quiet">(${say('you')})</span>` : nothing}</b
				><span class="sm quiet">${one.primary ? say('first-owner') : since(one.since)}</span></span>${
					mayRemove
						? action({
								label: say('stop-sharing'),
								name: say('stop-sharing-with', { who }),
								onClick: () => void this.#remove(one, who),
							})
						: nothing
				}</li>`
		})}</ul>${
			others && mine
				? action({
						label: say('leave', { pet: pet.name }),
						onClick: () => void this.#leave(mine),
					})
				: nothing
		}</section>`
	}

	async #remove({ id }: CoOwner, who: string): Promise<void> {
		const { say, pet, portal } = this
		const text = say('ask-stop-sharing', { who, pet: pet.name })
		const yes = await portal.ask({ text, yes: say('stop-sharing'), no: say('cancel') })
		if (!yes) return
		const done = await this.attempt(() => portal.client.sharing.remove(pet.id, id), say('removed'))
		if (done) void this.#sharing.load()
	}

	async #leave({ id }: CoOwner): Promise<void> {
		const { say, pet, portal } = this
		const of = { pet: pet.name }
		const question = { text: say('ask-leave', of), yes: say('leave', of), no: say('cancel') }
		if (!(await portal.ask(question))) return
		const done = await this.attempt(() => portal.client.sharing.remove(pet.id, id), say('left', of))
		if (done) portal.go({ view: 'pets' }, true)
	}

	#waiting({ invitations }: PetSharing) {
		const { say, pet, portal } = this
		if (!invitations.length) return nothing
		const revoke = (id: string) =>
			this.attempt(async () => {
				this.#sharing.set(await portal.client.sharing.revoke(pet.id, id))
			}, say('revoked'))
		return html`<section class="part">${subhead(this.level, say('waiting'), undefined, true)}<ul class="box rows">${invitations.map(
			(one) => {
				const day = dayText(portal.words, portal.words.dayOf(one.expiresAt))
				const email = one.email ?? say('somebody')
				return html`<li class="row wraps"><span class="grow"><b>${email}</b><span class="sm quiet">${say(one.expired ? 'over' : 'good-until', { day })}</span></span
					>${action({ label: say('revoke'), name: say('revoke-who', { email }), onClick: () => void revoke(one.id) })}</li>`
			},
		)}</ul></section>`
	}

	#inviting() {
		const { say } = this
		const form = this.#form
		return html`<section class="part">${subhead(this.level, say('invite-title'), undefined, true)}<p class="quiet">${say('invite-text')}</p>
			<form class="form" novalidate @submit=${this.#invite}><div class="all">${form.alert()}</div>
			<div class="all">${form.text('email', say('email'), { type: 'email', autocomplete: 'off', enterkeyhint: 'done' })}</div>
			<div class="all">${button('primary', { label: say('invite'), submit: true, busy: form.busy })}</div></form></section>`
	}
}

customElements.define('vetslot-portal-sharing', SharingPart)
