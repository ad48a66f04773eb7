import type { RebookSuggestion } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { action } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { codeOf } from '../../frame/failures.ts'
import type { VisitsView } from './visits-view.ts'

type Start = RebookSuggestion['starts'][number]

/** Earlier visits with the times that suit best: a tap on a time and a yes book it. */
export function againPart(view: VisitsView, again: readonly RebookSuggestion[]) {
	if (!again.length) return nothing
	return html`<section class="part">${subhead(view.level, view.say('again'), undefined, true)}${again.map((one) => suggestion(view, one))}</section>`
}

const petsOf = ({ portal }: VisitsView, { pets }: RebookSuggestion) =>
	portal.words.list(pets.map(({ name }) => name))

function suggestion(view: VisitsView, one: RebookSuggestion): TemplateResult {
	const { say, portal } = view
	const { words } = portal
	const named = { type: one.appointmentType.name, pets: petsOf(view, one) }
	const day = words.shortDay(words.dayOf(one.was))
	const vet = one.veterinarian?.shortName
	return html`<div class="box again"><p class="grow"><b>${say('again-for', named)}</b><span class="sm quiet">${
		vet ? say('again-vet', { vet, day }) : say('again-any', { vet: formerVet(view, one), day })
	}</span></p>${one.needs.length ? nothing : html`<div class="pair">${one.starts.map((start) => time(view, one, start))}</div>`}${action(
		{
			label: say('again-more'),
			name: say('again-more-name', named),
			onClick: () => portal.book(presetOf(one)),
		},
	)}</div>`
}

/** Whoever it was, when it is nobody of the suggestion. */
function formerVet({ lists }: VisitsView, { appointmentId }: RebookSuggestion): string {
	const was = lists.value?.past.appointments.find(({ id }) => id === appointmentId)
	return was?.veterinarian.shortName ?? ''
}

const presetOf = ({ appointmentType, pets: [pet] }: RebookSuggestion) => ({
	appointmentTypeId: appointmentType.id,
	...(pet ? { petId: pet.id } : {}),
})

function time(view: VisitsView, one: RebookSuggestion, start: Start): TemplateResult {
	const { words } = view.portal
	const when = { day: words.shortDay(words.dayOf(start.start)), time: words.time(start.start) }
	const named = { type: one.appointmentType.name, pets: petsOf(view, one) }
	return html`<button type="button" class="slot num" aria-label=${view.say('again-name', { ...when, ...named })}
		@click=${() => void book(view, one, start)}>${when.day}, ${when.time}</button>`
}

/** The second tap: everything is said once more, with what it costs. */
async function book(view: VisitsView, one: RebookSuggestion, { start, veterinarianId }: Start) {
	const { portal, say } = view
	const { words } = portal
	const vets = portal.clinic.veterinarians
	const vet = vets.find(({ id }) => id === veterinarianId)?.shortName ?? ''
	const when = { day: words.longDay(words.dayOf(start)), time: words.time(start) }
	const told = { type: one.appointmentType.name, pets: petsOf(view, one), vet, ...when }
	const { price } = one
	const text = price
		? say('again-price', { ...told, price: words.money(price.amount) })
		: say('again-ask', told)
	if (!(await portal.ask({ text, yes: say('book-it'), no: say('not-now') }))) return
	const { appointmentType, visit, pets } = one
	try {
		const booked = await portal.client.visits.book({
			...{ appointmentTypeId: appointmentType.id, visit, start, veterinarianId },
			pets: pets.map(({ id }) => ({ id })),
			locale: words.locale,
		})
		portal.toast({ text: say(booked.status === 'pending' ? 'again-asked' : 'again-booked', when) })
	} catch (error) {
		const isGone = ['slot_taken', 'slot_not_offered'].includes(codeOf(error))
		portal.toast({ text: isGone ? say('again-gone') : portal.failure(error) })
	}
	view.reread()
}
