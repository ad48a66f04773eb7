import { html, type TemplateResult } from 'lit'
import { ConsoleView } from '../console-view.ts'
import { writeRoute } from '../route.ts'
import { viewStyles } from '../styles.ts'
import { CalendarsView } from './calendars-view.ts'
import { ExceptionsView } from './exceptions-view.ts'
import { HolidaysView } from './holidays-view.ts'
import { hoursStyles } from './hours.styles.ts'
import { hoursMessages } from './messages.ts'
import type { PartView } from './part-view.ts'
import { SchedulesView } from './schedules-view.ts'

const PARTS = {
	schedules: SchedulesView,
	exceptions: ExceptionsView,
	holidays: HolidaysView,
	calendars: CalendarsView,
} as const
type Part = keyof typeof PARTS

/** When the clinic works: hours, exceptions, holidays, and diaries that are kept elsewhere. */
export class HoursView extends ConsoleView {
	static override styles = [...viewStyles, hoursStyles]

	#part: PartView | undefined

	get #name(): Part {
		const [name = ''] = this.route.path
		return name in PARTS ? (name as Part) : 'schedules'
	}

	/** The same element as long as the address names it, so that what it has read stays. */
	get #shown(): PartView {
		const Shown = PARTS[this.#name]
		if (!(this.#part instanceof Shown)) this.#part = new Shown()
		this.#part.desk = this.desk
		this.#part.route = this.route
		return this.#part
	}

	protected override render(): TemplateResult {
		const say = this.desk.speak(hoursMessages)
		const names = Object.keys(PARTS) as Part[]
		return html`<div class="page"><nav class="tabs" aria-label=${say('parts')}>${names.map(
			(name) => html`<a href=${writeRoute({ view: this.route.view, path: [name], query: {} })}
				aria-current=${name === this.#name ? 'page' : 'false'}>${say(name)}</a>`,
		)}</nav>${this.#shown}</div>`
	}
}

customElements.define('vetslot-clinic-hours', HoursView)
