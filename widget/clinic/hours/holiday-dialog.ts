import type { CloseHolidaysBody } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { PlanDialog, type Sending, type Sent } from './plan-dialog.ts'

/** Asks once more before the clinic closes on holidays, and what becomes of visits on them. */
export class HolidayDialog extends PlanDialog {
	plan!: Pick<CloseHolidaysBody, 'country' | 'region' | 'days'>

	protected override check(): Record<string, string> {
		return {}
	}

	protected override get done(): string {
		return this.say('days-closed', { count: this.plan.days.length })
	}

	protected override get saveLabel(): string {
		return this.say('close-days')
	}

	protected override send({ resolutions, dryRun }: Sending): Promise<Sent> {
		return this.desk.client.planning.closeHolidays({ ...this.plan, resolutions }, { dryRun })
	}

	protected override fields(): TemplateResult {
		const { words } = this.desk
		return html`<p>${this.say('close-on')}</p><ul>${this.plan.days.map(
			({ date, name }) =>
				html`<li>${this.say('holiday-day', { day: `${words.longDay(date)} ${date.slice(0, 4)}`, name })}</li>`,
		)}</ul>`
	}
}

customElements.define('vetslot-clinic-holiday-dialog', HolidayDialog)
