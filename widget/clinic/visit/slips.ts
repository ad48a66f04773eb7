/** How soon a second press may be no more than the echo of the first. */
const SOON_MS = 700
/** How far a finger wanders meanwhile, in CSS pixels. */
const NEAR = 24

interface Pressed {
	name: string
	x: number
	y: number
	at: number
}

/**
 * Tells a press that is meant from one that comes too soon at the same place: what stood there has
 * made way for something else. A mouse's clicks are counted by the browser, at the speed that the
 * person has set; fingers and keys go by time.
 */
export class Slips {
	#last: Pressed | undefined

	/** Whether it hits another action than the press before it, by mistake. */
	isSlip(name: string, { clientX: x, clientY: y, detail, pointerType }: Press): boolean {
		const last = this.#last
		const at = performance.now()
		const isNear =
			last !== undefined && Math.abs(last.x - x) <= NEAR && Math.abs(last.y - y) <= NEAR
		const isSoon = last !== undefined && at - last.at < SOON_MS
		const isQuick = pointerType === 'mouse' ? detail > 1 : isSoon
		if (last && last.name !== name && isNear && isQuick) return true
		this.#last = { name, x, y, at }
		return false
	}

	/** Something else may stand there from now on. */
	changed(): void {
		if (this.#last) this.#last.at = performance.now()
	}
}

export type Press = Pick<PointerEvent, 'clientX' | 'clientY' | 'detail' | 'pointerType'>
