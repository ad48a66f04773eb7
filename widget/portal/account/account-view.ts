import type { OwnerAccount } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { selectField } from '../../controls/fields.ts'
import { breakable } from '../../frame/addresses.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { nearestLocale } from '../../locales/localize.ts'
import { formatPhone } from '../../locales/phone.ts'
import { PortalView } from '../portal-view.ts'
import { AS_CLINIC, languageName, languages, sample } from './languages.ts'
import { accountMessages } from './messages.ts'
import './passkeys-part.ts'

type Part = 'name' | 'language' | 'email' | 'phone' | 'password' | 'passkeys'
type Field = 'name' | 'locale' | 'email' | 'phone' | 'code' | 'password' | 'current'
const PARTS: readonly string[] = ['name', 'language', 'email', 'phone', 'password', 'passkeys']
const EMPTY = { name: '', locale: '', email: '', phone: '', code: '', password: '', current: '' }

/** What an owner is called, how they are reached, and what signs them in. */
export class AccountView extends PortalView {
	readonly #account = new Loaded(this, (signal) => this.portal.client.account.read({ signal }))
	readonly #form = new Form<Field>(this, EMPTY)
	/** The part whose fields hold what is known, and what that was. */
	#begun: Part | undefined
	#known: Partial<Record<Field, string>> = {}

	override connectedCallback(): void {
		super.connectedCallback()
		this.reread()
	}

	override reread(): void {
		void this.#account.load()
	}

