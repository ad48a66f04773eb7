import type { StaffMember } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { checkField } from '../../controls/fields.ts'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import type { Role } from '../context.ts'
import { staffMessages } from './messages.ts'
import { isClinical, roleBoxes } from './role-boxes.ts'

/** Invites somebody, or changes a colleague. */
export class MemberDialog extends ConsoleView {
	readonly #member: StaffMember | undefined
	readonly #onDone: () => void
	readonly #form: Form<'name' | 'email' | 'title'>
	#roles: Set<Role>
	#schedulable: boolean

	/** @param member who is changed; nobody yet: an invitation */
	constructor(member: StaffMember | undefined, onDone: () => void) {
		super()
		this.#member = member
		this.#onDone = onDone
		const { name = '', email = '', title = '', roles = [], isSchedulable = false } = member ?? {}
		this.#form = new Form(this, { name, email: email ?? '', title: title ?? '' })
		this.#roles = new Set(roles)
		this.#schedulable = isSchedulable
	}

	readonly #save = async (event: Event): Promise<void> => {
		const t = this.desk.speak(staffMessages)
		if (this.#roles.size === 0) {
			event.preventDefault()
			this.#form.errors = { roles: t('roles-missing') }
			this.requestUpdate()
			await this.updateComplete
			this.find('#field-roles')?.focus()
			return
		}
		const { email } = this.#form.values
		const done = await this.#form.send(event, () => this.#send())
		if (done) this.#close(this.#member ? t('saved') : t('invited', { email }))
	}

	#send(): Promise<unknown> {
		const { staff } = this.desk.client
		const { name, email, title } = this.#form.values
		const roles = [...this.#roles]
		const wantsColumn = this.#schedulable && isClinical(this.#roles)
		const body = { name, email, roles, title: title || null }
		if (!this.#member) return staff.invite({ ...body, schedulable: wantsColumn })
		const column = wantsColumn && !this.#member.isSchedulable
		return staff.change(this.#member.id, { ...body, ...(column ? { schedulable: true } : {}) })
	}

	readonly #turnOff = async (): Promise<void> => {
		const member = this.#member
		if (!member) return
		const t = this.desk.speak(staffMessages)
		const { name, isActive } = member
		const change = () => this.desk.client.staff.change(member.id, { isActive: !isActive })
		if (!(await this.#form.send(null, change))) return
		this.#close(isActive ? t('left-toast', { name }) : t('returned-toast', { name }))
	}

	readonly #removeApp = async (): Promise<void> => {
		const member = this.#member
		if (!member) return
		const change = () => this.desk.client.staff.change(member.id, { removeAuthenticator: true })
		if (!(await this.#form.send(null, change))) return
		this.#close(this.desk.speak(staffMessages)('removed-app', { name: member.name }))
	}

	readonly #again = async (): Promise<void> => {
		const member = this.#member
		if (!member) return
		const mail = () => this.desk.client.staff.inviteAgain(member.id)
		if (!(await this.#form.send(null, mail))) return
		this.#close(this.desk.speak(staffMessages)('sent-again', { email: member.email ?? '' }))
	}

	#close(text: string): void {
		const { desk } = this
		desk.closeDialog()
		desk.toast({ text })
		this.#onDone()
	}

	protected override render(): TemplateResult {
		const t = this.desk.speak(staffMessages)
		const form = this.#form
		const onRoles = (roles: Set<Role>) => {
			this.#roles = roles
			form.errors = {}
			this.requestUpdate()
		}
		const label = t(this.#member ? 'save' : 'send')
		return html`<form class="stack" novalidate @submit=${this.#save}>
			${this.#member ? nothing : html`<p class="quiet">${t('invite-text')}</p>`}${form.alert()}
			${form.text('name', t('name'), { autocomplete: 'off' })}
			${form.text('email', t('email'), { type: 'email', autocomplete: 'off', inputmode: 'email' })}
			${form.text('title', t('title'), { hint: t('title-hint'), optional: true, autocomplete: 'off' })}
			${roleBoxes({ t, chosen: this.#roles, onChange: onRoles, error: form.errors.roles })}${this.#column()}
			<div class="buttons">${button('primary', { label, submit: true, busy: form.busy })}</div>${this.#state()}</form>`
	}

	/** A column that is there is taken away where rooms and people are set up. */
	#column(): TemplateResult | typeof nothing {
		if (!isClinical(this.#roles) || this.#member?.isSchedulable) return nothing
		const t = this.desk.speak(staffMessages)
		const onToggle = (checked: boolean) => {
			this.#schedulable = checked
			this.requestUpdate()
		}
		return checkField({
			...{ id: 'schedulable', label: t('schedulable'), hint: t('schedulable-hint') },
			...{ checked: this.#schedulable, onToggle },
		})
	}

	#app({ id, signIn }: StaffMember): TemplateResult | typeof nothing {
		if (!signIn?.hasSecondFactor || id === this.desk.user.id) return nothing
		const t = this.desk.speak(staffMessages)
		const { busy } = this.#form
		return html`<div>${button('danger', { label: t('remove-app'), onClick: this.#removeApp, busy })}</div>
			<p class="sm quiet">${t('remove-app-text')}</p>`
	}

	#state(): TemplateResult | typeof nothing {
		const member = this.#member
		if (!member) return nothing
		const t = this.desk.speak(staffMessages)
		const { busy } = this.#form
		const isInvited = member.isActive && !member.signIn?.hasPassword && member.email !== null
		return html`<div class="stack tight">${this.#app(member)}${
			isInvited
				? html`<div>${button('secondary', { label: t('again'), onClick: this.#again, busy })}</div>`
				: nothing
		}<div>${
			member.isActive
				? button('danger', { label: t('leave'), onClick: this.#turnOff, busy })
				: button('secondary', { label: t('return'), onClick: this.#turnOff, busy })
		}</div>${member.isActive ? html`<p class="sm quiet">${t('leave-text')}</p>` : nothing}</div>`
	}
}

customElements.define('vetslot-clinic-member', MemberDialog)
