import { html, nothing, type TemplateResult } from 'lit'
import type { LocalDate } from '../locales/format.ts'
import type { Words } from '../locales/localize.ts'
import { describedBy, errorLine, type Labelled } from './checks.ts'
import { radioKeys, tabStop } from './roving.ts'

export * from './checks.ts'
export * from './form-fields.ts'

export interface TextProps extends Labelled {
	value: string
	/** At every change; of a date that is typed only on leaving the field. */
	onInput: (value: string) => void
	/** On leaving the field: check and tidy. */
	onBlur?: () => void
	type?: 'text' | 'tel' | 'email' | 'date' | 'number' | 'password' | 'time'
	autocomplete?: string
	inputmode?: string
	enterkeyhint?: 'next' | 'go' | 'done'
	placeholder?: string
	/** The last day that can be meant. */
	max?: LocalDate
	/** Below the field: "Did you mean sam@example.com? Use it" */
	suggestion?: unknown
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

const labelText = (words: Words, { label, optional }: Labelled) =>
	html`<span>${label}</span>${optional ? html`<span class="opt">${words.t('optional')}</span>` : nothing}`

export const hintLine = ({ id, hint }: Labelled) =>
	hint ? html`<p class="xs quiet" id="${id}-hint">${hint}</p>` : nothing

export const wrap = (
	words: Words,
	props: Labelled,
	control: unknown,
	after: unknown = nothing,
) => html`<div class="field">
	<label class="label between" for=${props.id}>${labelText(words, props)}</label>
	${hintLine(props)}${control}${errorLine(props)}${after}</div>`

export type Typed = Event & { target: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement }

/** Dates being typed: each key on the way makes another day, which nobody means. */
const typing = new WeakSet<EventTarget>()

/** One line of text. */
export function textField(words: Words, props: TextProps): TemplateResult {
	const { id, value, onInput, onBlur, type = 'text', error, placeholder, suggestion } = props
	const told = ({ target }: Typed) => typing.has(target) || onInput(target.value)
	const left = (event: Typed) => {
		if (typing.delete(event.target)) told(event)
		onBlur?.()
	}
	return wrap(
		words,
		props,
		html`<input class="input" id=${id} name=${id} type=${type} .value=${value}
			autocomplete=${props.autocomplete ?? nothing} inputmode=${props.inputmode ?? nothing}
			enterkeyhint=${props.enterkeyhint ?? 'next'} placeholder=${placeholder ?? nothing}
			aria-invalid=${error ? 'true' : nothing} aria-describedby=${describedBy(props)}
			max=${props.max ?? nothing}
			@keydown=${({ target }: Typed) => type === 'date' && typing.add(target)} @input=${told} @blur=${left} />`,
		suggestion ? html`<p class="sm">${suggestion}</p>` : nothing,
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
