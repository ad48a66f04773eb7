import type { ClinicType, Schedule } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { box, textField } from '../../controls/fields.ts'
import { close, plus } from '../../theme/icons.ts'
import { NextDates } from './next-dates.ts'
import { PlanDialog, type Sending, type Sent } from './plan-dialog.ts'
import { isOpen, repeatFields, ruleText } from './repeat-fields.ts'
import {
	anchorOf,
	type BreakDraft,
	bodyOf,
	draftOf,
	faultsOf,
	newDraft,
	type ScheduleDraft,
} from './schedule-draft.ts'

/** Writes working hours of one person or thing. */
export class ScheduleDialog extends PlanDialog {
	/** Whose hours. */
	resourceId = ''
	/** Null: new ones. */
	schedule: Schedule | null = null
	types: readonly ClinicType[] = []
	#draft: ScheduleDraft | undefined
	readonly #dates = new NextDates(this)

	get #values(): ScheduleDraft {
		const today = this.desk.words.dayOf(new Date().toISOString())
		this.#draft ??= this.schedule ? draftOf(this.schedule) : newDraft(today)
		return this.#draft
	}

	#set(more: Partial<ScheduleDraft>): void {
		this.#draft = { ...this.#values, ...more }
		// An error leaves the moment it is mended.
		const left = this.check()
		this.errors = Object.fromEntries(Object.entries(this.errors).filter(([id]) => id in left))
		this.requestUpdate()
	}

	protected override check(): Record<string, string> {
		const faults = Object.entries(faultsOf(this.#values))
		return Object.fromEntries(faults.map(([id, wrong]) => [id, this.say(wrong)]))
	}

	protected override get done(): string {
		return this.say('hours-saved')
	}

	protected override send({ resolutions, dryRun }: Sending): Promise<Sent> {
		const { schedules } = this.desk.client
		const body = bodyOf(this.#values, this.resourceId, this.schedule, resolutions)
		return this.schedule
			? schedules.replace(this.schedule.id, body, { dryRun })
			: schedules.create(body, { dryRun })
	}

	#text(
		id: string,
		key:
			| 'label'
			| 'startTime'
			| 'endTime'
			| 'effectiveFrom'
			| 'effectiveUntil'
			| 'step'
			| 'buffer'
			| 'lanes',
		more: object,
	): TemplateResult {
		return textField(this.desk.words, {
			...{ id, label: id, value: this.#values[key], error: this.errors[id] },
			onInput: (value) => this.#set({ [key]: value }),
			...more,
		})
	}

	#break(one: BreakDraft, i: number): TemplateResult {
		const { words } = this.desk
		const set = (more: Partial<BreakDraft>) =>
			this.#set({
				breaks: this.#values.breaks.map((other, j) => (j === i ? { ...other, ...more } : other)),
			})
		const field = (part: 'start' | 'end' | 'description', label: string) =>
			textField(words, {
				...{
					id: `break-${i}-${part}`,
					label,
					value: one[part],
					error: this.errors[`break-${i}-${part}`],
				},
				type: part === 'description' ? 'text' : 'time',
				optional: part === 'description',
				onInput: (value) => set({ [part]: value }),
			})
		const drop = () => this.#set({ breaks: this.#values.breaks.filter((_, j) => j !== i) })
		return html`<div class="row">${field('start', this.say('break-from'))}${field('end', this.say('break-to'))}
			${field('description', this.say('break-what'))}${action({
				...{ label: this.say('remove'), glyph: close, onClick: drop },
				name: this.say('remove-break', { number: i + 1 }),
			})}</div>`
	}

	#breaks(): TemplateResult {
		const add = () => {
			const fresh = { start: '12:30', end: '13:30', description: '', rrule: null, anchorDate: null }
			this.#set({ breaks: [...this.#values.breaks, fresh] })
		}
		return html`<fieldset><legend>${this.say('breaks')}</legend><div class="stack">
			${this.#values.breaks.map((one, i) => this.#break(one, i))}
			<div>${action({ label: this.say('add-break'), glyph: plus, onClick: add })}</div></div></fieldset>`
	}

	#more(): TemplateResult {
		const { say } = this
		const number = { inputmode: 'numeric' }
		const open = ['stepMinutes', 'bufferMinutes', 'lanes'].some((id) => this.errors[id])
		return html`<details ?open=${open}><summary>${say('more')}</summary><div class="stack">
			<div class="row">${this.#text('stepMinutes', 'step', { label: say('step'), hint: say('step-hint'), optional: true, ...number })}
			${this.#text('bufferMinutes', 'buffer', { label: say('buffer'), ...number })}
			${this.#text('lanes', 'lanes', { label: say('lanes'), ...number })}</div>
			${this.types.length > 0 ? this.#types() : nothing}</div></details>`
	}

	#types(): TemplateResult {
		const toggle = (id: string) => (on: boolean) => {
			const types = new Set(this.#values.types)
			if (on) types.add(id)
			else types.delete(id)
			this.#set({ types })
		}
		return html`<fieldset><legend>${this.say('types')}</legend><p class="xs quiet">${this.say(this.#values.noTypes ? 'no-types-hint' : 'types-hint')}</p>
			<div class="ticks">${this.types.map(
				({
					id,
					name,
				}) => html`<label class="tickbox sm" for="type-${id}">${box(`type-${id}`, this.#values.types.has(id), toggle(id))}
					<span>${name}</span></label>`,
			)}</div></fieldset>`
	}

	#preview(): void {
		const values = this.#values
		const whole =
			values.effectiveFrom && values.startTime && values.endTime && !isOpen(values.choice)
		const today = this.desk.words.dayOf(new Date().toISOString())
		const from = values.effectiveFrom < today ? today : values.effectiveFrom
		this.#dates.show(
			whole
				? {
						rrule: ruleText(values.choice, values.custom),
						anchorDate: anchorOf(values, this.schedule),
						...{ from, startTime: values.startTime, endTime: values.endTime, limit: 8 },
						...(values.effectiveUntil ? { until: values.effectiveUntil } : {}),
					}
				: null,
		)
	}

	protected override fields(): TemplateResult {
		const { desk, say, errors } = this
		const { choice, custom, effectiveFrom } = this.#values
		this.#preview()
		return html`${repeatFields({
			...{ desk, say, choice, errors, firstDay: effectiveFrom || this.#values.anchorDate },
			custom: this.schedule && custom !== null ? this.schedule.rrule : null,
			onChoose: (chosen) =>
				this.#set({ choice: chosen, custom: chosen ? custom : (this.schedule?.rrule ?? null) }),
		})}
		<div class="row">${this.#text('startTime', 'startTime', { label: say('begins'), type: 'time' })}
		${this.#text('endTime', 'endTime', { label: say('ends'), type: 'time' })}
		${this.#text('effectiveFrom', 'effectiveFrom', { label: say('first-day'), type: 'date' })}
		${this.#text('effectiveUntil', 'effectiveUntil', { label: say('last-day'), type: 'date', hint: say('last-hint'), optional: true })}</div>
		${this.#dates.render()}${this.#breaks()}
		${this.#text('label', 'label', { label: say('name'), hint: say('name-hint'), optional: true })}
		${this.#more()}`
	}
}

customElements.define('vetslot-clinic-schedule-dialog', ScheduleDialog)
