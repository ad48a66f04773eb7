import type { CalendarFeed } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { checkField, selectField, textField } from '../../controls/fields.ts'
import { PlanDialog, type Sent } from './plan-dialog.ts'

/** The address of a diary that is kept elsewhere, and whose time it takes. */
export class CalendarDialog extends PlanDialog {
	/** Null: a new one. */
	feed: CalendarFeed | null = null
	#values: { label: string; address: string; resourceId: string; active: boolean } | undefined

	get #draft() {
		const { feed } = this
		const first = this.desk.resources.find(({ active, kind }) => active && kind === 'veterinarian')
		this.#values ??= {
			label: feed?.label ?? '',
			address: '',
			resourceId: feed?.resourceId ?? first?.id ?? '',
			active: feed?.active ?? true,
		}
		return this.#values
	}

	#set(more: object): void {
		this.#values = { ...this.#draft, ...more }
		this.errors = {}
		this.requestUpdate()
	}

	protected override check(): Record<string, string> {
		const { label, address } = this.#draft
		const missing = address.trim() === '' && !this.feed
		return {
			...(label.trim() === '' ? { label: this.say('name-missing') } : {}),
			...(missing ? { address: this.say('address-missing') } : {}),
		}
	}

	protected override get done(): string {
		return this.say('calendar-saved')
	}

	protected override async send(): Promise<Sent | undefined> {
		const { calendars } = this.desk.client
		const { resourceId, active } = this.#draft
		const [label, address] = [this.#draft.label.trim(), this.#draft.address.trim()]
		if (this.feed) {
			const changes = { label, active, ...(address === '' ? {} : { address }) }
			await calendars.changeFeed(this.feed.id, changes)
		} else await calendars.createFeed({ label, address, resourceId })
		return undefined
	}

	protected override fields(): TemplateResult {
		const { desk, say, errors, feed } = this
		const { label, address, resourceId, active } = this.#draft
		const owners = desk.resources.filter((one) => one.active && one.kind !== 'cap')
		return html`${textField(desk.words, {
			...{ id: 'label', label: say('calendar-name'), value: label, error: errors.label },
			onInput: (value) => this.#set({ label: value }),
		})}${textField(desk.words, {
			...{ id: 'address', label: say('address'), value: address, error: errors.address },
			hint: feed ? say('address-keep', { host: feed.host }) : say('address-hint'),
			...{ autocomplete: 'off', optional: feed !== null },
			onInput: (value) => this.#set({ address: value }),
		})}${
			feed
				? checkField({
						...{ id: 'active', label: say('on-off'), checked: active },
						onToggle: (on) => this.#set({ active: on }),
					})
				: selectField(desk.words, {
						...{
							id: 'resourceId',
							label: say('whose'),
							value: resourceId,
							error: errors.resourceId,
						},
						options: owners.map(({ id, name }) => ({ value: id, label: name })),
						onSelect: (id) => this.#set({ resourceId: id }),
					})
		}`
	}
}

customElements.define('vetslot-clinic-calendar-dialog', CalendarDialog)
