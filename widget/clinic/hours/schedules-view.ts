import type { ClinicType, Schedule } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { Loaded } from '../../frame/loaded.ts'
import { close, edit, info, plus } from '../../theme/icons.ts'
import type { Resource } from '../context.ts'
import { PartView } from './part-view.ts'
import { RemoveDialog } from './remove-dialog.ts'
import { readRule } from './rule-choice.ts'
import { ScheduleDialog } from './schedule-dialog.ts'

interface Found {
	schedules: readonly Schedule[]
	types: readonly ClinicType[]
	/** The next days of rules that have no words, by schedule. */
	days: ReadonlyMap<string, readonly string[]>
}

/** The hours of each person in words, and what else keeps hours. */
export class SchedulesView extends PartView {
	readonly #found = new Loaded<Found>(this, (signal) => this.#read(signal))
	#stop: (() => void) | undefined

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#found.load()
		this.#stop = this.desk.onChange(() => void this.#found.load())
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stop?.()
	}

	async #read(signal: AbortSignal): Promise<Found> {
		const { client } = this.desk
		const [{ schedules }, { types }] = await Promise.all([
			client.schedules.list({}, { signal }),
			client.types.list({ signal }),
		])
		const days = new Map<string, readonly string[]>()
		for (const { id, rrule, anchorDate } of schedules) {
			if (readRule(rrule, anchorDate)) continue
			const { dates } = await client.planning.ruleDates({ rrule, anchorDate, limit: 3 }, { signal })
			days.set(
				id,
				dates.map(({ date }) => date),
			)
		}
		return { schedules, types, days }
	}

	get #mayChange(): boolean {
		return this.desk.may('admin', 'veterinarian')
	}

	#edit(resource: Resource, schedule: Schedule | null): void {
		const dialog = new ScheduleDialog()
		Object.assign(dialog, { resourceId: resource.id, schedule })
		dialog.types = this.#found.value?.types ?? []
		dialog.onSaved = () => void this.#found.load()
		const label = this.say(schedule ? 'hours-of' : 'new-hours', { name: resource.name })
		this.desk.openDialog(dialog, { label, roomy: true })
	}

	#end(schedule: Schedule, what: string): void {
		const dialog = new RemoveDialog()
		dialog.removal = {
			...{ text: this.say('end-text', { what }), done: this.say('hours-ended') },
			...{ save: this.say('end-hours'), asksDay: true },
			remove: ({ day, allowStranded }) =>
				this.desk.client.schedules.end(schedule.id, {
					from: day,
					allowStranded,
				}),
		}
		dialog.onSaved = () => void this.#found.load()
		this.desk.openDialog(dialog, { label: this.say('end-title') })
	}

	#sentence(schedule: Schedule, { days }: Found): string {
		const { rrule, anchorDate, startTime, endTime, effectiveFrom } = schedule
		return this.rules.sentence({
			...{ rrule, anchorDate, startTime, endTime, until: schedule.effectiveUntil },
			from: effectiveFrom > this.today ? effectiveFrom : null,
			days: days.get(schedule.id) ?? [],
		})
	}

	/** What else is to be known, in small print. */
	#details(schedule: Schedule): string {
		const { say } = this
		const typesText = (count: number) =>
			count === 0 ? say('not-bookable') : say('types-words', { count })
		const { label, breaks, lanes, stepMinutes, bufferMinutes, appointmentTypeIds } = schedule
		return [
			label,
			...breaks.map(({ start, end }) => say('break-words', { start, end })),
			lanes > 1 && say('lanes-words', { count: lanes }),
			stepMinutes !== null && say('step-words', { minutes: stepMinutes }),
			bufferMinutes > 0 && say('buffer-words', { minutes: bufferMinutes }),
			appointmentTypeIds && typesText(appointmentTypeIds.length),
		]
			.filter(Boolean)
			.join(' · ')
	}

	#row(resource: Resource, schedule: Schedule, found: Found): TemplateResult {
		const what = this.#sentence(schedule, found)
		const name = `${resource.name}, ${what}`
		return html`<li><div>${what}<p class="sm quiet">${this.#details(schedule)}</p></div>${
			this.#mayChange
				? html`<div class="buttons">${action({
						...{
							label: this.say('edit'),
							glyph: edit,
							name: this.say('edit-what', { what: name }),
						},
						onClick: () => this.#edit(resource, schedule),
					})}${action({
						...{ label: this.say('end-hours'), glyph: close },
						name: this.say('end-hours-what', { what: name }),
						onClick: () => this.#end(schedule, what),
					})}</div>`
				: nothing
		}</li>`
	}

	#card(resource: Resource, found: Found): TemplateResult {
		const own = found.schedules.filter(({ resourceId }) => resourceId === resource.id)
		const { name } = resource
		return html`<section class="sheet-card" aria-labelledby="of-${resource.id}">
			<div class="head"><h2 class="subhead" id="of-${resource.id}">${name}</h2>${
				this.#mayChange
					? action({
							...{ label: this.say('add-hours'), glyph: plus },
							name: this.say('add-hours-for', { name }),
							onClick: () => this.#edit(resource, null),
						})
					: nothing
			}</div>
			${
				own.length > 0
					? html`<ul class="lines">${own.map((schedule) => this.#row(resource, schedule, found))}</ul>`
					: html`<p class="quiet">${this.say('no-hours', { name })}</p>`
			}</section>`
	}

	protected override render(): unknown {
		return this.#found.draw((found) => {
			const has = new Set(found.schedules.map(({ resourceId }) => resourceId))
			const isPerson = ({ kind }: Resource) => kind === 'veterinarian' || kind === 'nurse'
			const shown = this.desk.resources.filter(
				(one) => one.active && (isPerson(one) || has.has(one.id)),
			)
			return html`<div class="cards">
				${this.#mayChange ? nothing : note('info', { glyph: info, text: this.onlyFor('admin', 'veterinarian') })}
				${shown.map((resource) => this.#card(resource, found))}</div>`
		})
	}
}

customElements.define('vetslot-clinic-schedules', SchedulesView)
