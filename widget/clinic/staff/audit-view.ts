import type { AuditEntries, AuditEntry } from '@vetslot/sdk/staff'
import { css, html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { selectField } from '../../controls/fields.ts'
import { Form } from '../../frame/form.ts'
import { Loaded } from '../../frame/loaded.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { whenText } from '../when.ts'
import { staffMessages } from './messages.ts'

const SUBJECTS = ['staff', 'schedule', 'override', 'resource', 'type', 'key'] as const

/** What was changed at the clinic and by whom, for administrators. */
export class AuditView extends ConsoleView {
	static override styles = [
		...viewStyles,
		css`
			.field {
				max-inline-size: 320px;
			}
		`,
	]

	#subject = ''
	readonly #form = new Form(this, {})
	readonly #entries = new Loaded(this, (signal) =>
		this.desk.client.staff.audit(this.#query(), { signal }),
	)

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#entries.load()
	}

	#query(cursor?: string) {
		return { subject: this.#subject || undefined, cursor }
	}

	readonly #more = async (): Promise<void> => {
		const { value } = this.#entries
		const cursor = value?.nextCursor
		if (!value || !cursor) return
		await this.#form.send(null, async () => {
			const { entries, nextCursor } = await this.desk.client.staff.audit(this.#query(cursor))
			this.#entries.set({ entries: [...value.entries, ...entries], nextCursor })
		})
	}

	readonly #choose = (subject: string): void => {
		this.#subject = subject === 'all' ? '' : subject
		void this.#entries.load()
	}

	protected override render(): TemplateResult {
		const t = this.desk.speak(staffMessages)
		const options = ['all' as const, ...SUBJECTS].map((value) => ({
			value,
			label: t(`subject-${value}`),
		}))
		const choice = { value: this.#subject || 'all', options, onSelect: this.#choose }
		return html`<div class="page"><p class="quiet">${t('audit-text')}</p>
			${selectField(this.desk.words, { id: 'subject', label: t('subject'), ...choice })}
			${this.#entries.draw((page) => this.#table(page))}</div>`
	}

	#table({ entries, nextCursor }: AuditEntries): TemplateResult {
		const t = this.desk.speak(staffMessages)
		if (entries.length === 0) return html`<p class="empty">${t('no-entries')}</p>`
		const { busy } = this.#form
		return html`<div class="table" tabindex="0" role="region" aria-label=${this.label}><table>
			<thead><tr><th scope="col">${t('when')}</th><th scope="col">${t('who')}</th><th scope="col">${t('what')}</th></tr></thead>
			<tbody>${entries.map((entry) => this.#row(entry))}</tbody></table></div>${this.#form.alert()}
			${nextCursor ? html`<div>${button('secondary', { label: t('more'), onClick: this.#more, busy })}</div>` : nothing}`
	}

	#row(entry: AuditEntry): TemplateResult {
		const t = this.desk.speak(staffMessages)
		const when = whenText(this.desk.words, entry.at)
		const { fields } = entry.data
		const named = Array.isArray(fields) ? t('fields', { fields: fields.join(', ') }) : ''
		return html`<tr><td data-label=${t('when')} class="num">${when}</td><td data-label=${t('who')}>${this.#who(entry)}</td
			><td data-label=${t('what')}>${this.#what(entry)}${
				named ? html`<br /><span class="sm quiet">${named}</span>` : nothing
			}</td></tr>`
	}

	#who({ actor }: AuditEntry): string {
		if (actor.kind === 'staff') return actor.name ?? ''
		return this.desk.speak(staffMessages)(`by-${actor.kind}`)
	}

	/** `staff.roles_changed` reads as "Staff: roles changed". */
	#what({ action, subjectName }: AuditEntry): string {
		const words = action.replaceAll('_', ' ').replace('.', ': ')
		const what = words.charAt(0).toUpperCase() + words.slice(1)
		if (subjectName === null) return what
		return this.desk.speak(staffMessages)('about', { what, name: subjectName })
	}
}

customElements.define('vetslot-clinic-audit', AuditView)
