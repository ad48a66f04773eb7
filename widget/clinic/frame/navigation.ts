import { html, nothing, type ReactiveController, type TemplateResult } from 'lit'
import { close, icon, logout } from '../../theme/icons.ts'
import type { VetslotClinic } from '../clinic-element.ts'
import { writeRoute } from '../route.ts'
import { type ViewEntry, viewsFor } from '../views.ts'
import { initials } from '../words.ts'

/** The drawer with all views and the way out. */
export class Navigation implements ReactiveController {
	readonly #frame: VetslotClinic
	isOpen = false

	constructor(frame: VetslotClinic) {
		this.#frame = frame
		frame.addController(this)
	}

	get #drawer(): HTMLDialogElement | null {
		return this.#frame.renderRoot.querySelector('dialog#menu')
	}

	readonly open = (): void => {
		this.isOpen = true
		this.#frame.requestUpdate()
	}

	readonly close = (): void => {
		this.isOpen = false
		this.#drawer?.close()
		this.#frame.requestUpdate()
	}

	hostUpdated(): void {
		const drawer = this.#drawer
		if (drawer && !drawer.open) drawer.showModal()
	}

	readonly #outside = (event: Event): void => {
		if (event.target === event.currentTarget) this.close()
	}

	readonly #signOut = (): void => {
		this.close()
		void this.#frame.signOut()
	}

	render(): TemplateResult | typeof nothing {
		const { desk, t } = this.#frame
		if (!this.isOpen || !desk) return nothing
		const { user, clinic } = desk
		const roles = desk.words.list(user.roles.map((role) => t(role)))
		return html`<dialog id="menu" class="drawer" aria-label=${t('menu')} @close=${this.close} @click=${this.#outside}>
			<div class="drawer-body"><div class="drawer-head"><strong>${clinic.name}</strong>
			<button class="round" type="button" aria-label=${t('close-menu')} @click=${this.close}>${icon(close, 20)}</button></div>
			<nav><ul class="nav">${viewsFor(user.roles).map((view) => this.#item(view))}</ul></nav>
			<div class="drawer-foot"><div class="who"><span class="avatar" aria-hidden="true">${initials(user.name)}</span
				><span class="grow"><b>${user.name}</b><span class="sm quiet">${roles}</span></span></div>
			<button class="nav-item" type="button" @click=${this.#signOut}>${icon(logout, 20)}<span>${t('sign-out')}</span></button>
			</div></div></dialog>`
	}

	#item(view: ViewEntry): TemplateResult {
		const { t, route, badges } = this.#frame
		const count = badges.get(view.id) ?? 0
		const href = writeRoute({ view: view.id, path: [], query: {} })
		return html`<li><a class="nav-item" href=${href} aria-current=${route.view === view.id ? 'page' : nothing}
			@click=${this.close}>${icon(view.glyph, 20)}<span class="grow">${t(view.label)}</span>${
				count
					? html`<span class="count num" aria-label=${t('waiting', { count })}>${count}</span>`
					: nothing
			}</a></li>`
	}
}
