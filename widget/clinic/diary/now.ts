import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { LocalDate } from '../../locales/format.ts'
import { px } from './geometry.ts'
import type { Column, Minute, Stretch } from './model.ts'

const REDRAW_MS = 20_000

/** The time at the clinic, by the server's clock. */
export class Now implements ReactiveController {
	readonly #host: ReactiveControllerHost
	/** How far the server's clock is ahead of this device's. */
	#ahead = 0
	#timer: ReturnType<typeof setInterval> | undefined
	#zone = ''
	#format: Intl.DateTimeFormat | undefined

	constructor(host: ReactiveControllerHost) {
		this.#host = host
		host.addController(this)
	}

	hostConnected(): void {
		this.#timer = setInterval(() => this.#host.requestUpdate(), REDRAW_MS)
	}

	hostDisconnected(): void {
		clearInterval(this.#timer)
	}

	set(now: string): void {
		this.#ahead = Date.parse(now) - Date.now()
	}

	get now(): number {
		return Date.now() + this.#ahead
	}

	/** Day and minute on the clinic's wall. */
	wall(timeZone: string): { day: LocalDate; minute: Minute } {
		if (timeZone !== this.#zone || !this.#format) {
			this.#zone = timeZone
			const style = { dateStyle: 'short', timeStyle: 'short' } as const
			this.#format = new Intl.DateTimeFormat('sv-SE', { ...style, timeZone })
		}
		const [day = '', time = ''] = this.#format.format(this.now).split(' ')
		const [hour = 0, minute = 0] = time.split(':').map(Number)
		return { day, minute: hour * 60 + minute }
	}

	/** Where a day begins to be interesting: an hour before now, or the first work or visit. */
	scrollTop(
		of: { columns: readonly Column[]; hours: Stretch; nowAt: { day: LocalDate; minute: Minute } },
		height: number,
	): number {
		const { columns, hours, nowAt } = of
		const today = columns.some(({ date }) => date === nowAt.day)
		const starts = columns.flatMap(({ blocks }) => blocks.map(({ from }) => from))
		const first = starts.length ? Math.min(...starts) : hours.from
		const at = today ? Math.min(nowAt.minute - 60, hours.to) : first - 15
		return Math.max(0, px(at - hours.from) - (today ? height / 8 : 0))
	}
}
