import { html, nothing, type TemplateResult } from 'lit'
import { icon, users } from '../theme/icons.ts'
import { radioKeys, tabStop } from './roving.ts'
import { tick } from './species.ts'

export interface VetOption {
	/** A vet's id, or `any`. */
	id: string
	/** "Dr Osei", "Any vet" */
	name: string
	/** "AO"; drawn when there is no photo. */
	initials?: string | undefined
	photo?: string | undefined
	/** When this vet is next free, short for phones and longer for pills: "Thu", "Free Thursday". */
	free?: string | undefined
	freeLong?: string | undefined
}

export interface VetsProps {
	/** The id of the visible question: "Who would you like to see?" */
	labelledBy: string
	vets: readonly VetOption[]
	selected: string
	onSelect: (id: string) => void
}

const keys = radioKeys({ wrap: true })

/** A round picture of a vet: the photo, or initials on a tint that follows the place in the list. */
export function avatar(
	vet: Pick<VetOption, 'id' | 'initials' | 'photo'>,
	index = 0,
): TemplateResult {
	return html`<span class="avatar" data-tint=${vet.id === 'any' ? 'any' : index % 3}>${
		vet.photo
			? html`<img src=${vet.photo} alt="" loading="lazy" />`
			: vet.id === 'any'
				? icon(users, 24)
				: vet.initials
	}</span>`
}

/** A radio group of vets: avatars in a row on phones, pills from 420 px. */
export function vetChoice({ labelledBy, vets, selected, onSelect }: VetsProps): TemplateResult {
	const stop = tabStop(vets, (vet) => vet.id === selected)
	return html`<div class="vets" role="radiogroup" aria-labelledby=${labelledBy} @keydown=${keys}>${vets.map(
		(
			vet,
			index,
		) => html`<button type="button" role="radio" class="press" aria-checked=${vet.id === selected}
			tabindex=${vet === stop ? 0 : -1} @click=${() => onSelect(vet.id)}
			><span class="face">${avatar(vet, index - 1)}${vet.id === selected ? tick : nothing}</span
			><span class="who"><b>${vet.name}</b><span class="xs quiet short">${vet.free}</span
			><span class="xs quiet long">${vet.freeLong ?? vet.free}</span></span></button>`,
	)}</div>`
}
