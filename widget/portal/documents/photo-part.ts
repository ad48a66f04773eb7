import { html, nothing, type TemplateResult } from 'lit'
import { action, button } from '../../controls/buttons.ts'
import { subhead } from '../../controls/shell.ts'
import { animalTile } from '../animals.ts'
import type { DocumentsView } from './documents-view.ts'

/** The pet's photo, with the way to choose another. */
export function photoPart(view: DocumentsView): TemplateResult {
	const { say, level, pet, picture } = view
	const has = Boolean(pet?.photoFileId)
	const label = say(has ? 'new-photo' : 'choose-photo')
	const choose = () => view.find<HTMLInputElement>('#photo')?.click()
	return html`<section class="part">${subhead(level, say('photo'), undefined, true)}<div class="box chooser">${
		picture
			? html`<img class="photo" src=${picture} alt=${say('photo-of', { pet: pet?.name ?? '' })} width="128" height="128" @error=${view.onBroken}>`
			: animalTile(pet?.species ?? 'other')
	}<div class="stack tight"><p class="sm quiet" id="photo-hint">${say('photo-hint')}</p>
		<input id="photo" type="file" hidden accept="image/jpeg,image/png,image/webp" @change=${view.onPhoto}>${button(
			'secondary',
			{ label, busy: view.sending === 'photo', onClick: choose },
		)}${has ? action({ label: say('remove-photo'), onClick: () => void view.removePhoto() }) : nothing}</div></div></section>`
}
