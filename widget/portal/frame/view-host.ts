import { wasSignedIn } from '../../booking/owner/note.ts'
import type { VetslotPortal } from '../portal-element.ts'
import type { PortalView } from '../portal-view.ts'
import { HOME } from '../route.ts'
import { DOOR, isOpen, type ViewEntry, viewOf } from '../views.ts'

/** Loads and keeps the view that the address names. */
export class ViewHost {
	readonly #frame: VetslotPortal
	element: PortalView | undefined
	entry: ViewEntry | undefined
	/** Its code did not come. */
	lost = false
	/** A view was on screen before, so the next one takes the focus. */
	#hasShown = false

	constructor(frame: VetslotPortal) {
		this.#frame = frame
	}

	/** Shows the view of the present address, or tells it the new address. */
	show(): void {
		const { inside, route, link, clinicKey } = this.#frame
		if (!inside) return
		const wanted = viewOf(route.view) ?? viewOf(HOME.view)
		const isIn = inside.owner || (wanted && isOpen(wanted, route, wasSignedIn(clinicKey)))
		const entry = isIn ? wanted : viewOf(DOOR)
		const isOpened = link !== undefined && entry?.link === link.name
		if (this.element && entry === this.entry && !isOpened) {
			this.element.route = route
			void this.#greet()
			return
		}
		this.entry = entry
		this.element = undefined
		if (entry) void this.#load(entry)
		this.#frame.requestUpdate()
	}

	clear(): void {
		this.element = undefined
		this.entry = undefined
	}

	async #load(entry: ViewEntry): Promise<void> {
		this.lost = false
		try {
			await entry.load()
		} catch {
			this.lost = this.entry === entry
		}
		// Somebody went on, or signed out, while the code was on its way.
		if (this.entry === entry && !this.lost) this.#make(entry)
		this.#frame.requestUpdate()
		if (this.entry === entry) await this.#greet()
	}

	#make(entry: ViewEntry): void {
		const { link, t } = this.#frame
		const element = document.createElement(entry.tag) as PortalView
		if (!this.#frame.prepare(element, t(entry.label))) return
		if (link && entry.link === link.name) {
			element.token = link.token
			this.#frame.link = undefined
		}
		this.element = element
	}

	/** Not the first one: a page that was just opened keeps its focus and its place. */
	async #greet(): Promise<void> {
		const isFirst = !this.#hasShown
		this.#hasShown = true
		if (!isFirst) await this.focusTitle()
	}

	/** What is new on screen is read from its title on. */
	async focusTitle(): Promise<void> {
		await this.element?.updateComplete
		await this.#frame.updateComplete
		this.#frame.renderRoot.querySelector<HTMLElement>('#title')?.focus({ preventScroll: true })
		const { top } = this.#frame.getBoundingClientRect()
		if (top < this.#frame.scrollOffset) this.#frame.scrollIntoView({ block: 'start' })
	}

	/** Tries once more to get the code. */
	readonly again = (): void => {
		this.clear()
		this.show()
	}
}
