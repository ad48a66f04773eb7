import type { MoveVisitBody, VisitPlan } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { exclaim, icon } from '../../theme/icons.ts'
import { instantAt } from '../wall-instant.ts'
import type { DiaryView } from './diary-view.ts'
import { minuteAt, px, SNAP } from './geometry.ts'
import { type Block, type Column, type Minute, wallText } from './model.ts'
import { MoveDialog } from './move-dialog.ts'
import { follow, isFar, scrollNearEdge } from './pointer.ts'

/** The rules are asked once the pointer rests. */
const REST_MS = 140

/** A visit in the hand of somebody, and where it would be put down. */
interface Held {
	block: Block
	/** From where. */
	column: Column
	stretching: boolean
	/** From the visit's start to where it was taken. */
	grip: Minute
	/** Where it is now: the column's index, and its times. */
	index: number
	from: Minute
	to: Minute
	plan: VisitPlan | undefined
}

/** The end of a visit by which it is made longer. */
const STRETCH_PX = 9

interface Begin {
	press: PointerEvent
	block: HTMLElement
}

const TAKEN = ['pending', 'confirmed', 'reminded', 'checked_in', 'in_progress']

/** Moves and lengthens visits with a pointer; the rules show while the pointer rests. */
export class Drag {
	readonly #view: DiaryView
	#held: Held | undefined
	#begin: Begin | undefined
	#timer: ReturnType<typeof setTimeout> | undefined
	#stop = new AbortController()
	#letGo = () => {}
	/** The press that ends a move is no press on a visit. */
	hasJustMoved = false

	constructor(view: DiaryView) {
		this.#view = view
	}

	/** The block that is held. */
	get key(): string {
		return this.#held?.block.key ?? ''
	}

	readonly start = (event: PointerEvent): void => {
		this.hasJustMoved = false
		const block = (event.target as HTMLElement).closest<HTMLElement>('.block')
		// A finger scrolls; "Move" in the panel does the same.
		if (!block || event.button !== 0 || event.pointerType === 'touch') return
		this.#begin = { press: event, block }
		this.#letGo = follow({ move: this.#move, drop: this.#drop, giveUp: this.#giveUp })
	}

	#end(): void {
		this.#letGo()
		clearTimeout(this.#timer)
		this.#stop.abort()
		this.#begin = undefined
		this.#held = undefined
		this.#view.requestUpdate()
	}

	readonly #giveUp = (): void => {
		this.hasJustMoved = this.#held !== undefined
		this.#end()
	}

	readonly #move = (event: PointerEvent): void => {
		const begin = this.#begin
		if (!begin) return
		if (!this.#held && isFar(begin.press, event)) this.#take(begin)
		if (this.#held) this.#carry(this.#held, event)
	}

	#take({ block: element, press: { clientY: y } }: Begin): void {
		const { columns, hours } = this.#view
		const { key } = element.dataset
		const index = columns.findIndex(({ blocks }) => blocks.some((one) => one.key === key))
		const column = columns[index]
		const block = column?.blocks.find((one) => one.key === key)
		if (!column || !block || !TAKEN.includes(block.visit.status)) return
		if (block.visit.veterinarianId !== column.resource.id) return
		const sheet = this.#body()
		const grip = sheet ? minuteAt(y - sheet.top, hours) - block.from : 0
		const { bottom } = element.getBoundingClientRect()
		const stretching = element.querySelector('.stretch') !== null && bottom - y < STRETCH_PX
		const { from, to } = block
		this.#held = { block, column, stretching, grip, index, from, to, plan: undefined }
	}

	#body(): DOMRect | undefined {
		return this.#view.find('.body')?.getBoundingClientRect()
	}

	#carry(held: Held, event: PointerEvent): void {
		const { clientX, clientY } = event
		const { hours, each, size, columns } = this.#view
		const body = this.#body()
		if (!body) return
		scrollNearEdge(this.#view, event)
		const at = minuteAt(clientY - body.top, hours)
		const rtl = getComputedStyle(this.#view).direction === 'rtl'
		const x = (rtl ? body.right - clientX : clientX - body.left) - size.gutter
		const wanted = Math.min(columns.length - 1, Math.max(0, Math.floor(x / each)))
		const before = `${held.index} ${held.from} ${held.to}`
		if (held.stretching) held.to = Math.max(held.from + SNAP, at)
		else {
			const length = held.block.to - held.block.from
			held.from = Math.max(0, at - held.grip)
			held.to = held.from + length
			const { kind } = columns[wanted]?.resource ?? {}
			if (kind === 'veterinarian' || kind === 'nurse') held.index = wanted
		}
		if (before === `${held.index} ${held.from} ${held.to}`) return
		held.plan = undefined
		clearTimeout(this.#timer)
		this.#stop.abort()
		this.#timer = setTimeout(() => void this.#ask(held), REST_MS)
		this.#view.requestUpdate()
	}

	/** What the move would be, as the server takes it. */
	#wish({ column, index, from, to, stretching }: Held): MoveVisitBody {
		const target = this.#view.columns[index]!
		if (stretching) return { durationMinutes: to - from }
		const moved = target.resource.id !== column.resource.id
		return {
			start: instantAt(this.#view.desk.clinic.timeZone, target.date, from),
			...(moved && { veterinarianId: target.resource.id }),
		}
	}

	async #ask(held: Held): Promise<void> {
		this.#stop = new AbortController()
		const { signal } = this.#stop
		try {
			const { appointments } = this.#view.desk.client
			const plan = await appointments.tryMove(held.block.visit.id, this.#wish(held), { signal })
			if (this.#held !== held || signal.aborted) return
			held.plan = plan
			this.#view.requestUpdate()
		} catch {
			// The drop asks again, and says what is wrong.
		}
	}

	readonly #drop = (): void => {
		const held = this.#held
		this.hasJustMoved = held !== undefined
		this.#end()
		if (!held) return
		// The click of this very press comes before.
		setTimeout(() => (this.hasJustMoved = false))
		const { block, column, index, from, to } = held
		if (from === block.from && to === block.to && this.#view.columns[index] === column) return
		const { say, desk, names } = this.#view
		const label = say('move-title', { pets: names(block.visit) })
		desk.openDialog(new MoveDialog(block.visit.id, this.#wish(held)), { label })
	}

	/** Where the visit would stand, its time, and which rules speak against it. */
	draw(): TemplateResult | typeof nothing {
		const held = this.#held
		if (!held) return nothing
		const { hours, each, size, say, names } = this.#view
		const { index, from, to, plan, block } = held
		const place = `inset-inline-start:${size.gutter + index * each + 4}px;inline-size:${each - 8}px;inset-block-start:${px(
			from - hours.from,
		)}px;min-block-size:${px(to - from)}px`
		const bad = plan !== undefined && plan.broken.length > 0
		return html`<div class=${bad ? 'ghost bad' : 'ghost'} .style=${place} role="status"><b class="num"
			>${say('stretch', { from: wallText(from), to: wallText(to) })}</b> <span>${names(block.visit)}</span>${
				bad
					? plan.broken
							.slice(0, 3)
							.map(
								({ message }) => html`<span class="broken">${icon(exclaim, 14)}${message}</span>`,
							)
					: nothing
			}</div>`
	}
}
