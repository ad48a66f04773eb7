import type { OwnerHome } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { mapOf } from '../../controls/directions.ts'
import { dateBlock } from '../../controls/results.ts'
import { subhead } from '../../controls/shell.ts'
import { calendar, check, edit, type Glyph, hourglass, icon, route } from '../../theme/icons.ts'
import { places } from '../places.ts'
import { viewOf } from '../views.ts'
import type { HomeView } from './home-view.ts'
import { isSoon, nextText } from './words.ts'

type Visit = OwnerHome['visits'][number]

/** The next visit, as large as it matters; or that there is none. */
export function nextVisit(view: HomeView, { visits, due }: OwnerHome): TemplateResult {
	const [visit, ...others] = visits
	if (!visit) return noVisit(view, due)
	const { say, portal } = view
	const { words } = portal
	const vet = visit.veterinarian.shortName
	const pets = words.list(visit.pets.map(({ name }) => name))
	return html`<section class="coming"><div class="next-head">${subhead(view.level, nextText(say, words, visit))}${chip(view, visit)}</div>
		<div class="next-visit">${dateBlock(words, words.dayOf(visit.start))}<p class="grow"><b class="large num">${say(
			'time-with',
			{ time: words.time(visit.start), vet },
		)}</b><span class="sm quiet">${say('type-for', { type: visit.appointmentType.name, pets })}</span></p></div>
		<div class="pair">${ways(view, visit)}</div>${open(view, visit)}</section>${more(view, others.length)}`
}

function chip({ say }: HomeView, { status }: Visit): TemplateResult {
	const badge = (kind: string, glyph: Glyph, text: string) =>
		html`<span class="badge ${kind}">${icon(glyph, 16)}${text}</span>`
	if (status === 'pending') return badge('warm', hourglass, say('waiting'))
	if (status === 'checked_in') return badge('ok', check, say('arrived'))
	if (status === 'in_progress') return badge('ok', check, say('going'))
	return badge('ok', check, say('confirmed'))
}

function ways({ say, portal }: HomeView, { id, directions, canMove, canCancel }: Visit) {
	const to = directions.address
	const changes = canMove || canCancel
	return html`${
		to.length
			? button('soft', { label: say('directions'), glyph: route, href: mapOf(to), external: true })
			: nothing
	}${
		viewOf('visits')
			? button('soft', {
					label: say(changes ? 'change' : 'open'),
					glyph: changes ? edit : calendar,
					onClick: () => portal.go(places.visit(id)),
				})
			: nothing
	}`
}

/** What the clinic asks before the visit and has no answer to. */
function open({ say, portal }: HomeView, { id, form }: Visit) {
	if (!form.missing || !form.canAnswer || !viewOf('visits')) return nothing
	return html`<p class="next-open sm"><span class="grow">${say('missing-answers', { count: form.missing })}</span
		><button class="action" type="button" @click=${() => portal.go(places.visit(id, 'answers'))}>${say('answer')}</button></p>`
}

function more({ say, portal }: HomeView, count: number) {
	if (!count || !viewOf('visits')) return nothing
	return html`<button class="action more" type="button" @click=${() => portal.go(places.visits)}>${say('also', { count })}</button>`
}

function noVisit(view: HomeView, due: OwnerHome['due']): TemplateResult {
	const { say, portal } = view
	const first = due.find(isSoon)
	const day = first && portal.words.longDay(first.dueOn)
	const values = first && { pet: first.petName, title: first.title.toLowerCase(), day: day ?? '' }
	const text = values
		? say(first.days < 0 ? 'none-planned-overdue' : 'none-planned-due', values)
		: say('none-due')
	return html`<section class="coming">${subhead(view.level, say('none-planned'), undefined, true)}<p class="sm quiet">${text}</p></section>`
}
