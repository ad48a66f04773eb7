import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { LocalDate } from '../locales/format.ts'

type Host = ReactiveControllerHost & { renderRoot: ParentNode }

/**
 * Which month the grid shows and where its cursor is; moves the focus once the cell exists.
 *
 * @example month = new MonthCursor(this)   // in the element
 * @example this.month.show('2026-11-05')   // when a day is chosen elsewhere
 */
export class MonthCursor implements ReactiveController {
	readonly #host: Host
	#focusNext = false
	/** The grid's tab stop; the month shown is this day's. */
	date: LocalDate = ''

	constructor(host: Host) {
		this.#host = host
		host.addController(this)
	}

	/** Shows a day's month, and puts the keyboard's focus on the day if asked. */
	show(date: LocalDate, focus = false): void {
		this.date = date
		this.#focusNext = focus
		this.#host.requestUpdate()
	}

	hostUpdated(): void {
		if (!this.#focusNext) return
		this.#focusNext = false
		this.#host.renderRoot.querySelector<HTMLElement>(`.month [data-date="${this.date}"]`)?.focus()
	}
}
