import {
	type CSSResultGroup,
	html,
	LitElement,
	type PropertyDeclarations,
	type PropertyValues,
	type TemplateResult,
} from 'lit'
import type { ConsoleContext } from './context.ts'
import type { Route } from './route.ts'
import { viewStyles } from './styles.ts'

/** What every view and dialog of the console is; see `views.ts` for how to add one. */
export abstract class ConsoleView extends LitElement {
	static override properties: PropertyDeclarations = {
		desk: { attribute: false },
		route: { attribute: false },
	}
	static override styles: CSSResultGroup = viewStyles

	/** Set by the frame before the view is connected. */
	declare desk: ConsoleContext
	declare route: Route
	/** The view's name; set by the frame. */
	label = ''

	get frame(): ConsoleContext {
		return this.desk
	}

	/** What stands in the top bar between the menu and the search; its first heading is the page's. */
	bar(): TemplateResult {
		return html`<h1 class="bar-title">${this.label}</h1>`
	}

	/** Whether something would be lost that is not saved, beyond what was typed into a dialog. */
	get dirty(): boolean {
		return false
	}

	/** Something inside by its selector. */
	find<E extends HTMLElement = HTMLElement>(selector: string): E | null {
		return this.renderRoot.querySelector<E>(selector)
	}

	protected override updated(_changed: PropertyValues): void {
		this.desk.refresh()
	}
}
