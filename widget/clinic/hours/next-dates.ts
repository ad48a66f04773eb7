import type { PreviewRuleQuery, RuleDates } from '@vetslot/sdk/staff'
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit'
import { codeOf, fieldErrors } from '../../frame/failures.ts'
import type { Translate } from '../../locales/localize.ts'
import type { ConsoleContext } from '../context.ts'
import type { hoursMessages } from './messages.ts'

type Host = ReactiveControllerHost & {
	desk: ConsoleContext
	say: Translate<typeof hoursMessages>
}

const PAUSE = 300

/** The next dates of a rule while it is being written: asked of the server, which will expand it. */
export class NextDates implements ReactiveController {
	readonly #host: Host
	#timer: ReturnType<typeof setTimeout> | undefined
	#stop = new AbortController()
	#asked = ''
	#found: RuleDates | undefined
	/** Whole days have no times to be shown. */
	#hasTimes = false
	#error: unknown

	constructor(host: Host) {
		this.#host = host
		host.addController(this)
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer)
		this.#stop.abort()
	}

	/** @param query null: the rule is not whole yet */
	show(query: PreviewRuleQuery | null): void {
		const asked = JSON.stringify(query)
		if (asked === this.#asked) return
		this.#asked = asked
		clearTimeout(this.#timer)
		this.#stop.abort()
		this.#stop = new AbortController()
		const { signal } = this.#stop
		if (query) this.#timer = setTimeout(() => void this.#read(query, signal), PAUSE)
		else this.#found = undefined
	}

	async #read(query: PreviewRuleQuery, signal: AbortSignal): Promise<void> {
		try {
			this.#hasTimes = query.startTime !== undefined
			this.#found = await this.#host.desk.client.planning.ruleDates(query, { signal })
			this.#error = undefined
		} catch (error) {
			if (signal.aborted || codeOf(error) === 'aborted') return
			this.#found = undefined
			this.#error = error
		}
		this.#host.requestUpdate()
	}

	render() {
		const { say } = this.#host
		const error = this.#error
		return html`<section class="preview" aria-labelledby="next-dates"><h3 class="subhead" id="next-dates">${say('next-dates')}</h3>
			<div aria-live="polite">${
				error === undefined
					? this.#list()
					: html`<p class="sm">${say('dates-failed', { why: this.#why(error) })}</p>`
			}</div></section>`
	}

	#why(error: unknown): string {
		return Object.values(fieldErrors(error))[0] ?? this.#host.desk.failure(error)
	}

	#list() {
		const { say, desk } = this.#host
		const { dates } = this.#found ?? { dates: [] }
		if (dates.length === 0) return html`<p class="sm quiet">${say('no-dates')}</p>`
		const { words } = desk
		return html`<ul class="dates">${dates.map(
			({
				date,
				start,
				end,
				notes,
			}) => html`<li>${words.shortDay(date)} ${date.slice(0, 4)}${this.#hasTimes ? `, ${words.time(start)}–${words.time(end)}` : ''}
				${notes.length > 0 ? html`<p class="sm quiet">${notes.map(({ message }) => message).join(' ')}</p>` : nothing}</li>`,
		)}</ul>`
	}
}
