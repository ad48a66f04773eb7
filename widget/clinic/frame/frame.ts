import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { icon, plus, pulse } from '../../theme/icons.ts'
import type { VetslotClinic } from '../clinic-element.ts'
import type { ConsoleContext } from '../context.ts'
import { menu } from '../glyphs.ts'
import '../sign-in/sign-in.ts'
import { initials } from '../words.ts'

/** Everything: one screen before somebody is signed in, the frame around a view afterwards. */
export function drawFrame(frame: VetslotClinic): TemplateResult {
	return html`<div class="root">${frame.desk ? inside(frame) : outside(frame)}</div
		>${frame.voice.render()}${frame.navigation.render()}${frame.dialogs.render()}${frame.questions.render()}`
}

function outside(frame: VetslotClinic) {
	const { phase, t } = frame
	if (phase === 'signed-out')
		return html`<main class="alone"><vetslot-clinic-sign-in .frame=${frame}></vetslot-clinic-sign-in></main>`
	if (phase === 'unreached')
		return plain(
			t('unreached'),
			button('primary', { label: t('retry'), onClick: () => void frame.open() }),
		)
	if (phase === 'leaving')
		return plain(
			t('leaving'),
			button('primary', { label: t('retry'), onClick: () => void frame.open() }),
		)
	return html`<main class="alone"><p class="late quiet">${t('opening')}</p></main>`
}

const plain = (title: string, ...more: unknown[]) =>
	html`<main class="alone"><div class="stack narrow"><h1 class="subhead">${title}</h1>${more}</div></main>`

function inside(frame: VetslotClinic) {
	const { t, banners, toasts } = frame
	const toView = () => frame.renderRoot.querySelector<HTMLElement>('#view')?.focus()
	return html`<button class="skip" type="button" @click=${toView}>${t('skip-to-view')}</button>
		${topBar(frame)}<div class="banners">${[...banners.values()]}</div>
		<div class="work"><main class="view" id="view" tabindex="-1">${view(frame)}</main>${frame.panel.render()}</div>
		${toasts.render()}`
}

function topBar(frame: VetslotClinic) {
	const { t, desk, navigation, badges } = frame
	if (!desk) return nothing
	const waiting = [...badges.values()].some((count) => count > 0)
	return html`<header class="bar">
		<button class=${waiting ? 'round has-news' : 'round'} type="button" aria-label=${t('menu')} aria-haspopup="dialog"
			@click=${navigation.open}>${icon(menu, 22)}</button>
		<div class="bar-view">${frame.view?.hasUpdated ? frame.view.bar() : nothing}</div>
		<div class="bar-tools"><button class="round alarm" type="button" aria-haspopup="dialog" title=${t('emergency-now')}
			aria-label=${t('emergency-now')} @click=${() => void recordEmergency(desk)}>${icon(pulse, 22)}</button
			>${frame.search.render()}<button class="button primary" type="button" @click=${() => desk.newVisit()}
			>${icon(plus, 18)}<span>${t('new-visit')}</span></button></div>
		<button class="avatar" type="button" aria-haspopup="dialog" aria-label=${t('you', { initials: initials(desk.user.name), name: desk.user.name })}
			@click=${navigation.open}>${initials(desk.user.name)}</button></header>`
}

/** Its code comes when it is first wanted, as that of every view does. */
async function recordEmergency(desk: ConsoleContext): Promise<void> {
	const { openRecord } = await import('../emergencies/open.ts')
	await openRecord(desk)
}

function view({ views, t, desk }: VetslotClinic) {
	if (views.element) return views.element
	if (views.lost)
		return html`<div class="stack narrow view-note"><div><h1 class="subhead">${t('view-lost')}</h1>
			<p class="lead">${t('view-lost-text')}</p></div>
			${button('primary', { label: t('retry'), onClick: views.again })}
			${button('secondary', { label: t('reload'), onClick: () => location.reload() })}</div>`
	if (views.entry || !desk) return html`<p class="late quiet view-note">${t('opening')}</p>`
	return html`<div class="stack narrow view-note"><div><h1 class="subhead">${t('no-view')}</h1>
		<p class="lead">${t('no-view-text')}</p></div>
		${button('primary', { label: t('to-diary'), href: '#/diary' })}</div>`
}
