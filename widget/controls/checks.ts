import { html, nothing, type TemplateResult } from 'lit'
import { check, exclaim, icon } from '../theme/icons.ts'

export interface Labelled {
	/** Unique in the element; hint and error are `${id}-hint` and `${id}-error`. */
	id: string
	label: string
	hint?: string | undefined
	error?: string | undefined
	optional?: boolean | undefined
}

export const describedBy = ({ id, hint, error }: Labelled, more?: string | false) =>
	[hint && `${id}-hint`, error && `${id}-error`, more].filter(Boolean).join(' ') || nothing

export const errorLine = ({ id, error }: Labelled) =>
	error
		? html`<p class="error sm" id="${id}-error">${icon(exclaim, 18)}<span>${error}</span></p>`
		: nothing

export const box = (
	id: string,
	checked: boolean,
	onToggle: (checked: boolean) => void,
	more: unknown = nothing,
) =>
	html`<span class="check"><input type="checkbox" id=${id} .checked=${checked} aria-describedby=${more}
		@change=${(event: Event & { target: HTMLInputElement }) => onToggle(event.target.checked)} />${icon(check, 18)}</span>`

/** Ticks or unticks one of a list in which `none` excludes all others. */
export function toggleExclusive(set: ReadonlySet<string>, id: string, none: string): Set<string> {
	if (set.has(id)) return new Set([...set].filter((other) => other !== id))
	return id === none ? new Set([none]) : new Set([...set, id].filter((other) => other !== none))
}

export interface CheckListProps {
	/** The id of what asks: the step's title. */
	labelledBy: string
	items: readonly { id: string; label: string }[]
	/** The exclusive last answer. */
	none: { id: string; label: string }
	value: ReadonlySet<string>
	onChange: (value: Set<string>) => void
	error?: string | undefined
}

/** Signs to tick, and "None of these", which is an answer and never the default. */
export function checkList(props: CheckListProps): TemplateResult {
	const { labelledBy, items, none, value, onChange, error } = props
	const row = ({
		id,
		label,
	}: {
		id: string
		label: string
	}) => html`<label class="sign" for="sign-${id}"
		>${box(`sign-${id}`, value.has(id), () => onChange(toggleExclusive(value, id, none.id)))}<span>${label}</span></label>`
	return html`<div class="stack tight" role="group" aria-labelledby=${labelledBy}
		aria-describedby=${error ? 'signs-error' : nothing}><div class="box signs">${items.map(row)}</div
		><div class="box">${row(none)}</div>${errorLine({ id: 'signs', label: '', error })}</div>`
}
