import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { offlineBanner } from '../../controls/notes.ts'
import { listSkeleton } from '../../controls/skeleton.ts'
import { formatPhone } from '../../locales/phone.ts'
import { back, icon, phone, refresh, user } from '../../theme/icons.ts'
import type { Inside } from '../inside.ts'
import type { VetslotPortal } from '../portal-element.ts'
import { HOME } from '../route.ts'
import { views } from '../views.ts'
import { firstName } from '../words.ts'

/** The card around a view; before there is anything to show, what the clinic put into the tag. */
export function drawFrame(frame: VetslotPortal): TemplateResult {
	const { inside, voice, t } = frame
	if (!inside && frame.kept) return html`${keptCard(frame, frame.kept)}${voice.render()}`
	if (!inside || frame.phase === 'opening') return html`<slot></slot>${voice.render()}`
	return html`<section class="root" aria-label=${t('portal', { clinic: inside.clinic.name })}><div class="card" part="card"
		>${head(frame, inside)}${
			frame.offline ? offlineBanner(t('offline-title'), t('offline-text')) : nothing
		}<div class=${frame.views.entry?.id === 'book' ? 'view flush' : 'view'}>${body(frame)}</div></div
		>${frame.toasts.render()}</section>${voice.render()}${frame.menu.render()}${frame.dialogs.render()}${frame.questions.render()}`
}

/** Nothing can be asked, but something is known. */
function keptCard(frame: VetslotPortal, kept: TemplateResult) {
	const { t, headingLevel, keptName, offline } = frame
	return html`<section class="root" aria-label=${t('your-pets-here')}><div class="card" part="card"><header class="head"
		><div class="title" id="title" part="title" role="heading" aria-level=${headingLevel}>${t('hello', { name: firstName(keptName) })}</div
		></header>${offlineBanner(t(offline ? 'offline-title' : 'unreached-title'), t('offline-text'))}<div class="view"
		><div class="stack">${kept}${button('quiet', { label: t('retry'), glyph: refresh, onClick: () => void frame.boot() })}</div></div></div></section>`
}

function head(frame: VetslotPortal, inside: Inside) {
	const { t, view, headingLevel } = frame
	const above = frame.phase === 'ready' ? view?.above : undefined
	return html`<header class="head">${
		above
			? html`<button class="action" type="button" aria-label=${t('back')} @click=${() => inside.goBack()}>${icon(back, 22)}</button>`
			: nothing
	}<div class="title" id="title" part="title" role="heading" aria-level=${headingLevel} tabindex="-1"
		>${titleOf(frame)}</div>${inside.owner ? tools(frame, inside) : call(frame, inside)}</header>`
}

function titleOf({ view, phase, t }: VetslotPortal): string {
	return phase === 'ready' && view ? view.heading : t('your-pets-here')
}

function tools(frame: VetslotPortal, inside: Inside) {
	const { t, menu } = frame
	return html`<nav class="places" aria-label=${t('menu')}>${views.map((view) =>
		view.main
			? html`<button type="button" aria-current=${frame.views.entry?.id === view.id ? 'page' : nothing}
				@click=${() => inside.go({ ...HOME, view: view.id })}>${t(view.label)}</button>`
			: nothing,
	)}</nav><button class="round" type="button" aria-haspopup="dialog" aria-label=${t('menu')}
		@click=${menu.open}>${icon(user, 24)}</button>`
}

function call({ t }: VetslotPortal, { clinic }: Inside) {
	const text = formatPhone(clinic.phone, clinic.region)
	return action({
		label: text,
		name: t('call', { phone: text }),
		glyph: phone,
		href: `tel:${clinic.phone}`,
	})
}

function body(frame: VetslotPortal): unknown {
	const { phase, views: shown, t } = frame
	const again = (onClick: () => void) =>
		button('primary', { label: t('retry'), glyph: refresh, onClick })
	if (phase === 'unreached')
		return plain(
			t('unreached'),
			again(() => void frame.resume()),
		)
	if (phase === 'leaving')
		return plain(
			t('leaving'),
			again(() => void frame.resume()),
		)
	if (shown.lost)
		return plain(
			t('view-lost'),
			html`<p class="lead">${t('view-lost-text')}</p>`,
			again(shown.again),
		)
	if (phase === 'resuming') return listSkeleton(3)
	if (shown.element) return shown.element
	if (shown.entry) return listSkeleton(3)
	return signedOut(frame)
}

const plain = (text: string, ...more: unknown[]) =>
	html`<div class="stack narrow"><p class="subhead large">${text}</p>${more}</div>`

function signedOut({ t, inside }: VetslotPortal) {
	return plain(
		t('signed-out-text'),
		button('primary', { label: t('view-book'), onClick: () => inside?.book() }),
	)
}
