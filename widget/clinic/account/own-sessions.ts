import type { OwnSession } from '@vetslot/sdk/staff'
import { css, html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { whenText } from '../when.ts'
import { accountMessages } from './messages.ts'

/** Where one is signed in, and how to end that. */
export class OwnSessions extends ConsoleView {
	static override styles = [
		...viewStyles,
		css`
			.session {
				display: flex;
				align-items: center;
				gap: var(--vetslot-s-3);
				padding-block: 10px;
				border-block-start: 1px solid var(--vetslot-line);
			}
			.session:first-child {
				border: 0;
			}
		`,
	]

	readonly #sessions = new Loaded(this, (signal) => this.desk.client.account.sessions({ signal }))
	readonly #form = new Form(this, {})

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#sessions.load()
	}

	readonly #end = async ({ id, device }: OwnSession): Promise<void> => {
		const { account } = this.desk.client
		if (!(await this.#form.send(null, () => account.endSession(id)))) return
		this.desk.toast({ text: this.desk.speak(accountMessages)('ended-one', { device }) })
		await this.#again()
	}

	readonly #endOthers = async (): Promise<void> => {
		let count = 0
		const { account } = this.desk.client
		const work = async () => {
			count = (await account.endOtherSessions()).ended
		}
		if (!(await this.#form.send(null, work))) return
		this.desk.toast({ text: this.desk.speak(accountMessages)('ended-others', { count }) })
		await this.#again()
	}

	/** The button that was pressed is gone, so the heading takes the focus. */
	async #again(): Promise<void> {
		await this.#sessions.load()
		await this.updateComplete
		this.find('h2')?.focus()
	}

	protected override render(): TemplateResult {
		const t = this.desk.speak(accountMessages)
		return html`<section class="sheet-card stack" aria-labelledby="title">
			<h2 class="subhead large" id="title" tabindex="-1">${t('sessions')}</h2>${this.#form.alert()}
			${this.#sessions.draw(({ sessions }) => this.#list(sessions))}</section>`
	}

	#list(sessions: readonly OwnSession[]): TemplateResult {
		const label = this.desk.speak(accountMessages)('end-others')
		const others = sessions.length > 1
		return html`<ul>${sessions.map((session) => this.#row(session))}</ul>
			${others ? html`<div>${button('secondary', { label, onClick: this.#endOthers, busy: this.#form.busy })}</div>` : nothing}`
	}

	#row(session: OwnSession): TemplateResult {
		const { desk } = this
		const t = desk.speak(accountMessages)
		const { device, address, lastUsedAt, isThis } = session
		const when = whenText(desk.words, lastUsedAt)
		const text = address ? t('last-used', { when, address }) : t('last-used-nowhere', { when })
		const end = {
			...{ label: t('end'), name: t('end-name', { device }) },
			onClick: () => void this.#end(session),
		}
		return html`<li class="session"><span class="grow"><b>${device}</b>
			<span class="sm quiet">${text}</span></span>${
				isThis ? html`<span class="sm quiet">${t('this-one')}</span>` : action(end)
			}</li>`
	}
}

customElements.define('vetslot-clinic-own-sessions', OwnSessions)
