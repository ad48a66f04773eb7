import type { OwnerAccount, Passkey, Passkeys } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { canPasskey, makePasskey } from '../passkey.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { accountMessages } from './messages.ts'
import { PasskeyDialog } from './passkey-dialog.ts'
import { passkeyStyles } from './passkeys.styles.ts'

/** What signs somebody in without a password: each with its name, and one more where that works. */
export class PasskeysPart extends PortalView {
	static override properties = {
		...PortalView.properties,
		account: { attribute: false },
		onChange: { attribute: false },
	}
	static override styles = [...viewStyles, passkeyStyles]

	declare account: OwnerAccount
	/** Told when there are more or fewer of them. */
	declare onChange: () => void
	readonly #passkeys = new Loaded(this, (signal) => this.portal.client.passkeys.list({ signal }))
	readonly #form = new Form(this, { password: '' })

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#passkeys.load()
	}

	get #say() {
		return this.portal.speak(accountMessages)
	}

	protected override render(): TemplateResult {
		const say = this.#say
		const { booking, clinic } = this.portal
		return html`<div class="stack"><p class="lead">${say('passkeys-text')}</p>
			${this.#passkeys.draw(({ passkeys }) => this.#list(passkeys))}${
				canPasskey(booking.api)
					? this.#adding()
					: html`${this.#form.alert()}<p class="quiet">${say('passkeys-elsewhere', { clinic: clinic.name })}</p>`
			}</div>`
	}

	#list(passkeys: Passkeys['passkeys']): TemplateResult {
		const say = this.#say
		if (passkeys.length === 0) return html`<p class="quiet">${say('no-passkeys')}</p>`
		return html`<ul class="box rows">${passkeys.map((one) => {
			const { name } = one
			const rename = { label: say('passkey-rename'), name: say('passkey-rename-name', { name }) }
			const remove = { label: say('passkey-remove'), name: say('passkey-remove-name', { name }) }
			return html`<li class="row wraps"><span class="grow"><b>${name}</b><span class="sm quiet">${this.#when(one)}</span></span
				><span class="does">${action({ ...rename, onClick: () => this.#rename(one) })}${action({
					...remove,
					onClick: () => void this.#remove(one),
				})}</span></li>`
		})}</ul>`
	}

	#when({ addedAt, lastUsedAt }: Passkey): string {
		const { words } = this.portal
		const format = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeZone: 'UTC' })
		const day = (at: string) => format.format(new Date(`${words.dayOf(at)}T12:00Z`))
		const added = day(addedAt)
		if (lastUsedAt === null) return this.#say('passkey-unused', { added })
		return this.#say('passkey-used', { added, used: day(lastUsedAt) })
	}

	#adding(): TemplateResult {
		const say = this.#say
		const { isFresh, hasPassword } = this.account
		const look = { type: 'password', autocomplete: 'current-password' } as const
		const proof = hasPassword
			? this.#form.text('password', say('current'), { ...look, hint: say('current-hint') })
			: html`<p class="quiet">${say('sign-in-again')}</p>`
		return html`<form class="stack" novalidate @submit=${this.#add}>${this.#form.alert()}${isFresh ? '' : proof}
			${button('primary', { label: say('passkey-add'), submit: true, busy: this.#form.busy })}</form>`
	}

	readonly #add = async (event: Event): Promise<void> => {
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
		if (!(await this.#form.send(event, work)) || !made) return
		this.#form.clear()
		await this.#changed(this.#say('passkey-new'))
	}

	#rename(passkey: Passkey): void {
		const say = this.#say
		const done = () => this.#changed(say('saved'))
		this.portal.openDialog(new PasskeyDialog(passkey, done), { label: say('passkey-rename-title') })
	}

	async #remove({ id, name }: Passkey): Promise<void> {
		const say = this.#say
		const { client } = this.portal
		const sure = {
			text: say('passkey-sure', { name }),
			yes: say('passkey-remove'),
			no: say('passkey-keep'),
		}
		if (!(await this.portal.ask(sure))) return
		if (!(await this.#form.send(null, () => client.passkeys.remove(id)))) return
		await this.#changed(say('passkey-gone', { name }))
		// The button that was pressed is gone.
		this.portal.focusTitle()
	}

	async #changed(text: string): Promise<void> {
		await this.#passkeys.load()
		this.onChange()
		this.portal.toast({ text })
	}
}

customElements.define('vetslot-portal-passkeys', PasskeysPart)
