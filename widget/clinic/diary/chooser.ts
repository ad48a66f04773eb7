import { html, nothing, type TemplateResult } from 'lit'
import { checkField } from '../../controls/fields.ts'
import { placeAt } from '../popover.ts'
import {
	type ColumnChoice,
	type ColumnKind,
	columnKinds,
	isWanted,
	keepChoice,
	readChoice,
} from './columns-choice.ts'
import type { DiaryView } from './diary-view.ts'

/** Which columns the day has, as a list of ticks. */
export class Chooser {
	readonly #view: DiaryView
	choice: ColumnChoice = readChoice()
	#opener: HTMLElement | undefined

	constructor(view: DiaryView) {
		this.#view = view
	}

	readonly open = (event: Event): void => {
		this.#opener = event.currentTarget as HTMLElement
		this.#view.requestUpdate()
	}

	updated(): void {
		const popover = this.#view.find('#chooser')
		if (popover && this.#opener && !popover.matches(':popover-open'))
			placeAt(popover, this.#opener.getBoundingClientRect())
	}

	#set(choice: ColumnChoice): void {
		this.choice = choice
		keepChoice(choice)
		this.#view.requestUpdate()
	}

	readonly #toggled = (event: Event): void => {
		if ((event as ToggleEvent).newState !== 'closed') return
		this.#opener?.focus()
		this.#opener = undefined
		this.#view.requestUpdate()
	}

	render(): TemplateResult | typeof nothing {
		const { say, shown } = this.#view
		if (!this.#opener || !shown) return nothing
		const { onlyWorking } = this.choice
		const onToggle = (only: boolean) => this.#set({ ...this.choice, onlyWorking: only })
		return html`<div id="chooser" class="popover" popover role="dialog" aria-label=${say('columns')} @toggle=${this.#toggled}>
			${checkField({ id: 'only-working', label: say('only-working'), checked: onlyWorking, onToggle })}
			${columnKinds.map((kind) => this.#group(kind))}</div>`
	}

	#group(kind: ColumnKind) {
		const { say, shown, desk } = this.#view
		const columns = shown?.columns.filter((column) => column.kind === kind) ?? []
		if (!columns.length) return nothing
		return html`<fieldset><legend class="label">${say(kind)}</legend>${columns.map((column) =>
			checkField({
				id: `column-${column.id}`,
				label: column.shortName,
				checked: isWanted(this.choice, column, desk.resources),
				onToggle: (yes) =>
					this.#set({ ...this.choice, ids: { ...this.choice.ids, [column.id]: yes } }),
			}),
		)}</fieldset>`
	}
}
