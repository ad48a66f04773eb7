import type { StaffMember } from '@vetslot/sdk/staff'
import { css, html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { Loaded } from '../../frame/loaded.ts'
import { plus } from '../../theme/icons.ts'
import { ConsoleView } from '../console-view.ts'
import { viewStyles } from '../styles.ts'
import { whenText } from '../when.ts'
import { MemberDialog } from './member-dialog.ts'
import { staffMessages } from './messages.ts'

/** Who works at the clinic; administrators invite and change. */
export class StaffView extends ConsoleView {
	static override styles = [
		...viewStyles,
		css`
			th .quiet {
				font-weight: 400;
			}
		`,
	]

	readonly #staff = new Loaded(this, (signal) => this.desk.client.staff.list({ signal }))

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#staff.load()
	}

	override bar(): TemplateResult {
		const label = this.desk.speak(staffMessages)('invite')
		const invite = button('primary', { label, glyph: plus, onClick: () => this.#open(undefined) })
		return html`${super.bar()}<span class="bar-space"></span>${this.desk.may('admin') ? invite : nothing}`
	}

	#open(member: StaffMember | undefined): void {
		const t = this.desk.speak(staffMessages)
		const label = member ? t('edit-name', { name: member.name }) : t('invite')
		const again = () => void this.#changed()
		this.desk.openDialog(new MemberDialog(member, again), { label })
	}

	/** A column may have come, or have another name. */
	async #changed(): Promise<void> {
		await Promise.all([this.#staff.load(), this.desk.readResources()])
	}

	protected override render(): TemplateResult {
		return html`<div class="page">${this.#staff.draw(({ staff }) => this.#table(staff))}</div>`
	}

	#table(staff: readonly StaffMember[]): TemplateResult {
		const t = this.desk.speak(staffMessages)
		const count = staff.filter(({ isActive }) => isActive).length
		const changes = this.desk.may('admin')
		return html`<div class="table" tabindex="0" role="region" aria-labelledby="people"><table>
			<caption id="people">${t('people-here', { count })}</caption>
			<thead><tr><th scope="col">${t('name')}</th><th scope="col">${t('roles')}</th><th scope="col">${t('email')}</th
			><th scope="col">${t('state')}</th>${
				changes ? html`<th scope="col"><span class="sr">${t('edit')}</span></th>` : nothing
			}</tr></thead><tbody>${staff.map((member) => this.#row(member, changes))}</tbody></table></div>`
	}

	#row(member: StaffMember, changes: boolean): TemplateResult {
		const { desk } = this
		const t = desk.speak(staffMessages)
		const { id, name, title, roles, email } = member
		const you = id === desk.user.id ? ` ${t('you')}` : ''
		const edit = {
			...{ label: t('edit'), name: t('edit-name', { name }) },
			onClick: () => this.#open(member),
		}
		return html`<tr><th scope="row">${name}${you}${
			title ? html`<br /><span class="sm quiet">${title}</span>` : nothing
		}</th><td data-label=${t('roles')}>${desk.words.list(roles.map((role) => t(role)))}</td
			><td data-label=${t('email')}>${email}</td><td data-label=${t('state')}>${this.#state(member)}</td>${
				changes ? html`<td class="end">${action(edit)}</td>` : nothing
			}</tr>`
	}

	#state({ isActive, signIn }: StaffMember): string {
		const t = this.desk.speak(staffMessages)
		const { words } = this.desk
		if (!isActive) return t('state-off')
		if (!signIn) return t('state-on')
		const { hasPassword, hasSecondFactor, invitedAt, lastLoginAt } = signIn
		const second = hasSecondFactor ? `, ${t('second-factor')}` : ''
		if (lastLoginAt) return `${t('state-active', { when: whenText(words, lastLoginAt) })}${second}`
		if (hasPassword || !invitedAt) return t('state-never')
		return t('state-invited', { when: whenText(words, invitedAt) })
	}
}

customElements.define('vetslot-clinic-staff', StaffView)
