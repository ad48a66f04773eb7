import type { OwnerSession, VetslotError } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { checkField } from '../../controls/fields.ts'
import { codeOf, fieldErrors } from '../../frame/failures.ts'
import { Form } from '../../frame/form.ts'
import { canPasskey, usePasskey } from '../passkey.ts'
import { PortalView } from '../portal-view.ts'
import { GUEST } from '../views.ts'
import { doorMessages } from './messages.ts'
import {
	type Field,
	fieldLooks,
	missing,
	type Say,
	type ScreenName,
	screens,
	shapes,
} from './screens.ts'
import { type Known, takeStep } from './steps.ts'
import { unkept } from './unkept.ts'

/** Who are you? By password, by a mailed code, or by a link to choose a password. */
export class SignInView extends PortalView {
	readonly #form = new Form<Field>(this, { email: '', password: '', code: '', newPassword: '' })
	#link: Known['link']
	#screen: ScreenName = 'password'
	#reads = false
	#shows = false
	/** A session that this browser will not keep, until its owner has read so. */
	#unkept: OwnerSession | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		if (this.token !== undefined) void this.#openLink(this.token)
	}

	/** The screens name their messages; which values one needs, only its screen knows. */
	get #say(): (key: Say, values?: object) => string {
		return this.portal.speak(doorMessages) as (key: Say, values?: object) => string
	}

	override get heading(): string {
		if (this.#unkept) return this.#say('unkept-title')
		return this.#say(screens[this.#screen].title)
	}

	override get above(): undefined {
		return undefined
	}

	async #openLink(token: string): Promise<void> {
		this.token = undefined
		this.#reads = true
		await this.#form.send(null, async () => {
			try {
				const says = await this.portal.client.readLink(token)
				this.#link = { token, says }
				this.#form.values.email = says.email
				this.#turn('choose')
			} catch (error) {
				if (codeOf(error) !== 'link_ended') throw error
				this.#turn('link-ended')
			}
		})
		this.#reads = false
		this.requestUpdate()
	}

	/** Shows another screen; its title has the focus, so that it is read. */
	#turn(to: ScreenName): void {
		this.#screen = to
		this.#form.errors = {}
		this.#form.trouble = undefined
		this.#form.values.code = ''
		void this.#toTitle()
	}

	async #toTitle(): Promise<void> {
		this.requestUpdate()
		await this.updateComplete
		this.portal.focusTitle()
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (await this.#isUnfit()) return
		await this.#form.send(null, async () => {
			try {
				await this.#step()
			} catch (error) {
				if (!this.#explain(error)) throw error
			}
		})
		this.find('[aria-invalid="true"]')?.focus()
	}

	/** What has to be there before anything is sent. */
	async #isUnfit(): Promise<boolean> {
		const { values } = this.#form
		const bad = screens[this.#screen].fields.filter((field) => !shapes[field].test(values[field]))
		this.#form.trouble = undefined
		this.#form.errors = Object.fromEntries(bad.map((field) => [field, this.#say(missing(field))]))
		this.requestUpdate()
		await this.updateComplete
		this.find('[aria-invalid="true"]')?.focus()
		return bad.length > 0
	}

	async #step(): Promise<void> {
		const { client } = this.portal
		const email = this.#form.value('email')
		const known = { values: { ...this.#form.values, email }, link: this.#link }
		const next = await takeStep(client, this.#screen, known)
		if ('to' in next) return this.#turn(next.to)
		// Where that can't be asked, it will show at the next visit.
		if (await client.isKept().catch(() => true)) return this.portal.enter(next.session)
		this.#unkept = next.session
		await this.#toTitle()
	}

	/** By a key that the browser keeps: nothing is typed. */
	readonly #passkey = async (): Promise<void> => {
		const { client } = this.portal
		await this.#form.send(null, async () => {
			const credential = await usePasskey(await client.askForPasskey())
			if (credential) this.portal.enter(await client.signInByPasskey({ credential }))
		})
	}

	/** Somebody was about to book, and has to say again who they are. */
	get #isBooking(): boolean {
		return this.route.view === 'book'
	}

	#otherWays(): TemplateResult | typeof nothing {
		if (this.#screen !== 'password') return nothing
		const { portal } = this
		const passkey = { label: this.#say('by-passkey'), onClick: () => void this.#passkey() }
		const guest = { view: 'book', query: { ...this.route.query, as: GUEST } }
		const asGuest = { label: this.#say('as-guest'), onClick: () => portal.go(guest, true) }
		const join = { label: this.#say('register'), onClick: () => portal.go({ view: 'register' }) }
		return html`${canPasskey(portal.booking.api) ? button('secondary', passkey) : nothing}
			<div class="ways">${action(join)}${this.#isBooking ? action(asGuest) : nothing}</div>`
	}

	/** Says in the screen's own words what went wrong; false where it has none. */
	#explain(error: unknown): boolean {
		const code = codeOf(error)
		const { refused } = screens[this.#screen]
		const { password } = fieldErrors(error)
		if (code === 'link_ended') this.#turn('link-ended')
		else if (code === 'sign_in_refused' && refused) this.#form.trouble = this.#say(refused)
		else if (code === 'account_locked') this.#form.trouble = this.#locked(error as VetslotError)
		else if (password !== undefined && this.#screen === 'choose')
			this.#form.errors = { newPassword: password }
		else return false
		return true
	}

	#locked({ retryAfter }: VetslotError): string {
		return this.#say('locked', { count: Math.ceil((retryAfter ?? 60) / 60) })
	}

	#field(id: Field): TemplateResult {
		const hint = id === 'newPassword' ? { hint: this.#say('newPassword-hint') } : {}
		const seen = id === 'newPassword' && this.#shows ? { type: 'text' as const } : {}
		return this.#form.text(id, this.#say(id), { ...fieldLooks[id], ...hint, ...seen })
	}

	/** A password manager keeps the new password with the address it belongs to. */
	#newPassword(): TemplateResult {
		const onToggle = (checked: boolean) => {
			this.#shows = checked
			this.requestUpdate()
		}
		return html`<input class="sr" autocomplete="username" .value=${this.#form.values.email} readonly tabindex="-1" aria-hidden="true" />
			${checkField({ id: 'shows', label: this.#say('show-password'), checked: this.#shows, onToggle })}`
	}

	protected override render(): TemplateResult {
		if (this.#reads) return html`<p class="quiet">${this.#say('reading-link')}</p>`
		const { portal } = this
		if (this.#unkept) return unkept(portal, this.#unkept)
		const { text, fields, submit, ways } = screens[this.#screen]
		const name = this.#link?.says.name ?? ''
		const about = { clinic: portal.clinic.name, email: this.#form.value('email'), name }
		return html`<form class="stack narrow" novalidate @submit=${this.#submit}>
			<p class="lead">${this.#say(text === 'text' && this.#isBooking ? 'text-book' : text, about)}</p>${this.#form.alert()}
			${fields.map((field) => this.#field(field))}${this.#screen === 'choose' ? this.#newPassword() : nothing}
			${submit ? button('primary', { label: this.#say(submit), submit: true, busy: this.#form.busy }) : nothing}
			<div class="ways">${ways.map(({ label, to }) =>
				action({ label: this.#say(label), onClick: () => this.#turn(to) }),
			)}</div>${this.#otherWays()}</form>`
	}
}

customElements.define('vetslot-portal-sign-in', SignInView)
