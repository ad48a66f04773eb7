import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import type { VetslotClinic } from '../clinic-element.ts'
import type { VisitPanel } from '../visit/visit-panel.ts'

/** The side of the console in which one visit is open, whatever the view beside it. */
export class Panel implements ReactiveController {
	readonly #frame: VetslotClinic
	#element: VisitPanel | undefined
	#wanted = ''
	#opener: HTMLElement | undefined

	constructor(frame: VetslotClinic) {
		this.#frame = frame
		frame.addController(this)
	}

	/** What had the focus when the panel was asked for. */
	openedFrom(element: HTMLElement | undefined): void {
		if (!this.#element) this.#opener = element
	}

	hostUpdate(): void {
		const { desk, route } = this.#frame
		const wanted = desk ? (route.query.visit ?? '') : ''
		if (wanted === this.#wanted) return
		this.#wanted = wanted
		if (wanted) void this.#open(wanted)
		else this.#close()
	}

	async #open(id: string): Promise<void> {
		const module = await import('../visit/visit-panel.ts').catch(() => undefined)
		const { desk, route } = this.#frame
		// Somebody closed it, or signed out, while its code was on the way.
		if (!module || !desk || this.#wanted !== id) return
		this.#element ??= new module.VisitPanel()
		this.#element.desk = desk
		this.#element.route = route
		this.#element.visitId = id
		this.#frame.requestUpdate()
	}

	#close(): void {
		this.#element = undefined
		this.#opener?.focus()
		this.#opener = undefined
	}

	readonly #keys = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape' || event.defaultPrevented) return
		event.preventDefault()
		this.#frame.desk?.openVisit(null)
	}

	render(): TemplateResult | typeof nothing {
		if (!this.#element) return nothing
		return html`<aside class="panel" aria-label=${this.#frame.t('visit')} @keydown=${this.#keys}>${this.#element}</aside>`
	}
}
