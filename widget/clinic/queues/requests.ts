import type { ClinicAppointment, ClinicType } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { clientLink, petLink } from '../people/tables.ts'
import { momentText } from '../people/words.ts'
import { phoneMark } from '../phone.ts'
import { DeclineForm } from './decline-form.ts'
import { QueueList } from './queue-list.ts'

const SOON_MS = 3_600_000

/** Visits that wait for a yes or a no, the most urgent first. */
export class Requests extends QueueList<ClinicAppointment> {
	#types: readonly ClinicType[] = []

	protected override async read(signal: AbortSignal): Promise<readonly ClinicAppointment[]> {
		if (!this.#types.length) this.#types = (await this.desk.client.types.list({ signal })).types
		return (await this.desk.client.requests({ signal })).requests
	}

	protected override entry(visit: ClinicAppointment): TemplateResult {
		const { say, desk } = this
		const { id, client, pets, notes } = visit
		const type = this.#types.find((one) => one.id === visit.appointmentTypeId)?.name ?? ''
		const busy = this.isBusy(id)
		const decline = () =>
			desk.openDialog(new DeclineForm(this.#declining(id)), { label: say('decline-request') })
		return html`<li class="sheet-card block"><div class="between"><h3 class="subhead">${say(
			'wants',
			{
				visit: type,
				time: momentText(desk, visit.start),
			},
		)}</h3>${this.#until(visit)}</div>
			<p>${pets.map(petLink)} ${clientLink(client)} <span class="quiet">${phoneMark(desk, client.phone)}</span></p>
			${notes ? html`<p class="said">${notes}</p>` : ''}
			<div class="buttons">${button('primary', { label: say('accept'), busy, onClick: () => void this.#accept(id) })}
			${button('secondary', { label: say('decline'), onClick: decline })}
			${button('quiet', { label: say('open'), onClick: () => desk.openVisit(id) })}</div></li>`
	}

	#until({ answerBy }: ClinicAppointment) {
		if (!answerBy) return ''
		const left = Date.parse(answerBy) - Date.now()
		const time = momentText(this.desk, answerBy)
		const text = this.say(left < 0 ? 'answer-late' : 'answer-by', { time })
		return html`<span class=${left < SOON_MS ? 'tag danger' : 'tag'}>${text}</span>`
	}

	#declining(id: string) {
		return {
			text: this.say('decline-text'),
			limit: 300,
			send: (reason: string) => this.desk.client.appointments.decline(id, { reason }),
			onDone: () => void this.entries.load(),
		}
	}

	#accept(id: string): Promise<void> {
		return this.work(id, async () => {
			await this.desk.client.appointments.confirm(id)
			this.desk.toast({ text: this.say('accepted') })
		})
	}
}

customElements.define('vetslot-clinic-requests', Requests)
