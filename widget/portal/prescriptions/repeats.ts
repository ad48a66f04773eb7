import type { RepeatPrescription } from '@vetslot/sdk/owner'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { icon, pill, plus } from '../../theme/icons.ts'
import { AskDialog, type Asked } from './ask-dialog.ts'
import type { PrescriptionsView } from './prescriptions-view.ts'

/** What a pet may be given again, and the way to ask for something else. */
export function repeatList(
	view: PrescriptionsView,
	petId: string,
	repeats: readonly RepeatPrescription[],
): TemplateResult {
	const { say, level } = view
	const ask = () => open(view, { petId })
	return html`<section class="part">${subhead(level, say('may-repeat'), undefined, true)}<ul class="box rows">${
		repeats.length
			? repeats.map((repeat) => row(view, petId, repeat))
			: html`<li class="row"><p class="grow"><b>${say('none-repeat')}</b><span class="sm quiet">${say('none-repeat-text')}</span></p></li>`
	}</ul></section>${button('secondary', { label: say('something-else'), glyph: plus, onClick: ask })}`
}

function row(view: PrescriptionsView, petId: string, repeat: RepeatPrescription): TemplateResult {
	const { dose, product } = repeat
	return html`<li class="row wraps"><span class="tile info">${icon(pill)}</span><p class="grow"><b>${product}</b>${
		dose ? html`<span class="sm quiet">${dose}</span>` : nothing
	}<span class="sm quiet">${aboutText(view, repeat)}</span></p>${way(view, petId, repeat)}</li>`
}

function aboutText({ say, portal }: PrescriptionsView, repeat: RepeatPrescription): string {
	const { state, repeatsLeft: count, reviewOn } = repeat
	if (state === 'checkup_needed') return say('checkup-needed')
	const left = say('left-count', { count })
	return reviewOn === null
		? left
		: `${left}, ${say('until-review', { day: portal.words.shortDay(reviewOn) })}`
}

function way(view: PrescriptionsView, petId: string, repeat: RepeatPrescription) {
	const { say, portal } = view
	const { state, product } = repeat
	if (state === 'asked') return html`<span class="sm quiet">${say('asked-already')}</span>`
	const isOrder = state === 'orderable'
	const go = () => (isOrder ? open(view, { petId, repeat }) : portal.book({ petId }))
	const name = say(isOrder ? 'order-name' : 'book-name', { product })
	return html`<button class="button soft compact" type="button" aria-label=${name} @click=${go}>${say(
		isOrder ? 'order-again' : 'book-checkup',
	)}</button>`
}

interface Named {
	medicine: string
	repeats: readonly RepeatPrescription[]
}

/** Opens the form with a medicine; one that waits for a vet, or needs a visit first, stands in the list. */
export function askFor(view: PrescriptionsView, petId: string, { medicine, repeats }: Named): void {
	const named = (text: string) => text.toLowerCase()
	const repeat = repeats.find(({ product }) => named(product) === named(medicine))
	if (!repeat) open(view, { petId, medicine })
	else if (repeat.state === 'orderable') open(view, { petId, repeat })
}

function open(view: PrescriptionsView, asked: Omit<Asked, 'onDone'>): void {
	const { say, portal } = view
	const dialog = new AskDialog({ ...asked, onDone: () => view.reread() })
	portal.openDialog(dialog, { label: asked.repeat ? say('order-again') : say('something-else') })
}
