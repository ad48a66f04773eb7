import { html, nothing, type TemplateResult } from 'lit'
import type { Words } from '../locales/localize.ts'
import { check, exclaim, icon } from '../theme/icons.ts'
import { radioKeys, tabStop } from './roving.ts'

interface Labelled {
	/** Unique in the element; hint and error are `${id}-hint` and `${id}-error`. */
	id: string
	label: string
	hint?: string | undefined
	error?: string | undefined
	optional?: boolean | undefined
}

export interface TextProps extends Labelled {
	value: string
	onInput: (value: string) => void
	/** On leaving the field: check and tidy. */
	onBlur?: () => void
	type?: 'text' | 'tel' | 'email' | 'date' | 'number'
	autocomplete?: string
	inputmode?: string
	enterkeyhint?: 'next' | 'go' | 'done'
	placeholder?: string
	/** Below the field: "Did you mean sam@example.com? Use it" */
	suggestion?: unknown
}

export interface AreaProps extends TextProps {
	/** Where the counter starts to show, and what it counts to. */
	countFrom?: number
	limit?: number
}

export interface Option {
	value: string
	label: string
}

export interface ChoiceProps extends Labelled {
	options: readonly Option[]
	value: string | undefined
	onSelect: (value: string) => void
}

export interface CheckProps extends Omit<Labelled, 'optional'> {
	checked: boolean
	onToggle: (checked: boolean) => void
}

const describedBy = ({ id, hint, error }: Labelled, more?: string | false) =>
	[hint && `${id}-hint`, error && `${id}-error`, more].filter(Boolean).join(' ') || nothing

const errorLine = ({ id, error }: Labelled) =>
	error
		? html`<p class="error sm" id="${id}-error">${icon(exclaim, 18)}<span>${error}</span></p>`
		: nothing

const labelText = (words: Words, { label, optional }: Labelled) =>
	html`<span>${label}</span>${optional ? html`<span class="opt">${words.t('optional')}</span>` : nothing}`

const hintLine = ({ id, hint }: Labelled) =>
	hint ? html`<p class="xs quiet" id="${id}-hint">${hint}</p>` : nothing

const wrap = (
	words: Words,
	props: Labelled,
	control: unknown,
	after: unknown = nothing,
) => html`<div class="field">
	<label class="label between" for=${props.id}>${labelText(words, props)}</label>
	${hintLine(props)}${control}${errorLine(props)}${after}</div>`

type Typed = Event & { target: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement }

/** One line of text. */
export function textField(words: Words, props: TextProps): TemplateResult {
	const { id, value, onInput, onBlur, type = 'text', error, placeholder, suggestion } = props
	return wrap(
		words,
		props,
		html`<input class="input" id=${id} name=${id} type=${type} .value=${value}
			autocomplete=${props.autocomplete ?? nothing} inputmode=${props.inputmode ?? nothing}
			enterkeyhint=${props.enterkeyhint ?? 'next'} placeholder=${placeholder ?? nothing}
			aria-invalid=${error ? 'true' : nothing} aria-describedby=${describedBy(props)}
			@input=${(event: Typed) => onInput(event.target.value)} @blur=${onBlur ?? nothing} />`,
		suggestion ? html`<p class="sm">${suggestion}</p>` : nothing,
	)
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
		html`<select class="input" id=${id} name=${id} aria-invalid=${error ? 'true' : nothing}
			aria-describedby=${describedBy(props)} @change=${(event: Typed) => onSelect(event.target.value)}>
			${value ? nothing : html`<option value="" selected></option>`}${options.map(
				(option) =>
					html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
			)}</select>`,
	)
}

const keys = radioKeys({ wrap: true })

/** A few short choices side by side, as a radio group. */
export function segmented(words: Words, props: ChoiceProps): TemplateResult {
	const { id, options, value, onSelect } = props
	const stop = tabStop(options, (option) => option.value === value)
	return html`<div class="field"><div class="label between" id="${id}-label">${labelText(words, props)}</div>
		${hintLine(props)}<div class="segments" id=${id} role="radiogroup" aria-labelledby="${id}-label"
			aria-describedby=${describedBy(props)} aria-invalid=${props.error ? 'true' : nothing} @keydown=${keys}>${options.map(
				(option) => html`<button type="button" role="radio" aria-checked=${option.value === value}
					tabindex=${option === stop ? 0 : -1} @click=${() => onSelect(option.value)}>${option.label}</button>`,
			)}</div>${errorLine(props)}</div>`
}

const box = (
	id: string,
	checked: boolean,
	onToggle: (checked: boolean) => void,
	more: unknown = nothing,
) =>
	html`<span class="check"><input type="checkbox" id=${id} .checked=${checked} aria-describedby=${more}
		@change=${(event: Event & { target: HTMLInputElement }) => onToggle(event.target.checked)} />${icon(check, 18)}</span>`

/** One tick box with its words. */
export function checkField(props: CheckProps): TemplateResult {
	const { id, label, checked, onToggle } = props
	return html`<div class="field"><label class="tickbox sm" for=${id}
		>${box(id, checked, onToggle, describedBy(props))}<span>${label}</span></label>${hintLine(props)}${errorLine(props)}</div>`
}

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
