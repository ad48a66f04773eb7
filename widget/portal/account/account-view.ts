import type { OwnerAccount, Passkeys } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { doorStyles } from '../door/door.styles.ts'
import { canPasskey, makePasskey } from '../passkey.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { accountMessages } from './messages.ts'

type Part = 'name' | 'email' | 'phone' | 'password' | 'passkeys'
type Field = 'name' | 'email' | 'phone' | 'code' | 'password' | 'current'
const PARTS: readonly string[] = ['name', 'email', 'phone', 'password', 'passkeys']
const EMPTY = { name: '', email: '', phone: '', code: '', password: '', current: '' }

/** What an owner is called, how they are reached, and what signs them in. */
export class AccountView extends PortalView {
	static override styles = [...viewStyles, doorStyles]

	readonly #account = new Loaded(this, (signal) => this.portal.client.account.read({ signal }))
	readonly #passkeys = new Loaded(this, (signal) => this.portal.client.passkeys.list({ signal }))
	readonly #form = new Form<Field>(this, EMPTY)

	override connectedCallback(): void {
		super.connectedCallback()
		this.reread()
	}

	override reread(): void {
		void this.#account.load()
		if (this.#part === 'passkeys') void this.#passkeys.load()
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
		return Object.values(this.#form.values).some((value) => value !== '')
	}

	#open(part: Part): void {
		this.#form.clear()
		if (part === 'name') this.#form.values.name = this.#account.value?.name ?? ''
		this.portal.go({ view: 'account', path: [part] })
		if (part === 'passkeys') void this.#passkeys.load()
	}

	/** Sends, says so, and shows the account as it is now. */
	async #send(work: () => Promise<unknown>, done: keyof typeof accountMessages, stay = false) {
		if (!(await this.#form.send(null, work))) return
		this.#form.clear()
		const { client } = this.portal
		await this.#account.load()
		const me = await client.me().catch(() => undefined)
		if (me) this.portal.setOwner(me.owner)
		this.portal.toast({ text: String(this.#say(done as 'saved')) })
		if (!stay) this.portal.go({ view: 'account', path: [] }, true)
	}

	protected override render(): TemplateResult {
		const part = this.#part
		return html`<div class="stack narrow">${this.#account.draw((account) =>
			part ? this.#draw(part, account) : this.#overview(account),
		)}</div>`
	}

	#overview(account: OwnerAccount): TemplateResult {
		const say = this.#say
		const { name, email, newEmail, phone, newPhone, isPhoneVerified } = account
		const number = newPhone ? say('waits-for-code', { phone: newPhone }) : null
		const proof = phone ? say(isPhoneVerified ? 'confirmed' : 'not-confirmed') : null
		return html`<ul class="box rows">
			${this.#row('name', name)}
			${this.#row('email', email, newEmail && say('waits-for-both', { email: newEmail }))}
			${this.#row('phone', phone ? phone : say('none'), number ?? proof)}
			${this.#row('password', say(account.hasPassword ? 'has-password' : 'no-password'))}
			${this.#row('passkeys', account.passkeys ? say('passkey-count', { count: account.passkeys }) : say('none'))}</ul>`
	}

	#row(part: Part, value: string, more: string | null = null): TemplateResult {
		const say = this.#say
		const what = say(part)
		const change = { label: say('change'), name: say('change-name', { what }) }
		return html`<li class="row"><span class="grow"><span class="sm quiet">${what}</span><br /><b>${value}</b
			>${more ? html`<br /><span class="sm quiet">${more}</span>` : nothing}</span
			>${action({ ...change, onClick: () => this.#open(part) })}</li>`
	}

	#draw(part: Part, account: OwnerAccount): TemplateResult {
		if (part === 'passkeys') return this.#drawPasskeys(account)
		if (part === 'phone') return this.#drawPhone(account)
		return { name: this.#drawName, email: this.#drawEmail, password: this.#drawPassword }[
			part
		].call(this, account)
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
		const fields = html`<p class="lead">${say('waits-for-code', { phone: newPhone })}</p>
			${this.#form.text('code', say('code'), { ...look, hint: say('code-hint') })}`
		return html`${this.#sheet(fields, say('phone-confirm'), () => void confirm())}${this.#proof(shown, 'password')}
			<div class="ways">${action({
				label: say('phone-again'),
				onClick: () => void this.#sendCode(newPhone),
			})}</div>`
	}

	#drawPasskeys(account: OwnerAccount): TemplateResult {
		const say = this.#say
		const { booking, clinic } = this.portal
		const can = canPasskey(booking.api)
		const add = this.#sheet(
			this.#proof(account, 'password'),
			say('passkey-add'),
			() => void this.#add(),
		)
		const other = html`<p class="quiet">${say('passkeys-elsewhere', { clinic: clinic.name })}</p>`
		return html`<p class="lead">${say('passkeys-text')}</p>
			${this.#passkeys.draw(({ passkeys }) => this.#list(passkeys))}${can ? add : other}`
	}

	#list(passkeys: Passkeys['passkeys']): unknown {
		if (passkeys.length === 0) return nothing
		const say = this.#say
		const { words } = this.portal
		const day = (instant: string) => ({ day: words.shortDay(words.dayOf(instant)) })
		return html`<ul class="box rows">${passkeys.map(
			({ id, name, addedAt, lastUsedAt }) =>
				html`<li class="row"><span class="grow"><b>${name}</b><br /><span class="sm quiet">${
					lastUsedAt ? say('passkey-used', day(lastUsedAt)) : say('passkey-added', day(addedAt))
				}</span></span>${action({
					...{ label: say('passkey-remove'), name: say('passkey-remove-name', { name }) },
					onClick: () => void this.#remove(id, name),
				})}</li>`,
		)}</ul>`
	}

	async #add(): Promise<void> {
		const { client } = this.portal
		const { password } = this.#form.values
		let made = false
		const work = async () => {
			const credential = await makePasskey(
				await client.passkeys.begin(password ? { password } : {}),
			)
			if (!credential) return
			await client.passkeys.add({ credential })
			made = true
		}
		if (!(await this.#form.send(null, work)) || !made) return
		this.#form.clear()
		await Promise.all([this.#passkeys.load(), this.#account.load()])
		this.portal.toast({ text: this.#say('passkey-new') })
	}

	async #remove(id: string, name: string): Promise<void> {
		const say = this.#say
		const { client } = this.portal
		const sure = {
			text: say('passkey-sure', { name }),
			yes: say('passkey-remove'),
			no: say('passkey-keep'),
		}
		if (!(await this.portal.ask(sure))) return
		if (!(await this.#form.send(null, () => client.passkeys.remove(id)))) return
		await Promise.all([this.#passkeys.load(), this.#account.load()])
		this.portal.toast({ text: say('passkey-gone', { name }) })
	}
}

customElements.define('vetslot-portal-account', AccountView)
