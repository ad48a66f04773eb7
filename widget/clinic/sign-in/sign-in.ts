import { VetslotError } from '@vetslot/sdk/staff'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { checkField, textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { codeOf, failureText, fieldErrors } from '../../frame/failures.ts'
import { createTranslate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import type { VetslotClinic } from '../clinic-element.ts'
import { wantedClinic } from '../remembered.ts'
import { viewStyles } from '../styles.ts'
import { NOWHERE, wordsOf } from '../words.ts'
import { signInMessages } from './messages.ts'
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

/** Who are you, and where? By password, by a mailed code, or by a link to choose a password. */
export class SignIn extends LitElement {
	static override properties = { frame: { attribute: false } }
	static override styles = viewStyles

	declare frame: VetslotClinic
	/** The screens name their messages; which values one needs, only its screen knows. */
	readonly #say: (key: Say, values?: object) => string
	readonly #words = wordsOf(NOWHERE)
	readonly #known: Known
	#screen: ScreenName = 'password'
	#errors: Partial<Record<Field, string>> = {}
	#trouble: string | undefined
	#busy = false
	#shows = false

	constructor() {
		super()
		const say = createTranslate<typeof signInMessages>(NOWHERE.locale, signInMessages)
		this.#say = say as (key: Say, values?: object) => string
		const clinic = wantedClinic() ?? ''
		const nothingYet = { password: '', code: '', totp: '', recoveryCode: '', newPassword: '' }
		const values = { clinic, email: '', ...nothingYet }
		this.#known = { values, link: undefined, first: 'password' }
	}

	override connectedCallback(): void {
		super.connectedCallback()
		if (this.frame.link !== undefined) void this.#openLink(this.frame.link)
	}

	async #openLink(token: string): Promise<void> {
		await this.#try(async () => {
			const says = await this.frame.client.door.readLink(token)
			this.#known.link = { token, says }
			Object.assign(this.#known.values, { clinic: says.clinic.slug, email: says.email })
			await this.#turn('choose')
		})
	}

	/** Shows another screen; its title has the focus, so that it is read. */
	async #turn(to: ScreenName): Promise<void> {
		this.#screen = to
		this.#errors = {}
		this.#trouble = undefined
		Object.assign(this.#known.values, { code: '', totp: '', recoveryCode: '' })
		this.requestUpdate()
		await this.updateComplete
		this.renderRoot.querySelector<HTMLElement>('.title')?.focus()
	}

	/** What has to be there before anything is sent. */
	#check(): Partial<Record<Field, string>> {
		const { values } = this.#known
		const bad = screens[this.#screen].fields.filter((field) => !shapes[field].test(values[field]))
		return Object.fromEntries(bad.map((field) => [field, this.#say(missing(field))]))
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		this.#trouble = undefined
		this.#errors = this.#check()
		if (await this.#toFirstError()) return
		const { client } = this.frame
		await this.#try(async () => {
			const next = await takeStep(client, this.#screen, this.#known)
			if ('session' in next) await this.frame.enter(next.session)
			else await this.#turn(next.to)
		})
	}

	async #toFirstError(): Promise<boolean> {
		this.requestUpdate()
		const [first] = Object.keys(this.#errors)
		if (first === undefined) return false
		await this.updateComplete
		this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus()
		return true
	}

	async #try(work: () => Promise<void>): Promise<void> {
		this.#busy = true
		this.requestUpdate()
		try {
			await work()
		} catch (error) {
			await this.#explain(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	async #explain(error: unknown): Promise<void> {
		const code = codeOf(error)
		if (code === 'link_ended') return this.#turn('link-ended')
		const { password, ...others } = fieldErrors(error)
		const own = this.#screen === 'choose' ? 'newPassword' : 'password'
		this.#errors = { ...others, ...(password === undefined ? {} : { [own]: password }) }
		if (Object.keys(this.#errors).length > 0) await this.#toFirstError()
		else this.#trouble = this.#troubleOf(error, code)
	}

	#troubleOf(error: unknown, code: string): string {
		const { refused } = screens[this.#screen]
		if (code === 'sign_in_refused' && refused) return this.#say(refused)
		const seconds = error instanceof VetslotError ? error.retryAfter : null
		if (code === 'account_locked')
			return this.#say('locked', { count: Math.ceil((seconds ?? 60) / 60) })
		return failureText(this.frame.t, error)
	}

	#field(id: Field): TemplateResult {
		const { values } = this.#known
		const onInput = (value: string) => {
			values[id] = id === 'clinic' ? value.trim().toLowerCase() : value
			// An error leaves the moment it is mended.
			if (this.#errors[id]) this.#errors = { ...this.#errors, [id]: this.#check()[id] }
			this.requestUpdate()
		}
		const hint = id === 'clinic' || id === 'newPassword' ? this.#say(`${id}-hint`) : undefined
		const seen = id === 'newPassword' && this.#shows ? { type: 'text' as const } : {}
		const props = { id, label: this.#say(id), value: values[id], onInput, hint }
		return textField(this.#words, { ...props, error: this.#errors[id], ...fieldLooks[id], ...seen })
	}

	#head(): TemplateResult {
		const { values, link } = this.#known
		const { title, text } = screens[this.#screen]
		const clinic = link?.says.clinic.name ?? values.clinic
		const about = { clinic, email: values.email, name: link?.says.name ?? '' }
		return html`<div><h1 class="title" tabindex="-1">${this.#say(title, about)}</h1>
			<p class="lead">${this.#say(text, about)}</p></div>`
	}

	/** A password manager keeps the new password with the address it belongs to. */
	#newPassword(): TemplateResult {
		const { email } = this.#known.values
		const onToggle = (checked: boolean) => {
			this.#shows = checked
			this.requestUpdate()
		}
		return html`<input class="sr" autocomplete="username" .value=${email} readonly tabindex="-1" aria-hidden="true" />
			${checkField({ id: 'shows', label: this.#say('show-password'), checked: this.#shows, onToggle })}`
	}

	protected override render(): TemplateResult {
		const { fields, submit, ways } = screens[this.#screen]
		const isReading = this.frame.link !== undefined && this.#busy && !this.#known.link
		if (isReading) return html`<p class="late quiet">${this.#say('reading-link')}</p>`
		const label = this.#say(this.#busy ? 'working' : (submit ?? 'sign-in'))
		return html`<form class="sheet-card stack" novalidate @submit=${this.#submit}>${this.#head()}
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			${fields.map((field) => this.#field(field))}${this.#screen === 'choose' ? this.#newPassword() : nothing}
			${submit ? button('primary', { label, submit: true, busy: this.#busy }) : nothing}
			<div class="ways">${ways.map(({ label, to }) =>
				action({ label: this.#say(label), onClick: () => void this.#turn(to) }),
			)}</div></form>`
	}
}

customElements.define('vetslot-clinic-sign-in', SignIn)
