import { html, nothing, type ReactiveController } from 'lit'
import { action } from '../controls/buttons.ts'
import { note } from '../controls/notes.ts'
import { listSkeleton } from '../controls/skeleton.ts'
import { alert, refresh } from '../theme/icons.ts'
import type { Framed } from './context.ts'
import { codeOf } from './failures.ts'

type Host = Omit<Framed, 'find'>

/**
 * Something a view reads from the server: nothing yet, there, or in trouble. What is there stays on
 * screen while it is read again; a newer reading calls off the older one.
 *
 * @example
 * readonly schedules = new Loaded(this, (signal) => this.desk.client.schedules.list({}, { signal }))
 * override connectedCallback() { super.connectedCallback(); void this.schedules.load() }
 * override render() { return this.schedules.draw(({ schedules }) => html`…`) }
 */
export class Loaded<T> implements ReactiveController {
	readonly #host: Host
	readonly #read: (signal: AbortSignal) => Promise<T>
	#stop = new AbortController()
	value: T | undefined
	error: unknown
	busy = false

	constructor(host: Host, read: (signal: AbortSignal) => Promise<T>) {
		this.#host = host
		this.#read = read
		host.addController(this)
	}

	hostDisconnected(): void {
		this.#stop.abort()
	}

	/** Reads it, again if need be; trouble is kept in `error`, not thrown. */
	async load(): Promise<void> {
		this.#stop.abort()
		this.#stop = new AbortController()
		const { signal } = this.#stop
		this.busy = true
		this.#host.requestUpdate()
		try {
			const value = await this.#read(signal)
			if (signal.aborted) return
			this.value = value
			this.error = undefined
		} catch (error) {
			if (signal.aborted || codeOf(error) === 'aborted') return
			this.error = error
		}
		this.busy = false
		this.#host.requestUpdate()
	}

	/** Takes in what another call has answered. */
	set(value: T): void {
		this.value = value
		this.error = undefined
		this.#host.requestUpdate()
	}

	/** Nothing came. */
	get isLost(): boolean {
		return this.value === undefined && this.error !== undefined
	}

	/** Trouble above what is there, or a skeleton before it. */
	draw(ready: (value: T) => unknown, skeleton: unknown = listSkeleton()): unknown {
		const trouble = this.error === undefined ? nothing : this.#trouble()
		if (this.value === undefined) return this.error === undefined ? skeleton : trouble
		return html`${trouble}${ready(this.value)}`
	}

	#trouble() {
		const { frame } = this.#host
		return html`<div class="trouble" role="alert">${note('danger', {
			glyph: alert,
			text: frame.failure(this.error),
		})}${action({ label: frame.t('retry'), glyph: refresh, onClick: () => void this.load() })}</div>`
	}
}
