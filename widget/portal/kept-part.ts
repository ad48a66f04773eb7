import { html, type TemplateResult } from 'lit'
import { button } from '../controls/buttons.ts'
import { subhead } from '../controls/shell.ts'
import { createTranslate } from '../locales/localize.ts'
import { formatPhone } from '../locales/phone.ts'
import { calendar, icon, phone } from '../theme/icons.ts'
import type { Kept } from './kept.ts'
import { wordsOf } from './words.ts'

const messages = {
	'next-visits': 'Your next visits',
	'time-with': '{time} with {vet}',
	for: 'For {pets}',
	none: 'No visits planned',
	saved: 'As it was when you were last online: {day}, {time}.',
	call: 'Call {phone}',
} as const

/** What can be read without a connection: when to be there, with whom, and whom to call. */
export function keptPart(kept: Kept, level: number, now: number): TemplateResult {
	const { clinic, visits } = kept
	const words = wordsOf(clinic, document.documentElement.lang)
	const say = createTranslate<typeof messages>(words.locale, messages)
	const upcoming = visits.filter(({ start }) => Date.parse(start) > now - 3_600_000)
	const keptAt = new Date(kept.keptAt).toISOString()
	const age = { day: words.shortDay(words.dayOf(keptAt)), time: words.time(keptAt) }
	const number = formatPhone(clinic.phone, clinic.region)
	const row = ({ start, vet, pets }: Kept['visits'][number]) => {
		const time = words.time(start)
		const day = words.longDay(words.dayOf(start))
		const lines = [vet === null ? time : say('time-with', { time, vet })]
		if (pets.length) lines.push(say('for', { pets: words.list(pets) }))
		return html`<li class="row"><span class="tile">${icon(calendar)}</span><p class="grow"><b>${day}</b
			>${lines.map((line) => html`<span class="sm quiet num">${line}</span>`)}</p></li>`
	}
	return html`<div class="stack kept"><div>${subhead(
		level + 1,
		say(upcoming.length ? 'next-visits' : 'none'),
		undefined,
		true,
	)}<p class="sm quiet">${say('saved', age)}</p></div>${
		upcoming.length ? html`<ul class="box rows">${upcoming.map(row)}</ul>` : ''
	}${button('secondary', { label: say('call', { phone: number }), glyph: phone, href: `tel:${clinic.phone}` })}</div>`
}
