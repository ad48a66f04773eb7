import { html, nothing, type TemplateResult } from 'lit'
import { calendarAdd, calendarOff, type Glyph, icon, info, refresh } from '../../theme/icons.ts'
import { placeAt } from '../popover.ts'
import { BlockDialog } from './block-dialog.ts'
import type { DiaryView } from './diary-view.ts'
import { minuteAt } from './geometry.ts'
import { type Closed, type Column, type Minute, type Stretch, wallText } from './model.ts'
import { WhyDialog } from './why-dialog.ts'

interface Place {
	column: Column
	minute: Minute
	/** Where a stretch was drawn, not only a place pressed. */
	until?: Minute
	/** What can be taken back there. */
	closed: Closed | undefined
	/** Of the window. */
	at: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>
	opener: HTMLElement
}

/** What can be done at an empty place, by a press on it or on the head of its column. */
export class PlaceMenu {
	readonly #view: DiaryView
	#place: Place | undefined

	constructor(view: DiaryView) {
		this.#view = view
	}

	/** At the pointer, which says the time, too. */
	forPlace({ target, clientX: x, clientY: y }: MouseEvent): void {
		const cell = (target as HTMLElement).closest<HTMLElement>('.cell')
		const column = this.#view.columns[Number(cell?.dataset.index)]
		if (!cell || !column) return
		const minute = minuteAt(y - cell.getBoundingClientRect().top, this.#view.hours)
		const at = { left: x, right: x, top: y, bottom: y }
		const closed = closedAt(column, minute)
		this.#open({ column, minute: Math.floor(minute / 10) * 10, closed, at, opener: cell })
	}

	/** Beside a stretch that was drawn over a column. */
	forStretch(opener: HTMLElement, { from, to }: Stretch, at: Place['at']): void {
		const column = this.#view.columns[Number(opener.dataset.index)]
		if (column) this.#open({ column, minute: from, until: to, closed: undefined, at, opener })
	}

	/** At the head of a column: from now on today, else from where its work begins. */
	forColumn(event: Event, column: Column): void {
		const opener = event.currentTarget as HTMLElement
		const { nowAt, hours } = this.#view
		const first = column.open[0]?.from ?? hours.from
		const soon = column.date === nowAt.day ? Math.ceil(nowAt.minute / 10) * 10 : first
		const minute = Math.min(Math.max(soon, hours.from), hours.to - 10)
		const closed = closedAt(column, minute)
		this.#open({ column, minute, closed, at: opener.getBoundingClientRect(), opener })
	}

	#open(place: Place): void {
		this.#place = place
		this.#view.requestUpdate()
	}

	updated(): void {
		const popover = this.#view.find('#place-menu')
		if (popover && this.#place && !popover.matches(':popover-open'))
			placeAt(popover, this.#place.at)
	}

	readonly #toggled = (event: Event): void => {
		if ((event as ToggleEvent).newState !== 'closed') return
		this.#place = undefined
		this.#view.requestUpdate()
	}

	#choose(act: () => void): void {
		this.#place?.opener.focus()
		this.#view.find('#place-menu')?.hidePopover()
		act()
	}

	render(): TemplateResult | typeof nothing {
		const place = this.#place
		if (!place) return nothing
		const { say, desk } = this.#view
		const { column, minute, until, closed } = place
		const name = column.resource.shortName
		const [from, to] = [wallText(minute), wallText(until ?? minute)]
		const isStretch = until !== undefined
		const where = say('at-time', { name, time: isStretch ? say('stretch', { from, to }) : from })
		const mayBlock = desk.may('admin', 'veterinarian', 'receptionist')
		const block = isStretch ? say('block-stretch', { from, to }) : say('block-here')
		const visit = isStretch ? say('new-at', { time: from }) : say('new-here')
		const item = (glyph: Glyph, text: string, act: () => void) =>
			html`<button class="menu-item" type="button" @click=${() => this.#choose(act)}>${icon(glyph, 20)}<span>${text}</span></button>`
		return html`<div id="place-menu" class="popover" popover role="group" aria-label=${where} @toggle=${this.#toggled}>
			<p class="label">${where}</p>
			${closed && mayBlock ? item(refresh, say('unblock', { label: closed.label ?? say('a-block') }), () => void this.#unblock(closed)) : nothing}
			${isStretch && mayBlock ? item(calendarOff, block, () => this.#block(place)) : nothing}
			${item(calendarAdd, visit, () => this.#newVisit(place))}
			${isStretch || !mayBlock ? nothing : item(calendarOff, block, () => this.#block(place))}
			${item(info, say('why-here'), () => this.#why(place))}</div>`
	}

	#newVisit({ column, minute }: Place): void {
		const { kind, id } = column.resource
		const person = kind === 'veterinarian' || kind === 'nurse'
		const time = wallText(minute)
		this.#view.desk.newVisit({ date: column.date, time, ...(person && { veterinarianId: id }) })
	}

	#block({ column, minute, until = minute + 60 }: Place): void {
		const { desk, say } = this.#view
		desk.openDialog(new BlockDialog(column, minute, until), { label: say('block-title') })
	}

	#why({ column, minute }: Place): void {
		const { desk, say } = this.#view
		desk.openDialog(new WhyDialog(column, minute), { label: say('why-title') })
	}

	async #unblock({ overrideId }: Closed): Promise<void> {
		const { desk, say } = this.#view
		try {
			await desk.client.overrides.remove(overrideId!)
			desk.toast({ text: say('unblocked') })
			void this.#view.diary.load()
		} catch (error) {
			desk.toast({ text: desk.failure(error) })
		}
	}
}

/** An exception that covers a minute, which can be taken back. */
const closedAt = ({ closed }: Column, minute: Minute): Closed | undefined =>
	closed.find(({ overrideId, from, to }) => overrideId !== null && from <= minute && to > minute)
