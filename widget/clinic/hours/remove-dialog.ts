import { html, type TemplateResult } from 'lit'
import { textField } from '../../controls/fields.ts'
import { PlanDialog, type Sending, type Sent } from './plan-dialog.ts'

/** How something is taken away that visits may stand on. */
export interface Removal {
	text: string
	/** Said when it is done. */
	done: string
	/** On the button. */
	save: string
	/** Asks from which day on. */
	asksDay?: boolean
	remove: (options: { day: string; allowStranded: boolean }) => Promise<unknown>
}

/** Takes hours or an exception away; what becomes of visits follows at once. */
export class RemoveDialog extends PlanDialog {
	removal!: Removal
	#day: string | undefined

	get #chosenDay(): string {
		this.#day ??= this.desk.words.dayOf(new Date().toISOString())
		return this.#day
	}

	protected override check(): Record<string, string> {
		return this.#chosenDay === '' ? { from: this.say('date-missing') } : {}
	}

	protected override get done(): string {
		return this.removal.done
	}

	protected override get saveLabel(): string {
		return this.removal.save
	}

	protected override async send({
		resolutions,
		dryRun,
		again,
	}: Sending): Promise<Sent | undefined> {
		if (dryRun) return undefined
		await this.removal.remove({ day: this.#chosenDay, allowStranded: again })
		const rest = resolutions.filter((one) => one.do !== 'keep')
		if (rest.length > 0) await this.desk.client.planning.resolveStranded({ resolutions: rest })
		return undefined
	}

	protected override fields(): TemplateResult {
		const { asksDay, text } = this.removal
		return html`<p>${text}</p>${
			asksDay
				? textField(this.desk.words, {
						...{ id: 'from', label: this.say('end-from'), type: 'date', value: this.#chosenDay },
						error: this.errors.from,
						onInput: (value) => {
							this.#day = value
							this.errors = {}
							this.requestUpdate()
						},
					})
				: ''
		}`
	}
}

customElements.define('vetslot-clinic-remove-dialog', RemoveDialog)
