import type { ClinicAppointment, MoveVisitBody } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { selectField, textField } from '../../controls/fields.ts'
import { ConsoleView } from '../console-view.ts'
import { MoveDialog } from '../diary/move-dialog.ts'
import { instantAt } from '../wall-instant.ts'
import { visitMessages } from './messages.ts'

type Field = 'date' | 'time' | 'vet' | 'minutes'

/** The same as dragging, by a form: day, time, person and length. */
export class MoveForm extends ConsoleView {
	readonly #visit: ClinicAppointment
	readonly #before: Record<Field, string>
	#values: Record<Field, string>
	#error: string | undefined

	constructor(visit: ClinicAppointment) {
		super()
		this.#visit = visit
		const minutes = (Date.parse(visit.end) - Date.parse(visit.start)) / 60_000
		this.#before = {
			date: visit.start.slice(0, 10),
			time: visit.start.slice(11, 16),
			vet: visit.veterinarianId,
			minutes: String(minutes),
		}
		this.#values = { ...this.#before }
	}

	readonly #submit = (event: Event): void => {
		event.preventDefault()
		const { date, time, vet, minutes } = this.#values
		if (!date || !time) {
			this.#error = this.desk.speak(visitMessages)('time-missing')
			this.requestUpdate()
			return
		}
		const [hour = 0, minute = 0] = time.split(':').map(Number)
		const changes = (field: Field) => this.#values[field] !== this.#before[field]
		const wish: MoveVisitBody = {
			start: instantAt(this.desk.clinic.timeZone, date, hour * 60 + minute),
			...(changes('vet') && { veterinarianId: vet }),
			...(changes('minutes') && Number(minutes) > 0 && { durationMinutes: Number(minutes) }),
		}
		this.desk.openDialog(new MoveDialog(this.#visit.id, wish), { label: this.label })
	}

	protected override render(): TemplateResult {
		const say = this.desk.speak(visitMessages)
		const { words, resources } = this.desk
		const set = (field: Field) => (text: string) => {
			this.#values = { ...this.#values, [field]: text }
			this.#error = undefined
			this.requestUpdate()
		}
		const { date, time, vet, minutes } = this.#values
		const people = resources.filter(
			({ kind, active }) => active && (kind === 'veterinarian' || kind === 'nurse'),
		)
		return html`<form class="stack" novalidate @submit=${this.#submit}><div class="form">
			${textField(words, { id: 'date', label: say('date'), type: 'date', value: date, onInput: set('date') })}
			${textField(words, { id: 'time', label: say('start-time'), type: 'time', value: time, error: this.#error, onInput: set('time') })}
			${selectField(words, { id: 'vet', label: say('with'), value: vet, options: people.map(({ id, name }) => ({ value: id, label: name })), onSelect: set('vet') })}
			${textField(words, { id: 'minutes', label: say('minutes'), type: 'number', inputmode: 'numeric', value: minutes, onInput: set('minutes') })}
			</div><div class="buttons">${button('secondary', { label: say('keep'), onClick: () => this.desk.closeDialog() })}${button(
				'primary',
				{ label: say('check'), submit: true },
			)}</div></form>`
	}
}

customElements.define('vetslot-clinic-move-form', MoveForm)
