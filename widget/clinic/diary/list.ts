import type { DiaryVisit } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { icon } from '../../theme/icons.ts'
import { writeRoute } from '../route.ts'
import type { DiaryView } from './diary-view.ts'
import { lookOf } from './looks.ts'

/** The day as a table, which needs neither a pointer nor eyes. */
export function drawList(view: DiaryView): TemplateResult {
	const { say, shown, heading } = view
	const visits = shown?.visits ?? []
	if (!visits.length)
		return html`<div class="page"><div class="empty"><p class="subhead">${say('empty')}</p><p>${say('empty-text')}</p></div></div>`
	return html`<div class="page"><div class="table"><table>
		<caption>${say('list-of', { day: heading })}</caption>
		<thead><tr>${(['time', 'pet', 'owner', 'type', 'who', 'status'] as const).map(
			(key) => html`<th scope="col">${say(key)}</th>`,
		)}</tr></thead>
		<tbody>${visits.map((visit) => row(view, visit))}</tbody></table></div></div>`
}

function row(view: DiaryView, visit: DiaryVisit) {
	const { say, desk, shown, route } = view
	const look = lookOf(visit)
	const who = shown?.columns.find(({ id }) => id === visit.veterinarianId)
	const href = writeRoute({ ...route, query: { ...route.query, visit: visit.id } })
	const time = desk.words.time(visit.start)
	const pets = view.names(visit)
	return html`<tr aria-current=${visit.id === view.chosen ? 'true' : 'false'}><th scope="row" class="num">${time}</th>
		<td data-label=${say('pet')}><a class="link" href=${href} aria-label=${say('open-visit', { pets, time })}>${pets}</a></td>
		<td data-label=${say('owner')}>${visit.client ?? say('nobody-named')}</td>
		<td data-label=${say('type')}>${visit.typeName ?? say('a-visit')}${
			visit.reason ? html`<br /><span class="sm quiet">${visit.reason}</span>` : ''
		}</td>
		<td data-label=${say('who')}>${who?.shortName}</td>
		<td data-label=${say('status')}><span class="state ${look.name}">${look.marks.map(
			({ glyph, word }, i) =>
				html`${i ? ' ' : ''}${glyph ? icon(glyph, 14) : ''}<span>${say(word)}</span>`,
		)}</span></td></tr>`
}
