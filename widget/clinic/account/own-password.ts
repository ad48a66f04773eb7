import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { accountMessages } from './messages.ts'

/** Changes one's own password. */
export class OwnPassword extends ConsoleView {
	readonly #form = new Form(this, { current: '', password: '' })
	/** Somebody who was invited by mail may have none yet. */
	#has: boolean | undefined

	readonly #save = async (event: Event): Promise<void> => {
		const { current, password } = this.#form.values
		const body = this.#hasOne ? { current, password } : { password }
		const { account } = this.desk.client
		if (!(await this.#form.send(event, () => account.changePassword(body)))) return
		this.#has = true
		this.#form.clear()
		this.desk.toast({ text: this.desk.speak(accountMessages)('password-changed') })
	}

	get #hasOne(): boolean {
		return this.#has ?? this.desk.user.hasPassword
	}

	protected override render(): TemplateResult {
		const t = this.desk.speak(accountMessages)
		const has = this.#hasOne
		const now = { type: 'password', autocomplete: 'current-password' } as const
		const next = { hint: t('new-hint'), type: 'password' } as const
		return html`<form class="sheet-card stack" novalidate @submit=${this.#save}>
			<div><h2 class="subhead large">${t('password')}</h2>
			<p class="lead">${t(has ? 'password-set' : 'password-none')}</p></div>${this.#form.alert()}
			<input class="sr" autocomplete="username" .value=${this.desk.user.email ?? ''} readonly tabindex="-1" aria-hidden="true" />
			${has ? this.#form.text('current', t('current'), now) : nothing}
			${this.#form.text('password', t('new'), { ...next, autocomplete: 'new-password', enterkeyhint: 'done' })}
			<div>${button('secondary', {
				label: t(has ? 'set-password' : 'set-first-password'),
				submit: true,
				busy: this.#form.busy,
			})}</div></form>`
	}
}

customElements.define('vetslot-clinic-own-password', OwnPassword)
