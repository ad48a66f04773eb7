import { type ClinicAppointment, idempotencyKey, type VisitDetails } from '@vetslot/sdk/staff'
import { codeOf } from '../../frame/failures.ts'
import { shortName } from '../words.ts'
import { CancelDialog } from './cancel-dialog.ts'
import { CompleteDialog } from './complete-dialog.ts'
import { LateDialog } from './late-dialog.ts'
import { lateMessages } from './late-messages.ts'
import { MoveForm } from './move-form.ts'
import { type Press, Slips } from './slips.ts'
import type { VisitPanel } from './visit-panel.ts'

export type ActionName = VisitDetails['actions'][number]
type OneTap = 'confirm' | 'check_in' | 'start' | 'no_show'

/** What is done with a visit on its day only. */
const ofTheDay: readonly ActionName[] = ['check_in', 'start', 'complete']

const STATUS = { check_in: 'checked_in', start: 'in_progress', no_show: 'no_show' } as const

/** What is done with a visit; the quick ones by one tap, which can be taken back for six seconds. */
export class Actions {
	readonly #panel: VisitPanel
	readonly #slips = new Slips()
	busy: ActionName | undefined

	constructor(panel: VisitPanel) {
		this.#panel = panel
	}

	readonly do = async (name: ActionName, press: Press): Promise<void> => {
		const { details } = this.#panel
		if (this.busy || !details.value || this.#slips.isSlip(name, press)) return
		if (ofTheDay.includes(name) && !(await this.#isMeant(details.value.appointment))) return
		if (name === 'cancel' || name === 'decline') this.#ask(name, details.value)
		else if (name === 'move') this.#move(details.value)
		else if (name === 'complete') this.#complete(details.value)
		else if (name === 'undo') void this.#undo()
		else if (name !== 'edit') void this.#tap(name)
	}

	/** A visit of another day is seldom meant. */
	async #isMeant({ start }: ClinicAppointment): Promise<boolean> {
		const { desk, say } = this.#panel
		const { words } = desk
		const day = words.dayOf(start)
		if (day === words.dayOf(new Date().toISOString())) return true
		const text = say('other-day', { day: words.longDay(day) })
		return desk.ask({ text, yes: say('go-on'), no: say('not-yet') })
	}

	/** Whoever sees the animal runs late: it concerns all their later visits. */
	readonly tellLate = (): void => {
		const { details, desk } = this.#panel
		const vetId = details.value?.appointment.veterinarianId
		if (!vetId) return
		const vet = shortName(desk, vetId)
		desk.openDialog(new LateDialog(vetId), { label: desk.speak(lateMessages)('title', { vet }) })
	}

	async #tap(name: OneTap): Promise<void> {
		const { desk, say, visitId, pets } = this.#panel
		const { appointments } = desk.client
		const call = { idempotencyKey: idempotencyKey() }
		const send = () =>
			name === 'confirm'
				? appointments.confirm(visitId, call)
				: appointments.setStatus(visitId, { to: STATUS[name] }, call)
		const done = await this.#run(name, send)
		// A confirmation has gone out by then, which nobody can take back.
		const undo = name === 'confirm' ? undefined : () => void this.#undo(visitId)
		if (done) desk.toast({ text: say(`done-${name}`, { pets }), undo })
	}

	async #undo(id = this.#panel.visitId): Promise<void> {
		const { desk, say, pets } = this.#panel
		const call = { idempotencyKey: idempotencyKey() }
		const done = await this.#run('undo', () => desk.client.appointments.undo(id, {}, call))
		if (done) desk.toast({ text: say('undone', { pets }) })
	}

	async #run(name: ActionName, send: () => Promise<ClinicAppointment>): Promise<boolean> {
		const panel = this.#panel
		this.busy = name
		panel.requestUpdate()
		try {
			await send()
			await panel.details.load()
			return true
		} catch (error) {
			panel.desk.toast({ text: panel.desk.failure(error) })
			if (['transition_refused', 'appointment_moved', 'conflict'].includes(codeOf(error)))
				await panel.details.load()
			return false
		} finally {
			this.busy = undefined
			this.#slips.changed()
			panel.requestUpdate()
		}
	}

	#ask(name: 'cancel' | 'decline', details: VisitDetails): void {
		const { desk, say, pets } = this.#panel
		desk.openDialog(new CancelDialog(name, details, pets), {
			label: say(`${name}-title`, { pets }),
		})
	}

	#move({ appointment }: VisitDetails): void {
		const { desk, say, pets } = this.#panel
		desk.openDialog(new MoveForm(appointment), { label: say('move-title', { pets }) })
	}

	#complete(details: VisitDetails): void {
		const { desk, say, pets } = this.#panel
		const label = say('complete-title', { pets })
		desk.openDialog(new CompleteDialog(details, pets), { label, roomy: true })
	}
}
