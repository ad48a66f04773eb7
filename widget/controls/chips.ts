import { html, nothing } from 'lit'
import { check, icon } from '../theme/icons.ts'

export interface ChipsProps {
	labelledBy: string
	chips: readonly { id: string; label: unknown }[]
	value: ReadonlySet<string>
	onToggle: (id: string) => void
}

/** Toggle buttons that wrap. */
export const chips = ({ labelledBy, chips, value, onToggle }: ChipsProps) =>
	html`<div class="chips" role="group" aria-labelledby=${labelledBy}>${chips.map(
		({
			id,
			label,
		}) => html`<button type="button" aria-pressed=${value.has(id)} @click=${() => onToggle(id)}
			>${value.has(id) ? icon(check, 16) : nothing}${label}</button>`,
	)}</div>`
