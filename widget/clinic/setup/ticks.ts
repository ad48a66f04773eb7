import { html, type TemplateResult } from 'lit'
import { box, describedBy, errorLine } from '../../controls/checks.ts'
import { hintLine, type Option } from '../../controls/fields.ts'
import type { Draft } from './draft.ts'
import { idOf } from './draft.ts'

export const SPECIES = ['dog', 'cat', 'rabbit', 'guinea_pig', 'bird', 'reptile', 'other'] as const

/** Some of a few, as boxes to tick; where nothing may stand for all, null does. */
export function tickList<T extends object>(
	draft: Draft<T>,
	path: string,
	label: string,
	options: readonly Option[],
	hint?: string,
	none: null | readonly string[] = [],
): TemplateResult {
	const chosen = (draft.at(path) as string[] | null) ?? []
	const props = { id: idOf(path), label, hint, error: draft.errorWithin(path) }
	const toggle = (value: string) => (on: boolean) => {
		const next = options
			.map((option) => option.value)
			.filter((one) => (one === value ? on : chosen.includes(one)))
		draft.set(path, next.length === 0 ? none : next)
	}
	return html`<fieldset class="field" id=${props.id} tabindex="-1" aria-describedby=${describedBy(props)}><legend class="label">${label}</legend>
		${hintLine(props)}<div class="chips">${options.map(({ value, label: text }) => {
			const id = `${props.id}-${value}`
			return html`<label class="tickbox sm" for=${id}>${box(id, chosen.includes(value), toggle(value))}<span>${text}</span></label>`
		})}</div>${errorLine(props)}</fieldset>`
}
