import type { Override } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { segmented, selectField, textField } from '../../controls/fields.ts'
import {
	type ExceptionDraft,
	exceptionBody,
	exceptionFaults,
	exceptionOf,
	hasTimes,
	newException,
} from './exception-draft.ts'
import { NextDates } from './next-dates.ts'
import { PlanDialog, type Sending, type Sent } from './plan-dialog.ts'
import { isOpen, repeatFields, ruleText } from './repeat-fields.ts'

const TYPES = ['unavailable', 'custom_hours', 'emergency_only'] as const

/** Writes an exception from the hours: once or again and again, for one or for all. */
export class ExceptionDialog extends PlanDialog {
	/** Null: a new one. */
	override: Override | null = null
	/** What a new one begins with, such as what was drawn on the calendar. */
	start: Partial<ExceptionDraft> = {}
	#draft: ExceptionDraft | undefined
	readonly #dates = new NextDates(this)

	get #values(): ExceptionDraft {
		const today = this.desk.words.dayOf(new Date().toISOString())
		this.#draft ??= this.override
			? exceptionOf(this.override)
			: { ...newException(this.start.date ?? today), ...this.start }
		return this.#draft
	}

	#set(more: Partial<ExceptionDraft>): void {
		this.#draft = { ...this.#values, ...more }
		const left = this.check()
		this.errors = Object.fromEntries(Object.entries(this.errors).filter(([id]) => id in left))
		this.requestUpdate()
	}

	protected override check(): Record<string, string> {
		const faults = Object.entries(exceptionFaults(this.#values))
		return Object.fromEntries(faults.map(([id, wrong]) => [id, this.say(wrong)]))
	}

	protected override get done(): string {
		return this.say('exception-saved')
	}

	/** Nobody closes a clinic by a button that only says "Save". */
	protected override get saveLabel(): string {
		const { type, resourceId, repeats, allDay, date } = this.#values
		const whole = type === 'unavailable' && resourceId === 'all' && allDay
		if (!whole) return super.saveLabel
		if (repeats || !date) return this.say('close-clinic')
		return this.say('close-clinic-on', { day: this.desk.words.longDay(date) })
	}

	protected override send({ resolutions, dryRun }: Sending): Promise<Sent> {
		const { overrides } = this.desk.client
		const body = exceptionBody(this.#values, this.override, resolutions)
		return this.override
			? overrides.replace(this.override.id, body, { dryRun })
			: overrides.create(body, { dryRun })
	}

	#text(
		id: string,
		key: 'date' | 'until' | 'startTime' | 'endTime' | 'release' | 'reason',
		more: object,
	): TemplateResult {
		return textField(this.desk.words, {
			...{ id, label: id, value: this.#values[key], error: this.errors[id] },
			onInput: (value) => this.#set({ [key]: value }),
			...more,
		})
	}

	#who(): TemplateResult {
		const { desk, say } = this
		const people = desk.resources.filter(({ active, kind }) => active && kind !== 'cap')
		return selectField(desk.words, {
			...{ id: 'resourceId', label: say('who'), value: this.#values.resourceId },
			error: this.errors.resourceId,
			options: [
				{ value: 'all', label: say('whole') },
				...people.map(({ id, name }) => ({ value: id, label: name })),
			],
			onSelect: (resourceId) => this.#set({ resourceId }),
		})
	}

	#when(): TemplateResult {
		const { desk, say, errors } = this
		const { repeats, choice, custom, date } = this.#values
		return html`${segmented(desk.words, {
			...{ id: 'repeats', label: say('when'), value: repeats ? 'again' : 'once' },
			options: [
				{ value: 'once', label: say('once') },
				{ value: 'again', label: say('again') },
			],
			onSelect: (value) => this.#set({ repeats: value === 'again' }),
		})}
		${
			repeats
				? repeatFields({
						...{ desk, say, choice, errors, firstDay: date },
						custom: custom ?? (choice === null ? (this.override?.rrule ?? null) : null),
						onChoose: (chosen) => this.#set({ choice: chosen }),
					})
				: nothing
		}
		<div class="row">${this.#text('date', 'date', { label: say(repeats ? 'first-day' : 'day'), type: 'date' })}
		${repeats ? this.#text('effectiveUntil', 'until', { label: say('last-day'), type: 'date', hint: say('last-hint'), optional: true }) : nothing}</div>`
	}

	#times(): TemplateResult {
		const { desk, say } = this
		const values = this.#values
		return html`${
			values.type === 'custom_hours'
				? nothing
				: segmented(desk.words, {
						...{ id: 'all-day', label: say('time-of-day'), value: values.allDay ? 'all' : 'some' },
						options: [
							{ value: 'all', label: say('all-day') },
							{ value: 'some', label: say('some-hours') },
						],
						onSelect: (value) => this.#set({ allDay: value === 'all' }),
					})
		}${
			hasTimes(values)
				? html`<div class="row">${this.#text('startTime', 'startTime', { label: say('begins'), type: 'time' })}
					${this.#text('endTime', 'endTime', { label: say('ends'), type: 'time' })}</div>`
				: nothing
		}`
	}

	#preview(): TemplateResult | typeof nothing {
		const { repeats, choice, custom, date, until, startTime, endTime } = this.#values
		if (!repeats) return nothing
		const times = hasTimes(this.#values)
		const whole = date && !isOpen(choice) && (!times || (startTime && endTime))
		this.#dates.show(
			whole
				? {
						...{ rrule: ruleText(choice, custom), anchorDate: date, limit: 8 },
						...(until ? { until } : {}),
						...(times ? { startTime, endTime } : {}),
					}
				: null,
		)
		return this.#dates.render()
	}

	protected override fields(): TemplateResult {
		const { desk, say } = this
		const { type } = this.#values
		return html`<div class="row">${selectField(desk.words, {
			...{ id: 'type', label: say('what'), value: type },
			options: TYPES.map((value) => ({ value, label: say(value) })),
			onSelect: (value) => this.#set({ type: value as Override['type'] }),
		})}${this.#who()}</div>
		${this.#when()}${this.#times()}${this.#preview()}
		${
			type === 'emergency_only'
				? this.#text('releaseHoursBefore', 'release', {
						...{ label: say('release'), hint: say('release-hint') },
						...{ inputmode: 'numeric', optional: true },
					})
				: nothing
		}
		${this.#text('reason', 'reason', { label: say('reason'), hint: say('reason-hint'), optional: true })}`
	}
}

customElements.define('vetslot-clinic-exception-dialog', ExceptionDialog)
