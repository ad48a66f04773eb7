import type { VetslotClinic } from '../clinic-element.ts'
import type { ConsoleView } from '../console-view.ts'
import { type ViewEntry, viewsFor } from '../views.ts'

/** Loads and keeps the view that the address names. */
export class ViewHost {
	readonly #frame: VetslotClinic
	element: ConsoleView | undefined
	entry: ViewEntry | undefined
	/** Its code did not come. */
	lost = false

	constructor(frame: VetslotClinic) {
		this.#frame = frame
	}

	/** Shows the view of the present address, or tells it the new address. */
	show(): void {
		const { desk, route } = this.#frame
		if (!desk) return
		const entry = viewsFor(desk.user.roles).find(({ id }) => id === route.view)
		if (this.element && entry === this.entry) {
			this.element.route = route
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
		const { desk, route } = this.#frame
		// Somebody went on, or signed out, while the code was on its way.
		if (this.entry === entry && !this.lost && desk) {
			const element = document.createElement(entry.tag) as ConsoleView
			element.desk = desk
			element.route = route
			element.label = desk.t(entry.label)
			this.element = element
			document.title = `${element.label} – ${desk.clinic.name}`
		}
		this.#frame.requestUpdate()
	}

	/** Tries once more to get the code. */
	readonly again = (): void => {
		this.entry = undefined
		this.show()
	}
}
