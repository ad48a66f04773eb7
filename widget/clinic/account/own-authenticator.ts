import type { Authenticator } from '@vetslot/sdk/staff'
import { css, html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Form } from '../../frame/form.ts'
import { copy } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { accountMessages } from './messages.ts'
import { qrCode } from './qr.ts'

/** What the password is asked for. */
type Wish = 'set-up' | 'remove' | 'renew'

/** Where somebody stands with the app. */
type Stage =
	| { is: 'rest' }
	| { is: 'asked'; wish: Wish }
	| { is: 'scan'; app: Authenticator }
	| { is: 'codes'; codes: readonly string[] }

/** The second factor of one's own sign-in: set up, turned off, and its codes for a lost phone. */
export class OwnAuthenticator extends ConsoleView {
	static override styles = [
		...viewStyles,
		css`
			.choices {
				display: flex;
				flex-wrap: wrap;
				gap: var(--vetslot-s-2);
			}
			.qr {
				display: block;
				inline-size: min(220px, 100%);
				border: 1px solid var(--vetslot-line);
				border-radius: 11px;
			}
			.key {
				font-family: ui-monospace, monospace;
				overflow-wrap: anywhere;
			}
			.codes {
				display: grid;
				grid-template-columns: repeat(auto-fill, minmax(8.5em, 1fr));
				gap: var(--vetslot-s-2) var(--vetslot-s-4);
				padding: var(--vetslot-s-4);
				border-radius: 11px;
				background: var(--vetslot-surface-2);
				font-family: ui-monospace, monospace;
			}
		`,
	]

	readonly #form = new Form(this, { password: '', code: '' })
	#stage: Stage = { is: 'rest' }
	#on: boolean | undefined

	get #isOn(): boolean {
		return this.#on ?? this.desk.user.hasSecondFactor
	}

	/** The next stage; what it shows first has the focus, so that it is read. */
	async #turn(stage: Stage): Promise<void> {
		this.#stage = stage
		this.#form.clear()
		this.requestUpdate()
		await this.updateComplete
		this.find('.here')?.focus()
	}

	/** Somebody without a password has nothing to prove it with. */
	readonly #wish = (wish: Wish) => (): void => {
		if (this.desk.user.hasPassword) void this.#turn({ is: 'asked', wish })
		else void this.#do(null, wish)
	}

	async #do(event: Event | null, wish: Wish): Promise<void> {
		const { account } = this.desk.client
		const { password } = this.#form.values
		const proof = this.desk.user.hasPassword ? { password } : {}
		const work = {
			'set-up': async () =>
				this.#turn({ is: 'scan', app: await account.beginAuthenticator(proof) }),
			renew: async () => {
				const { recoveryCodes: codes } = await account.renewRecoveryCodes(proof)
				await this.#turn({ is: 'codes', codes })
			},
			remove: async () => {
				await account.removeAuthenticator(proof)
				this.#on = false
				await this.#turn({ is: 'rest' })
				this.desk.toast({ text: this.desk.speak(accountMessages)('removed-authenticator') })
			},
		}
		await this.#form.send(event, work[wish])
	}

	readonly #confirm = async (event: Event): Promise<void> => {
		const { account } = this.desk.client
		await this.#form.send(event, async () => {
			const code = this.#form.values.code.replace(/\s/g, '')
			const { recoveryCodes: codes } = await account.confirmAuthenticator(code)
			this.#on = true
			await this.#turn({ is: 'codes', codes })
		})
	}

	protected override render(): TemplateResult {
		const t = this.desk.speak(accountMessages)
		const state = t(this.#isOn ? 'on' : 'off')
		const text = t(this.#isOn ? 'authenticator-on' : 'authenticator-off')
		return html`<section class="sheet-card stack" aria-labelledby="title"><div>
			<h2 class="subhead large" id="title">${t('authenticator')}<span class="quiet">, ${state}</span></h2>
			<p class="lead">${text}</p></div>${this.#inside()}</section>`
	}

	#inside(): TemplateResult {
		const stage = this.#stage
		if (stage.is === 'asked') return this.#prove(stage.wish)
		if (stage.is === 'scan') return this.#scan(stage.app)
		return stage.is === 'codes' ? this.#codes(stage.codes) : this.#rest()
	}

	#rest(): TemplateResult {
		const t = this.desk.speak(accountMessages)
		const wish = (kind: 'secondary' | 'danger', of: Wish) =>
			button(kind, { label: t(of), onClick: this.#wish(of), busy: this.#form.busy })
		return html`${this.#form.alert()}<div class="choices">${
			this.#isOn
				? [wish('secondary', 'renew'), wish('danger', 'remove')]
				: wish('secondary', 'set-up')
		}</div>`
	}

	#prove(wish: Wish): TemplateResult {
		const t = this.desk.speak(accountMessages)
		const field = {
			type: 'password',
			autocomplete: 'current-password',
			enterkeyhint: 'go',
		} as const
		return html`<form class="stack tight" novalidate @submit=${(event: Event) => this.#do(event, wish)}>
			<p class="here" tabindex="-1">${t('prove-text')}</p>${this.#form.alert()}
			${this.#form.text('password', t('current'), field)}
			<div class="buttons">${button(wish === 'remove' ? 'danger' : 'primary', {
				label: t(wish === 'set-up' ? 'go-on' : wish),
				submit: true,
				busy: this.#form.busy,
			})}${this.#cancel()}</div></form>`
	}

	#scan({ uri, secret }: Authenticator): TemplateResult {
		const t = this.desk.speak(accountMessages)
		const field = {
			inputmode: 'numeric',
			autocomplete: 'one-time-code',
			enterkeyhint: 'go',
		} as const
		return html`<form class="stack tight" novalidate @submit=${this.#confirm}>
			<h3 class="subhead here" tabindex="-1">${t('scan-title')}</h3>${qrCode(uri, t('qr'))}
			<p>${t('scan-text')} <span class="key">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</span></p>${this.#form.alert()}
			${this.#form.text('code', t('code'), field)}
			<div class="buttons">${button('primary', {
				label: t('confirm'),
				submit: true,
				busy: this.#form.busy,
			})}${this.#cancel()}</div></form>`
	}

	#cancel(): TemplateResult {
		const label = this.desk.speak(accountMessages)('cancel')
		return button('secondary', { label, onClick: () => void this.#turn({ is: 'rest' }) })
	}

	#codes(codes: readonly string[]): TemplateResult {
		const t = this.desk.speak(accountMessages)
		const onCopy = async () => {
			await navigator.clipboard?.writeText(codes.join('\n'))
			this.desk.toast({ text: t('copied') })
		}
		return html`<div class="stack tight"><div><h3 class="subhead here" tabindex="-1">${t('codes-title')}</h3>
			<p class="lead">${t('codes-text')}</p></div>
			<ul class="codes">${codes.map((code) => html`<li>${code}</li>`)}</ul>
			<div class="buttons">${button('primary', { label: t('done'), onClick: () => void this.#turn({ is: 'rest' }) })}
			${'clipboard' in navigator ? action({ label: t('copy'), glyph: copy, onClick: () => void onCopy() }) : nothing}</div></div>`
	}
}

customElements.define('vetslot-clinic-own-authenticator', OwnAuthenticator)
