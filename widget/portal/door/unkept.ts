import type { OwnerSession } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import type { PortalContext } from '../context.ts'
import { doorMessages } from './messages.ts'

/** Says that this browser forgets the sign-in with the page, and where it would not. */
export function unkept(portal: PortalContext, session: OwnerSession): TemplateResult {
	const t = portal.speak(doorMessages)
	const hosted = new URL(`/portal/${session.clinic.slug}`, portal.booking.api)
	const isHere = hosted.origin === location.origin
	return html`<div class="stack narrow"><p class="lead">${t('unkept-text', { clinic: portal.clinic.name })}</p>
		${button('primary', { label: t('go-on'), onClick: () => portal.enter(session) })}
		${isHere ? null : button('secondary', { label: t('open-portal'), href: hosted.href })}</div>`
}
