import type { Appointment, ClinicProfile } from '@vetslot/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { spaced } from '../controls/results.ts'
import { stayText, whatFor } from './parts.ts'
import type { VetslotVisit } from './visit-element.ts'
import { phoneOf } from './words.ts'

/** What a printer gets instead of the screen: everything to know on the way, in black on white. */
export function paper(
	page: VetslotVisit,
	visit: Appointment,
	clinic: ClinicProfile,
): TemplateResult {
	const { words, state } = page
	const line = (text: unknown) => html`<p>${text}</p>`
	const when = words.say('on', {
		day: words.longDay(words.dayOf(visit.start)),
		time: words.time(visit.start),
	})
	const stay = stayText(page, visit)
	const price = visit.price && words.money(visit.price.amount)
	return html`<div class="paper" aria-hidden="true"><p><strong>${clinic.name}</strong></p>
		${line([...clinic.address, phoneOf(state)?.text].join(', '))}<hr />
		${line(html`<strong>${when}</strong> (${clinic.timeZone})`)}
		${stay ? line(stay) : nothing}${line(whatFor(page, visit))}${line(words.say('vet', { vet: visit.veterinarian.name }))}
		${line(`${words.say('reference')}: ${spaced(visit.reference)}`)}
		${price ? line(`${words.say('price')}: ${price}`) : nothing}
		${visit.preparation.length ? html`<hr />${line(html`<strong>${words.say('what-to-bring')}</strong>`)}` : nothing}
		${visit.preparation.map(({ text }) => line(text))}<hr />
		${line(`${words.say('manage-link')}: ${location.href}`)}</div>`
}
