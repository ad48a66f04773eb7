import { html, nothing, type TemplateResult } from 'lit'
import type { Words } from '../locales/localize.ts'
import { icon, next } from '../theme/icons.ts'
import { box, describedBy, errorLine, type Labelled } from './checks.ts'
import { type ChoiceProps, hintLine, type TextProps, type Typed, wrap } from './fields.ts'

export interface AreaProps extends TextProps {
	/** Where the counter starts to show, and what it counts to. */
	countFrom?: number
	limit?: number
}

export interface CheckProps extends Omit<Labelled, 'optional'> {
	checked: boolean
	onToggle: (checked: boolean) => void
}

/** Several lines, with a counter near the limit; typing past it is never blocked. */
export function textArea(words: Words, props: AreaProps): TemplateResult {
	const { id, value, onInput, onBlur, error, placeholder, limit = 500, countFrom = 400 } = props
	const left = limit - value.length
	const counts = value.length >= countFrom
	const words2 =
		left < 0
			? words.t('characters-over', { count: -left })
			: words.t('characters-left', { count: left })
	return wrap(
		words,
		props,
		html`<textarea class="input" id=${id} name=${id} rows="3" .value=${value} placeholder=${placeholder ?? nothing}
			aria-invalid=${error ? 'true' : nothing} aria-describedby=${describedBy(props, counts && `${id}-count`)}
			@input=${(event: Typed) => onInput(event.target.value)} @blur=${onBlur ?? nothing}></textarea>`,
		counts ? html`<p class="xs quiet num" id="${id}-count">${words2}</p>` : nothing,
	)
}

/** A list that drops down; the first option is an empty one when nothing is chosen yet. */
export function selectField(words: Words, props: ChoiceProps): TemplateResult {
	const { id, options, value, onSelect, error } = props
	return wrap(
		words,
		props,
		html`<span class="drop"><select class="input" id=${id} name=${id} aria-invalid=${error ? 'true' : nothing}
			aria-describedby=${describedBy(props)} @change=${(event: Typed) => onSelect(event.target.value)}>
			${value ? nothing : html`<option value="" selected></option>`}${options.map(
				(option) =>
					html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
			)}</select>${icon(next, 18)}</span>`,
	)
}

/** One tick box with its words. */
export function checkField(props: CheckProps): TemplateResult {
	const { id, label, checked, onToggle } = props
	return html`<div class="field"><label class="tickbox sm" for=${id}
		>${box(id, checked, onToggle, describedBy(props))}<span>${label}</span></label>${hintLine(props)}${errorLine(props)}</div>`
}
