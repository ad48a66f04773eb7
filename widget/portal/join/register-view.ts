import type { LinkedAppointment } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { codeOf } from '../../frame/failures.ts'
import { Form } from '../../frame/form.ts'
import { formatPhone } from '../../locales/phone.ts'
import { PortalView } from '../portal-view.ts'
import { joinMessages } from './messages.ts'

type Field = 'name' | 'email' | 'password'

/** Somebody asks for an account; the rest happens by mail. */
export class RegisterView extends PortalView {
	readonly #form = new Form<Field>(this, { name: '', email: '', password: '' })
	/** Where the mail went. */
	#sentTo: string | undefined
	/** A guest's visit that is to come along. */
	#visit: LinkedAppointment | undefined
	/** The visit has come along already. */
	#isKept = false

	override connectedCallback(): void {
		super.connectedCallback()
		if (this.token !== undefined) void this.#bring(this.token)
	}

	/** Whoever has a visit's link may read who has booked: so nobody types it twice. */
	async #bring(manageToken: string): Promise<void> {
		const { portal } = this
		if (portal.owner) return portal.go({ view: 'home' }, true)
		// A link that is over takes nothing from the form.
		const visit = await portal.client.visitOfLink(manageToken).catch((error) => {
			this.#isKept = codeOf(error) === 'visit_in_account' && this.#sentTo === undefined
		})
		if (this.#isKept) return this.#toTitle()
		if (!visit?.accountUrl || this.#sentTo !== undefined) return
		this.#visit = visit
		const { values } = this.#form
		values.name ||= visit.owner.name
		values.email ||= visit.owner.email
		this.requestUpdate()
	}

	get #say() {
		return this.portal.speak(joinMessages)
	}

	override get heading(): string {
		if (this.#isKept) return this.#say('kept-title')
		return this.#sentTo === undefined ? this.label : this.#say('sent-title')
	}

	override get above(): undefined {
		return undefined
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		const { client, booking } = this.portal
		const [name, email] = [this.#form.value('name'), this.#form.value('email')]
		const { password } = this.#form.values
		if (await this.#isUnfit(name, email)) return
		const { locale } = booking
		const body = { name, email, ...(password && { password }), ...(locale && { locale }) }
		if (!(await this.#form.send(null, () => client.register(body)))) return
		this.#sentTo = email
		this.#form.values.password = ''
		await this.#toTitle()
	}

	async #isUnfit(name: string, email: string): Promise<boolean> {
		this.#form.errors = {
			...(name.length < 2 && { name: this.#say('name-missing') }),
			...(!/^\S+@\S+\.\S+$/.test(email) && { email: this.#say('email-missing') }),
		}
		this.requestUpdate()
		await this.updateComplete
		const first = this.find('[aria-invalid="true"]')
		first?.focus()
		return first !== null
	}

	async #toTitle(): Promise<void> {
		this.requestUpdate()
		await this.updateComplete
		this.portal.focusTitle()
	}

	readonly #again = (): void => {
		this.#sentTo = undefined
		void this.#toTitle()
	}

	readonly #signIn = (): void => this.portal.go({ view: 'home' })

	#kept(): TemplateResult {
		const say = this.#say
		const { phone, region } = this.portal.clinic
		return html`<div class="stack narrow"><p class="lead">${say('kept-text', { phone: formatPhone(phone, region) })}</p>
			${button('primary', { label: say('to-sign-in'), onClick: this.#signIn })}</div>`
	}

	#coming() {
		const visit = this.#visit
		if (!visit) return nothing
		const { words } = this.portal
		const when = { day: words.longDay(words.dayOf(visit.start)), time: words.time(visit.start) }
		const pets = words.list(visit.pets.map((pet) => pet.name))
		return html`<p>${this.#say('keep', { ...when, pets })}</p>`
	}

	protected override render(): TemplateResult {
		const say = this.#say
		if (this.#isKept) return this.#kept()
		if (this.#sentTo !== undefined)
			return html`<div class="stack narrow"><p class="lead">${say('sent-text', { email: this.#sentTo })}</p>
				<div class="ways">${action({ label: say('again'), onClick: this.#again })}</div></div>`
		const form = this.#form
		return html`<form class="stack narrow" novalidate @submit=${this.#submit}>
			<p class="lead">${say('text', { clinic: this.portal.clinic.name })}</p>${this.#coming()}${form.alert()}
			${form.text('name', say('name'), { autocomplete: 'name' })}
			${form.text('email', say('email'), { type: 'email', autocomplete: 'username', inputmode: 'email' })}
			${form.text('password', say('password'), {
				...{ type: 'password', autocomplete: 'new-password', hint: say('password-hint') },
			})}
			${button('primary', { label: say('register'), submit: true, busy: form.busy })}
			<div class="ways">${action({
				label: say('sign-in'),
				onClick: this.#signIn,
			})}</div></form>`
	}
}

customElements.define('vetslot-portal-register', RegisterView)
