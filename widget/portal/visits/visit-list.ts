import type { OwnerVisit } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { dateBlock } from '../../controls/results.ts'
import { subhead } from '../../controls/shell.ts'
import { calendarAdd, icon, next } from '../../theme/icons.ts'
import { places } from '../places.ts'
import { againPart } from './again.ts'
import type { VisitLists, VisitsView } from './visits-view.ts'

/** What is ahead, what may come again, and what was. */
export function drawVisits(view: VisitsView): unknown {
	return view.lists.draw(
		(lists) =>
			html`<div class="visits">${upcoming(view, lists)}${againPart(view, lists.again)}${past(view, lists)}</div>`,
	)
}

function upcoming(view: VisitsView, { upcoming: { appointments } }: VisitLists): TemplateResult {
	return html`<section class="part">${subhead(view.level, view.say('upcoming'), undefined, true)}${
		appointments.length
			? rows(view, appointments)
			: html`<p class="quiet">${view.say('none-upcoming')}</p>${button('primary', {
					label: view.portal.t('view-book'),
					glyph: calendarAdd,
					onClick: () => view.portal.book(),
				})}`
	}</section>`
}

function past(view: VisitsView, { past: { appointments, nextCursor } }: VisitLists) {
	return html`<section class="part">${subhead(view.level, view.say('past'), undefined, true)}${
		appointments.length
			? rows(view, appointments)
			: html`<p class="quiet">${view.say('none-past')}</p>`
	}${
		nextCursor === null
			? nothing
			: action({ label: view.say('show-more'), onClick: () => void more(view, nextCursor) })
	}</section>`
}

const rows = (view: VisitsView, visits: readonly OwnerVisit[]) =>
	html`<div class="box rows">${visits.map((visit) => row(view, visit))}</div>`

function row({ portal, say }: VisitsView, visit: OwnerVisit): TemplateResult {
	const { words } = portal
	const pets = words.list(visit.pets.map(({ name }) => name))
	const { veterinarian: vet, status } = visit
	return html`<button type="button" class="row" @click=${() => portal.go(places.visit(visit.id))}
		>${dateBlock(words, words.dayOf(visit.start))}<span class="grow"><b class="num">${say(
			'time-with',
			{
				time: words.time(visit.start),
				vet: vet.shortName,
			},
		)}</b><span class="sm quiet">${say('type-for', { type: visit.appointmentType.name, pets })}</span
		><span class="sm quiet">${status === 'rescheduled' ? nothing : say(status)}</span></span>${icon(next)}</button>`
}

/** The page behind the last one, below it. */
async function more(view: VisitsView, cursor: string): Promise<void> {
	const { client, toast } = { client: view.portal.client, toast: view.portal }
	try {
		const page = await client.visits.list({ when: 'past', limit: 20, cursor })
		const lists = view.lists.value
		if (!lists) return
		const appointments = [...lists.past.appointments, ...page.appointments]
		view.lists.set({ ...lists, past: { appointments, nextCursor: page.nextCursor } })
	} catch (error) {
		toast.toast({ text: view.portal.failure(error) })
	}
}
