import type { EmailLink } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { codeOf } from '../../frame/failures.ts'
import { Form } from '../../frame/form.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { joinStyles } from './join.styles.ts'
import { joinMessages } from './messages.ts'

type Verify = Extract<EmailLink, { purpose: 'verify' }>
type Change = Exclude<EmailLink, Verify>
type Screen = 'reading' | 'ended' | 'asked' | 'half' | 'done' | 'taken' | 'refused'

/** What a link in a mail is about, shown before anything is pressed: a scanner may open it, too. */
export class EmailLinkView extends PortalView {
	static override styles = [...viewStyles, joinStyles]

	readonly #form = new Form<'password'>(this, { password: '' })
	#screen: Screen = 'reading'
	#token = ''
	#link: EmailLink | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		if (this.token !== undefined) void this.#read(this.token)
		else if (this.#screen === 'reading') this.#screen = 'ended'
	}

	get #say() {
		return this.portal.speak(joinMessages)
	}

	override get heading(): string {
		const say = this.#say
		if (this.#screen === 'reading') return this.label
		if (this.#screen !== 'asked') return say(`${this.#screen}-title`)
		return say(this.#link?.purpose === 'verify' ? 'verify-title' : 'change-title')
	}

	override get above(): undefined {
		return undefined
	}

	async #read(token: string): Promise<void> {
		this.token = undefined
		this.#token = token
		await this.#whileGood(async () => {
			this.#link = await this.portal.client.readEmailLink(token)
			await this.#turn('asked')
		})
	}

	/** Sends something about the link; one that is over leads to a new one. */
	#whileGood(work: () => Promise<unknown>): Promise<boolean> {
		return this.#form.send(null, async () => {
			try {
				await work()
			} catch (error) {
				if (codeOf(error) !== 'link_ended') throw error
				await this.#turn('ended')
			}
		})
	}

	async #turn(to: Screen): Promise<void> {
		this.#screen = to
		this.requestUpdate()
		await this.updateComplete
		this.portal.focusTitle()
	}

	async #verify(withPassword: boolean): Promise<void> {
		const { client } = this.portal
		const { password } = this.#form.values
		await this.#whileGood(async () => {
			const body = { token: this.#token, ...(withPassword && { password }) }
			this.portal.enter(await client.verifyEmail(body))
		})
	}

	readonly #confirm = (event: Event): void => {
		event.preventDefault()
		void this.#verify(this.#link?.purpose === 'verify' && this.#link.hasPassword)
	}

	async #change(yes: boolean): Promise<void> {
		const { client } = this.portal
		await this.#whileGood(async () => {
			if (!yes) await client.refuseEmail(this.#token)
			if (!yes) return this.#turn('refused')
			const { isDone, isTaken } = await client.confirmEmail(this.#token)
			await this.#turn(isDone ? 'done' : isTaken ? 'taken' : 'half')
		})
	}

	protected override render(): TemplateResult {
		const say = this.#say
		const screen = this.#screen
		if (screen === 'reading')
			return html`<div class="stack narrow">${this.#form.alert()}<p class="quiet">${
				this.#form.busy ? say('reading-link') : nothing
			}</p></div>`
		if (screen === 'asked' && this.#link?.purpose === 'verify') return this.#asked(this.#link)
		if (screen === 'asked' && this.#link) return this.#changing(this.#link as Change)
		return html`<div class="stack narrow"><p class="lead">${say(`${screen as 'ended'}-text`)}</p>
			${screen === 'half' ? nothing : button('primary', { label: say('to-sign-in'), onClick: this.#leave })}
			${screen === 'ended' ? html`<div class="ways">${action({ label: say('register'), onClick: this.#anew })}</div>` : nothing}</div>`
	}

	readonly #leave = (): void => this.portal.go({ view: 'home' }, true)
	readonly #anew = (): void => this.portal.go({ view: 'register' }, true)

	#asked({ name, email, phoneEnding, hasPassword, askedAt, device }: Verify): TemplateResult {
		const say = this.#say
		const { words, clinic } = this.portal
		const day = words.shortDay(words.dayOf(askedAt))
		const when = say('asked-when', { day, time: words.time(askedAt), device })
		const form = this.#form
		const again = { type: 'password' as const, autocomplete: 'current-password' as const }
		return html`<form class="stack narrow" novalidate @submit=${this.#confirm}>
			<p class="lead">${say('verify-text', { clinic: clinic.name })}</p>
			<dl class="box facts"><dt>${say('name')}</dt><dd>${name}</dd><dt>${say('email')}</dt><dd>${email}</dd
				>${phoneEnding ? html`<dt>${say('phone')}</dt><dd>${say('phone-ending', { digits: phoneEnding })}</dd>` : nothing}<dt>${say('asked-at')}</dt><dd>${when}</dd></dl>${form.alert()}
			${hasPassword ? form.text('password', say('password-again'), { ...again, hint: say('password-again-hint') }) : nothing}
			${button('primary', { label: say('confirm'), submit: true, busy: form.busy })}
			${hasPassword ? html`<div class="ways">${action({ label: say('without-password'), onClick: () => void this.#verify(false) })}</div>` : nothing}</form>`
	}

	#changing({ oldEmail, newEmail }: Change): TemplateResult {
		const say = this.#say
		const { busy } = this.#form
		return html`<div class="stack narrow"><p class="lead">${say('change-text', { clinic: this.portal.clinic.name })}</p>
			<dl class="box facts">${oldEmail ? html`<dt>${say('old-email')}</dt><dd>${oldEmail}</dd>` : nothing}<dt>${say('new-email')}</dt><dd>${newEmail}</dd></dl>
			${this.#form.alert()}
			${button('primary', { label: say('change-yes'), busy, onClick: () => void this.#change(true) })}
			${button('secondary', { label: say('change-no'), busy, onClick: () => void this.#change(false) })}</div>`
	}
}

customElements.define('vetslot-portal-email-link', EmailLinkView)
