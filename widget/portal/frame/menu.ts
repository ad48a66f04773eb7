import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { close, icon, logout } from '../../theme/icons.ts'
import type { VetslotPortal } from '../portal-element.ts'
import { HOME } from '../route.ts'
import { type ViewEntry, views } from '../views.ts'

/** Everything there is to go to, and the way out: a sheet on phones, in the corner where there is room. */
export class Menu implements ReactiveController {
	readonly #frame: VetslotPortal
	#isOpen = false

	constructor(frame: VetslotPortal) {
		this.#frame = frame
		frame.addController(this)
	}

	get #dialog(): HTMLDialogElement | null {
		return this.#frame.renderRoot.querySelector('dialog#menu')
	}

	readonly open = (): void => {
		this.#isOpen = true
		this.#frame.requestUpdate()
	}

	readonly close = (): void => {
		this.#dialog?.close()
		this.#isOpen = false
		this.#frame.requestUpdate()
	}

	hostUpdated(): void {
		const dialog = this.#dialog
		if (dialog && !dialog.open) dialog.showModal()
	}

	readonly #outside = (event: Event): void => {
		if (event.target === event.currentTarget) this.close()
	}

	#go(view: string): void {
		this.close()
		this.#frame.inside?.go({ ...HOME, view })
	}

	readonly #signOut = (): void => {
		this.close()
		void this.#frame.signOut()
	}

	render(): TemplateResult | typeof nothing {
		const { inside, t } = this.#frame
		if (!this.#isOpen || !inside?.owner) return nothing
		const { name, email } = inside.owner
		return html`<dialog id="menu" aria-label=${t('menu')} @close=${this.close} @click=${this.#outside}><div class="menu">
			<div class="menu-head"><p class="grow"><b>${name}</b><span class="sm quiet">${email}</span></p>
			<button class="round" type="button" aria-label=${t('close-menu')} @click=${this.close}>${icon(close, 22)}</button></div>
			<nav aria-label=${t('menu')}><ul>${views.map((view) => this.#item(view))}</ul></nav>
			<button class="menu-item" type="button" @click=${this.#signOut}>${icon(logout, 22)}<span>${t('sign-out')}</span></button>
			</div></dialog>`
	}

	#item({ id, glyph, label }: ViewEntry): TemplateResult | typeof nothing {
		if (!glyph) return nothing
		const { t, views: shown } = this.#frame
		return html`<li><button class="menu-item" type="button" aria-current=${shown.entry?.id === id ? 'page' : nothing}
			@click=${() => this.#go(id)}>${icon(glyph, 22)}<span>${t(label)}</span></button></li>`
	}
}