	/** A part begins with what is known of it, whether by a press or by its address. */
	protected override willUpdate(): void {
		const { value: account } = this.#account
		if (!account || this.#begun === this.#part) return
		this.#begun = this.#part
		this.#form.clear()
		const { name, locale } = account
		if (this.#part === 'name') this.#known = { name }
		else if (this.#part === 'language') this.#known = { locale: locale ?? AS_CLINIC }
		else this.#known = {}
		Object.assign(this.#form.values, this.#known)
	}

	get #say() {
		return this.portal.speak(accountMessages)
	}

	get #part(): Part | undefined {
		const [part = ''] = this.route.path
		return PARTS.includes(part) ? (part as Part) : undefined
	}

	override get heading(): string {
		return this.#part ? this.#say(this.#part) : this.label
	}

	override get dirty(): boolean {
		const fields = Object.entries(this.#form.values)
		return fields.some(([field, value]) => value !== (this.#known[field as Field] ?? ''))
	}

	#open(part: Part): void {
		this.portal.go({ view: 'account', path: [part] })
	}

	/** Sends, says so, and shows the account as it is now. */
	async #send(work: () => Promise<unknown>, done: keyof typeof accountMessages, stay = false) {
		if (!(await this.#form.send(null, work))) return
		this.#known = {}
		this.#form.clear()
		const { client } = this.portal
		const [me] = await Promise.all([client.me().catch(() => undefined), this.#account.load()])
		if (me) this.portal.setOwner(me.owner)
		this.portal.toast({ text: String(this.#say(done as 'saved')) })
		if (!stay) this.portal.go({ view: 'account', path: [] }, true)
	}

	protected override render(): TemplateResult {
		const part = this.#part
		return html`<div class=${part ? 'stack narrow' : 'stack'}>${this.#account.draw((account) =>
			part ? this.#draw(part, account) : this.#overview(account),
		)}</div>`
	}

	#overview(account: OwnerAccount): TemplateResult {
		const say = this.#say
		const { name, locale, email, newEmail, phone, newPhone, isPhoneVerified } = account
		const { clinic, words } = this.portal
		const number = newPhone ? say('waits-for-code', { phone: this.#number(newPhone) }) : null
		const language = locale === null ? say('as-clinic') : languageName(locale)
		const proof = phone ? say(isPhoneVerified ? 'confirmed' : 'not-confirmed') : null
		return html`<ul class="box rows">
			${this.#row('name', name)}
			${this.#row('language', language, sample(clinic, words.locale, new Date()))}
			${this.#row('email', email, newEmail && say('waits-for-both', { email: newEmail }))}
			${this.#row('phone', phone ? this.#number(phone) : say('none'), number ?? proof)}
			${this.#row('password', say(account.hasPassword ? 'has-password' : 'no-password'))}
			${this.#row('passkeys', account.passkeys ? say('passkey-count', { count: account.passkeys }) : say('none'))}</ul>`
	}

	#row(part: Part, value: string, more: string | null = null): TemplateResult {
		const say = this.#say
		const what = say(part)
		const change = { label: say('change'), name: say('change-name', { what }) }
		return html`<li class="row"><span class="grow"><span class="sm quiet">${what}</span><b>${breakable(value)}</b
			>${more ? html`<span class="sm quiet">${breakable(more)}</span>` : nothing}</span
			>${action({ ...change, onClick: () => this.#open(part) })}</li>`
	}

	/** As people of the clinic's region read it. */
	#number(phone: string): string {
		return formatPhone(phone, this.portal.clinic.region)
	}

	#draw(part: Part, account: OwnerAccount): TemplateResult {
		const draw = {
			...{ name: this.#drawName, language: this.#drawLanguage, email: this.#drawEmail },
			...{ phone: this.#drawPhone, password: this.#drawPassword, passkeys: this.#drawPasskeys },
		}
		return draw[part].call(this, account)
	}

	/** A form of its own for each thing, with its one button. */
	#sheet(fields: unknown, label: string, submit: () => void): TemplateResult {
		const send = (event: Event) => {
			event.preventDefault()
			submit()
		}
		return html`<form class="stack" novalidate @submit=${send}>${this.#form.alert()}${fields}
			${button('primary', { label, submit: true, busy: this.#form.busy })}</form>`
	}

	/** Where somebody signed in a while ago: their password, or a way to sign in again. */
	#proof({ isFresh, hasPassword }: OwnerAccount, path: 'current' | 'password'): unknown {
		const say = this.#say
		if (isFresh) return nothing
		if (!hasPassword) return html`<p class="quiet">${say('sign-in-again')}</p>`
		const field = path === 'current' ? 'current' : 'password'
		return this.#form.text(field, say('current'), {
			...{ type: 'password', autocomplete: 'current-password', hint: say('current-hint') },
		})
	}

	#drawName(): TemplateResult {
		const say = this.#say
		const { account } = this.portal.client
		const save = () => this.#send(() => account.change({ name: this.#form.value('name') }), 'saved')
		const field = this.#form.text('name', say('name'), { autocomplete: 'name' })
		return this.#sheet(field, say('save'), () => void save())
	}

	#drawEmail(account: OwnerAccount): TemplateResult {
		const say = this.#say
		const ask = () => {
			const { password } = this.#form.values
			const body = { email: this.#form.value('email'), ...(password && { password }) }
			return this.#send(() => this.portal.client.account.askEmail(body), 'email-asked')
		}
		const look = { type: 'email', autocomplete: 'email', inputmode: 'email' } as const
		const fields = html`<p class="lead">${say('email-text')}</p>
			${this.#form.text('email', say('new-email'), look)}${this.#proof(account, 'password')}`
		return this.#sheet(fields, say('email-ask'), () => void ask())
	}

	#drawPassword(account: OwnerAccount): TemplateResult {
		const say = this.#say
		const set = () => {
			const { password, current } = this.#form.values
			const body = { password, ...(current && { current }) }
			return this.#send(() => this.portal.client.account.setPassword(body), 'password-done')
		}
		const look = { type: 'password', autocomplete: 'new-password' } as const
		const fields = html`<p class="lead">${say('password-text')}</p>${this.#proof(account, 'current')}
			${this.#form.text('password', say('new-password'), { ...look, hint: say('new-password-hint') })}`
		return this.#sheet(fields, say('save'), () => void set())
	}

	#drawPhone(shown: OwnerAccount): TemplateResult {
		const { newPhone, phone, canText } = shown
		const say = this.#say
		const { account } = this.portal.client
		const remove = () => this.#send(() => account.change({ phone: null }), 'saved')
		const away = phone
			? html`<div class="ways">${action({ label: say('phone-remove'), onClick: () => void remove() })}</div>`
			: nothing
		if (newPhone) return html`${this.#drawCode(shown, newPhone)}${away}`
		if (!canText) return html`<p class="lead">${say('phone-off')}</p>${away}`
		const send = () => this.#sendCode(this.#form.value('phone'))
		const look = { type: 'tel', autocomplete: 'tel', inputmode: 'tel' } as const
		const fields = html`<p class="lead">${say('phone-text')}</p>${this.#form.text('phone', say('phone'), look)}
			${this.#proof(shown, 'password')}`
		return html`${this.#sheet(fields, say('phone-send'), () => void send())}${away}`
	}

	async #sendCode(phone: string): Promise<void> {
		const { account } = this.portal.client
		const { password } = this.#form.values
		const body = { phone, ...(password && { password }) }
		if (!(await this.#form.send(null, () => account.sendPhoneCode(body)))) return
		await this.#account.load()
		await this.updateComplete
		this.find('#field-code')?.focus()
	}

	#drawCode(shown: OwnerAccount, newPhone: string): TemplateResult {
		const say = this.#say
		const { client } = this.portal
		const confirm = () => {
			const code = this.#form.value('code')
			return this.#send(() => client.account.confirmPhone(code), 'phone-done')
		}
		const look = { autocomplete: 'one-time-code', inputmode: 'numeric' } as const
		const fields = html`<p class="lead">${say('waits-for-code', { phone: this.#number(newPhone) })}</p>
			${this.#form.text('code', say('code'), { ...look, hint: say('code-hint') })}`
		return html`${this.#sheet(fields, say('phone-confirm'), () => void confirm())}${this.#proof(shown, 'password')}
			<div class="ways">${action({
				label: say('phone-again'),
				onClick: () => void this.#sendCode(newPhone),
			})}</div>`
	}

	#drawLanguage({ locale }: OwnerAccount): TemplateResult {
		const say = this.#say
		const { clinic, client, words } = this.portal
		const { locale: chosen } = this.#form.values
		const of = chosen === AS_CLINIC ? clinic.locale : chosen
		const save = () =>
			this.#send(
				() => client.account.change({ locale: chosen === AS_CLINIC ? null : chosen }),
				'saved',
			)
		const field = selectField(words, {
			...{ id: 'field-locale', label: say('language'), value: chosen },
			...{ error: this.#form.errors.locale, hint: this.#sample(nearestLocale(clinic.locale, of)) },
			options: [{ value: AS_CLINIC, label: say('as-clinic') }, ...languages(locale)],
			onSelect: (value) => this.#form.set('locale', value),
		})
		const fields = html`<p class="lead">${say('language-text')}</p>${field}`
		return this.#sheet(fields, say('save'), () => void save())
	}

	#sample(locale: string): string {
		return this.#say('sample', { sample: sample(this.portal.clinic, locale, new Date()) })
	}

	#drawPasskeys(account: OwnerAccount): TemplateResult {
		const { portal, route } = this
		return html`<vetslot-portal-passkeys .portal=${portal} .route=${route} .account=${account}
			.onChange=${() => void this.#account.load()}></vetslot-portal-passkeys>`
	}
}

customElements.define('vetslot-portal-account', AccountView)
