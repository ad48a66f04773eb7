import type { NotificationSettings } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { box } from '../../controls/checks.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { PortalView } from '../portal-view.ts'
import { settingsMessages } from './messages.ts'
import { settingsStyles } from './settings.styles.ts'

type Settings = NotificationSettings['settings']
type Kind = keyof Settings
type Channel = keyof Settings[Kind]

const KINDS: readonly Kind[] = ['service', 'reminders', 'recalls', 'followUps', 'marketing']
const CHANNELS: readonly Channel[] = ['email', 'sms', 'push']

/** Whether a channel has anything to tick, or to say. */
const isThere = ({ available, fixed }: NotificationSettings, channel: Channel): boolean =>
	available.includes(channel) || fixed.some((one) => one.channel === channel)

/** What somebody hears from the clinic, and how. */
export class NotificationsView extends PortalView {
	static override styles = settingsStyles
	readonly #form = new Form(this, {})
	readonly #kept = new Loaded<NotificationSettings>(this, (signal) =>
		this.portal.client.notifications.read({ signal }),
	)
	/** What is ticked and not saved yet. */
	#chosen: Settings | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#kept.load()
	}

	override get dirty(): boolean {
		return this.#chosen !== undefined
	}

	get #say() {
		return this.portal.speak(settingsMessages)
	}

	readonly #save = async (event: Event): Promise<void> => {
		const { value } = this.#kept
		if (!value) return event.preventDefault()
		const { marketingWording } = value
		const body = { settings: this.#chosen ?? value.settings, marketingWording }
		const change = async () => this.#kept.set(await this.portal.client.notifications.change(body))
		if (!(await this.#form.send(event, change))) return
		this.#chosen = undefined
		this.portal.toast({ text: this.#say('saved') })
	}

	#tick(kind: Kind, channel: Channel, isOn: boolean): void {
		const { value } = this.#kept
		if (!value) return
		this.#chosen ??= structuredClone(value.settings)
		this.#chosen[kind][channel] = isOn
		this.requestUpdate()
	}

	protected override render(): TemplateResult {
		const lead = this.#say('settings-lead', { clinic: this.portal.clinic.name })
		return html`<form class="stack narrow" novalidate @submit=${this.#save}><p class="lead">${lead}</p>
			${this.#form.alert()}${this.#kept.draw((kept) => this.#table(kept))}</form>`
	}

	#table(kept: NotificationSettings): TemplateResult {
		const t = this.#say
		const wording = t('by-ticking', { wording: kept.marketingWording })
		const channels = CHANNELS.filter((one) => isThere(kept, one))
		const missing = CHANNELS.filter((one) => !channels.includes(one)).map((one) =>
			t(one).toLowerCase(),
		)
		const { words } = this.portal
		return html`<table class=${channels.length > 1 ? 'many' : ''}><thead><tr><th scope="col">${t('about')}</th>${channels.map(
			(channel) => html`<th scope="col">${t(channel)}</th>`,
		)}</tr></thead><tbody>${KINDS.map((kind) => this.#row(kept, kind, channels))}</tbody></table>
			${missing.length > 0 ? html`<p class="sm quiet">${t('not-by', { channels: words.list(missing) })}</p>` : nothing}
			<p class="sm quiet">${kept.fixed[0]?.why}</p><p class="sm quiet" id="wording">${wording}</p>
			${button('primary', { label: t('save'), submit: true, busy: this.#form.busy })}`
	}

	#row(kept: NotificationSettings, kind: Kind, channels: readonly Channel[]): TemplateResult {
		const t = this.#say
		return html`<tr><th scope="row"><b>${t(kind)}</b><span class="sm quiet">${t(`${kind}-hint`)}</span></th>${channels.map(
			(channel) => html`<td>${this.#cell(kept, kind, channel)}</td>`,
		)}</tr>`
	}

	#cell(kept: NotificationSettings, kind: Kind, channel: Channel): TemplateResult {
		const t = this.#say
		if (kept.fixed.some((one) => one.kind === kind && one.channel === channel))
			return html`<span class="sm quiet">${t('always')}</span>`
		const id = `${kind}-${channel}`
		const isOn = (this.#chosen ?? kept.settings)[kind][channel]
		const name = t('cell', { kind: t(kind), channel: t(channel) })
		const toggle = (on: boolean) => this.#tick(kind, channel, on)
		const more = kind === 'marketing' ? 'wording' : undefined
		return html`<label for=${id}><span class="sr">${name}</span>${box(id, isOn, toggle, more)}</label>`
	}
}

customElements.define('vetslot-portal-notifications', NotificationsView)
