import { VetslotError } from '@vetslot/sdk/staff'
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { textField } from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { createTranslate } from '../../locales/localize.ts'
import { alert } from '../../theme/icons.ts'
import type { VetslotClinic } from '../clinic-element.ts'
import { codeOf, failureText } from '../failures.ts'
import { wantedClinic } from '../remembered.ts'
import { viewStyles } from '../styles.ts'
import { NOWHERE, wordsOf } from '../words.ts'
import { signInMessages } from './messages.ts'

type Field = 'clinic' | 'email' | 'password'

/** Who are you, and where: the clinic's name, an address and a password. */
export class SignIn extends LitElement {
	static override properties = { frame: { attribute: false } }
	static override styles = viewStyles

	declare frame: VetslotClinic
	readonly #say = createTranslate<typeof signInMessages>(NOWHERE.locale, signInMessages)
	readonly #words = wordsOf(NOWHERE)
	readonly #values: Record<Field, string>
	#errors: Partial<Record<Field, string>> = {}
	#trouble: string | undefined
	#busy = false

	constructor() {
		super()
		this.#values = { clinic: wantedClinic() ?? '', email: '', password: '' }
	}

	/** What has to be there before anything is sent. */
	#check(): Partial<Record<Field, string>> {
		const { clinic, email, password } = this.#values
		return {
			...(/^[a-z0-9][a-z0-9-]*$/.test(clinic) ? {} : { clinic: this.#say('clinic-missing') }),
			...(/^\S+@\S+\.\S+$/.test(email) ? {} : { email: this.#say('email-missing') }),
			...(password ? {} : { password: this.#say('password-missing') }),
		}
	}

	readonly #submit = async (event: Event): Promise<void> => {
		event.preventDefault()
		if (this.#busy) return
		this.#trouble = undefined
		this.#errors = this.#check()
		this.requestUpdate()
		const [first] = Object.keys(this.#errors)
		if (first) {
			await this.updateComplete
			this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus()
			return
		}
		await this.#send()
	}

	async #send(): Promise<void> {
		this.#busy = true
		this.requestUpdate()
		try {
			await this.frame.enter(await this.frame.client.signIn(this.#values))
		} catch (error) {
			this.#trouble = this.#troubleOf(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	#troubleOf(error: unknown): string {
		const code = codeOf(error)
		if (code === 'sign_in_refused') return this.#say('refused')
		const seconds = error instanceof VetslotError ? error.retryAfter : null
		if (code === 'account_locked')
			return this.#say('locked', { count: Math.ceil((seconds ?? 60) / 60) })
		return failureText(this.frame.t, error)
	}

	#field(id: Field, more: object): TemplateResult {
		const onInput = (value: string) => {
			this.#values[id] = id === 'clinic' ? value.trim().toLowerCase() : value
			// An error leaves the moment it is mended.
			if (this.#errors[id]) this.#errors = { ...this.#errors, [id]: this.#check()[id] }
			this.requestUpdate()
		}
		const label = this.#say(id)
		const value = this.#values[id]
		return textField(this.#words, { id, label, value, onInput, error: this.#errors[id], ...more })
	}

	protected override render(): TemplateResult {
		return html`<form class="sheet-card stack" novalidate @submit=${this.#submit}>
			<div><h1 class="title">${this.#say('title')}</h1><p class="lead">${this.#say('text')}</p></div>
			${this.#trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: this.#trouble })}</div>` : nothing}
			${this.#field('clinic', { hint: this.#say('clinic-hint'), autocomplete: 'organization' })}
			${this.#field('email', { type: 'email', autocomplete: 'username', inputmode: 'email' })}
			${this.#field('password', { type: 'password', autocomplete: 'current-password', enterkeyhint: 'go' })}
			${button('primary', {
				label: this.#say(this.#busy ? 'signing-in' : 'sign-in'),
				submit: true,
				busy: this.#busy,
			})}</form>`
	}
}

customElements.define('vetslot-clinic-sign-in', SignIn)
