import { css, html, type TemplateResult } from 'lit'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import './own-authenticator.ts'
import './own-password.ts'
import './own-sessions.ts'
import { accountMessages } from './messages.ts'

/** One's own sign-in: password, authenticator app, and where one is signed in. */
export class AccountView extends ConsoleView {
	static override styles = [
		...viewStyles,
		css`
			.page {
				max-inline-size: 720px;
			}
		`,
	]

	protected override render(): TemplateResult {
		const { desk, route } = this
		const { name, email } = desk.user
		const who = desk.speak(accountMessages)('who', { name, email: email ?? '' })
		return html`<div class="page"><p class="quiet">${who}</p>
			<vetslot-clinic-own-password .desk=${desk} .route=${route}></vetslot-clinic-own-password>
			<vetslot-clinic-own-authenticator .desk=${desk} .route=${route}></vetslot-clinic-own-authenticator>
			<vetslot-clinic-own-sessions .desk=${desk} .route=${route}></vetslot-clinic-own-sessions></div>`
	}
}

customElements.define('vetslot-clinic-account', AccountView)
