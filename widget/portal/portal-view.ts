import {
	type CSSResultGroup,
	LitElement,
	type PropertyDeclarations,
	type PropertyValues,
} from 'lit'
import type { PortalContext } from './context.ts'
import { HOME, type Route } from './route.ts'
import { viewStyles } from './styles.ts'

/** What every view and dialog of the portal is; see `views.ts` for how to add one. */
export abstract class PortalView extends LitElement {
	static override properties: PropertyDeclarations = {
		portal: { attribute: false },
		route: { attribute: false },
	}
	static override styles: CSSResultGroup = viewStyles

	/** Set by the frame before the view is connected. */
	declare portal: PortalContext
	declare route: Route
	/** The view's name; set by the frame. */
	label = ''
	/** Of the link in a mail that opened the view, once. */
	token: string | undefined

	get frame(): PortalContext {
		return this.portal
	}

	/** The title above the view. */
	get heading(): string {
		return this.label
	}

	/** Where the arrow beside the title leads; nowhere without one. */
	get above(): Partial<Route> | undefined {
		return this.route.path.length ? { path: this.route.path.slice(0, -1), query: {} } : HOME
	}

	/** Level of the headings inside the view. */
	get level(): number {
		return this.portal.level + 1
	}

	/** Whether something would be lost that is not saved, beyond what was typed into a dialog. */
	get dirty(): boolean {
		return false
	}

	/** Reads again what may have changed: back online, back on the page, or after a booking. */
	reread(): void {}

	/** Something inside by its selector. */
	find<E extends HTMLElement = HTMLElement>(selector: string): E | null {
		return this.renderRoot.querySelector<E>(selector)
	}

	protected override updated(_changed: PropertyValues): void {
		this.portal.refresh()
	}
}
