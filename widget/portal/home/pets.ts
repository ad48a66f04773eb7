import type { OwnerHome } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { subhead } from '../../controls/shell.ts'
import { icon, next, plus } from '../../theme/icons.ts'
import { places } from '../places.ts'
import { viewOf } from '../views.ts'
import type { HomeView } from './home-view.ts'
import { factsText } from './words.ts'

type Pet = OwnerHome['pets'][number]

/** Whom it is all about. */
export function yourPets(view: HomeView, pets: OwnerHome['pets']): TemplateResult {
	const { say, level } = view
	return html`<section class="part">${subhead(level, say('your-pets'), undefined, true)}<ul class="box rows">${
		pets.length ? pets.map((pet) => html`<li>${row(view, pet)}</li>`) : noPets(view)
	}${pets.length && viewOf('pets') ? html`<li>${add(view)}</li>` : nothing}</ul></section>`
}

function row({ say, portal, today, photos }: HomeView, pet: Pet): TemplateResult {
	const facts = factsText(say, portal, pet, today)
	const inside = html`${photos.tile(pet)}<span class="grow"><b class="name">${pet.name}</b><span class="sm quiet num">${facts}</span></span>`
	if (!viewOf('pets')) return html`<div class="row pet">${inside}</div>`
	return html`<button class="row pet" type="button" @click=${() => portal.go(places.pet(pet.id))}>${inside}${icon(next)}</button>`
}

const add = ({ say, portal }: HomeView) =>
	html`<button class="row add" type="button" @click=${() => portal.go(places.newPet)}><span class="plus">${icon(plus, 22)}</span
		><b class="grow">${say('add-pet')}</b></button>`

function noPets({ say, portal }: HomeView): TemplateResult {
	if (!viewOf('pets'))
		return html`<li class="row"><p class="grow"><b>${say('no-pets')}</b><span class="sm quiet">${say('no-pets-text')}</span></p></li>`
	return html`<li><button class="row add" type="button" @click=${() => portal.go(places.newPet)}><span class="plus">${icon(plus, 22)}</span
		><span class="grow"><b>${say('first-pet')}</b><span class="sm quiet">${say('first-pet-text')}</span></span></button></li>`
}
