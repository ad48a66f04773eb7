import { html, nothing, type TemplateResult } from 'lit'
import type { DiaryView } from './diary-view.ts'
import { minuteAt, px, SNAP } from './geometry.ts'
import { type Minute, type Stretch, wallText } from './model.ts'
import { follow, isFar, scrollNearEdge } from './pointer.ts'

/** A stretch of one column that a pointer is being drawn over. */
interface Swept extends Stretch {
	index: number
}

/** Draws a stretch over an empty place; let go, the menu offers what can be done with it. */
export class Sweep {
	readonly #view: DiaryView
	#swept: Swept | undefined
	#stop = () => {}
	/** The press that ends it is no press on a place. */
	hasJustEnded = false

	constructor(view: DiaryView) {
		this.#view = view
	}

	/** A finger scrolls; the head of a column leads to the same. */
	readonly start = (event: PointerEvent): void => {
		this.hasJustEnded = false
		if (event.button !== 0 || event.pointerType === 'touch') return
		const target = event.target as HTMLElement
		const cell = target.closest<HTMLElement>('.cell')
		if (!cell || target.closest('.block')) return
		const index = Number(cell.dataset.index)
		const first = this.#minute(cell, event)
		this.#stop = follow({
			move: (now) => {
				if (this.#swept || isFar(event, now)) this.#draw(index, first, this.#minute(cell, now), now)
			},
			drop: () => this.#end(cell),
			giveUp: () => this.#let(),
		})
	}

	#minute(cell: HTMLElement, { clientY }: PointerEvent): Minute {
		return minuteAt(clientY - cell.getBoundingClientRect().top, this.#view.hours)
	}

	#draw(index: number, first: Minute, last: Minute, event: PointerEvent): void {
		scrollNearEdge(this.#view, event)
		const [from, to] = [Math.min(first, last), Math.max(first, last)]
		this.#swept = { index, from, to: Math.max(to, from + SNAP) }
		this.#view.requestUpdate()
	}

	#let(): Swept | undefined {
		this.#stop()
		const swept = this.#swept
		this.hasJustEnded = swept !== undefined
		this.#swept = undefined
		this.#view.requestUpdate()
		return swept
	}

	#end(cell: HTMLElement): void {
		const swept = this.#let()
		if (!swept) return
		// The click of this very press comes before.
		setTimeout(() => (this.hasJustEnded = false))
		const { hours, menu } = this.#view
		const { left, right, top } = cell.getBoundingClientRect()
		const at = { top: top + px(swept.from - hours.from), bottom: top + px(swept.to - hours.from) }
		// A popover that opens during the press would be closed by its end.
		setTimeout(() => menu.forStretch(cell, swept, { left, right, ...at }))
	}

	draw(): TemplateResult | typeof nothing {
		const swept = this.#swept
		if (!swept) return nothing
		const { hours, each, size, say } = this.#view
		const { index, from, to } = swept
		const place = `inset-inline-start:${size.gutter + index * each + 4}px;inline-size:${each - 8}px;inset-block-start:${px(
			from - hours.from,
		)}px;block-size:${px(to - from)}px`
		return html`<div class="ghost" .style=${place} role="status"><b class="num">${say('stretch', { from: wallText(from), to: wallText(to) })}</b></div>`
	}
}
