import type { OwnSession } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { PortalView } from '../portal-view.ts'
import { doorMessages } from './messages.ts'

/** Where somebody is signed in, and how to end that: one by one, or everywhere. */
export class SessionsView extends PortalView {
	readonly #sessions = new Loaded(this, (signal) => this.portal.client.sessions.list({ signal }))
	readonly #form = new Form(this, {})

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#sessions.load()
	}

	override reread(): void {
		void this.#sessions.load()
	}

	get #say() {
		return this.portal.speak(doorMessages)
	}

	readonly #end = async ({ id, device }: OwnSession): Promise<void> => {
		if (!(await this.#form.send(null, () => this.portal.client.sessions.end(id)))) return
		this.portal.toast({ text: this.#say('ended-one', { device }) })
		await this.#sessions.load()
		await this.updateComplete
		// The button that was pressed is gone.
		this.portal.focusTitle()
	}

	readonly #endAll = async (): Promise<void> => {
		const t = this.#say
		const yes = t('everywhere')
		const sure = { text: t('everywhere-sure'), yes, no: t('everywhere-no') }
		if (!(await this.portal.ask(sure))) return
		const { client } = this.portal
		if (!(await this.#form.send(null, () => client.sessions.endAll()))) return
		await this.portal.signOut()
		this.portal.say(t('everywhere-done'))
	}

	protected override render(): TemplateResult {
		const t = this.#say
		return html`<div class="stack"><p class="lead">${t('sessions-text')}</p>${this.#form.alert()}
			${this.#sessions.draw(
				({ sessions }) => html`<ul class="box rows">${sessions.map((one) => this.#row(one))}</ul>
			${button('secondary', { label: t('everywhere'), onClick: this.#endAll, busy: this.#form.busy })}`,
			)}</div>`
	}

	#row(session: OwnSession): TemplateResult {
		const { words } = this.portal
		const t = this.#say
		const { device, address, lastUsedAt, isThis } = session
		const when = `${words.shortDay(words.dayOf(lastUsedAt))}, ${words.time(lastUsedAt)}`
		const text = address ? t('last-used', { when, address }) : t('last-used-nowhere', { when })
		const end = {
			...{ label: t('end'), name: t('end-name', { device }) },
			onClick: () => void this.#end(session),
		}
		return html`<li class="row"><span class="grow"><b>${device}</b><span class="sm quiet">${text}</span></span
			>${isThis ? html`<span class="sm quiet">${t('this-one')}</span>` : action(end)}</li>`
	}
}

customElements.define('vetslot-portal-sessions', SessionsView)
