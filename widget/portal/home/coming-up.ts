import type { OwnerHome } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { subhead } from '../../controls/shell.ts'
import { type Glyph, icon, pill, stethoscope, syringe } from '../../theme/icons.ts'
import { places } from '../places.ts'
import { viewOf } from '../views.ts'
import type { HomeView } from './home-view.ts'
import { dueText, isSoon } from './words.ts'

type Due = OwnerHome['due'][number]

const glyphs: Record<Due['kind'], Glyph> = {
	vaccination: syringe,
	prescription: pill,
	visit: stethoscope,
}

/** What falls due within a month, what is overdue first. Never guilt. */
export function comingUp(view: HomeView, due: OwnerHome['due']): TemplateResult | typeof nothing {
	const soon = due.filter(isSoon)
	if (!soon.length) return nothing
	return html`<section class="part">${subhead(view.level, view.say('coming-up'), undefined, true)}<ul class="box rows">${soon.map(
		(one) => row(view, one),
	)}</ul></section>`
}

function row(view: HomeView, due: Due): TemplateResult {
	const { say, portal } = view
	const late = due.days < 0
	const { title, petName: pet } = due
	return html`<li class="row wraps due"><span class="tile ${late ? 'danger' : 'warm'}">${icon(glyphs[due.kind])}</span>
		<p class="grow"><b>${say('due-title', { title, pet })}</b><span class=${late ? 'sm danger-text' : 'sm quiet'}>${dueText(
			say,
			portal.words,
			due,
		)}</span></p>${way(view, due)}</li>`
}

/** Repeats of a prescription are ordered, never booked as a visit. */
function way({ say, portal }: HomeView, due: Due): TemplateResult {
	const { title, petName: pet, petId } = due
	const order = due.kind === 'prescription' && viewOf('prescriptions') !== undefined
	const appointmentTypeId = due.appointmentType?.id
	const go = () =>
		order
			? portal.go(places.order(petId, title))
			: portal.book({ petId, ...(appointmentTypeId && { appointmentTypeId }) })
	return html`<button class="button soft compact" type="button" aria-label=${say(order ? 'order-for' : 'book-for', { title, pet })}
		@click=${go}>${say(order ? 'order' : 'book')}</button>`
}
