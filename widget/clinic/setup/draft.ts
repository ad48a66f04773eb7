import { VetslotError } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { errorSummary, type FieldError } from '../../controls/errors.ts'
import {
	type AreaProps,
	checkField,
	describedBy,
	type Option,
	selectField,
	type TextProps,
	type Typed,
	textArea,
	textField,
	wrap,
} from '../../controls/fields.ts'
import { note } from '../../controls/notes.ts'
import { alert } from '../../theme/icons.ts'
import type { ConsoleView } from '../console-view.ts'

type Extra<P> = Partial<Omit<P, 'id' | 'label' | 'value' | 'onInput' | 'error'>>
/** What is empty is null. */
interface Empty {
	nullable?: boolean
}
type Stranded = VetslotError['stranded']

/**
 * A whole thing being edited: what it is now, what the server says about its fields, and whether it
 * is being saved. Fields are named by their path in what is sent, such as `price.amount`.
 */
export class Draft<T extends object> {
	readonly #host: ConsoleView
	#saved: string
	value: T
	issues: readonly { path: string; message: string }[] = []
	trouble: string | undefined
	/** Visits that the change would strand, which was refused. */
	stranded: Stranded = []
	busy = false

	constructor(host: ConsoleView, value: T) {
		this.#host = host
		this.value = value
		this.#saved = JSON.stringify(value)
	}

	get changed(): boolean {
		return JSON.stringify(this.value) !== this.#saved
	}

	at(path: string): unknown {
		return path.split('.').reduce<unknown>((part, key) => (part as Keyed | null)?.[key], this.value)
	}

	set(path: string, value: unknown): void {
		this.value = laid(this.value, path.split('.'), value) as T
		// An error leaves with the answer that it was about.
		const about = (one: { path: string }) => one.path === path || one.path.startsWith(`${path}.`)
		this.issues = this.issues.filter((one) => !about(one))
		this.#host.requestUpdate()
	}

	/** What the server says of a field, or of what stands in it. */
	error(path: string): string | undefined {
		return this.issues.find((one) => one.path === path)?.message
	}

	/** Of a field, or else of something within it. */
	errorWithin(path: string): string | undefined {
		const within = this.issues.find((one) => one.path.startsWith(`${path}.`))
		return this.error(path) ?? within?.message
	}

	/** Sends once, however often it is pressed; true when that went well. */
	async save(work: () => Promise<T>): Promise<boolean> {
		if (this.busy) return false
		Object.assign(this, { busy: true, trouble: undefined, issues: [], stranded: [] })
		this.#host.requestUpdate()
		try {
			this.value = await work()
			this.#saved = JSON.stringify(this.value)
			return true
		} catch (error) {
			this.#refused(error)
			return false
		} finally {
			this.busy = false
			this.#host.requestUpdate()
			if (this.issues.length > 0) await this.#toErrors()
		}
	}

	#refused(error: unknown): void {
		if (error instanceof VetslotError) {
			this.issues = error.issues
			this.stranded = error.stranded
		}
		if (this.issues.length + this.stranded.length === 0) {
			this.trouble = this.#host.desk.failure(error)
		}
	}

	async #toErrors(): Promise<void> {
		await this.#host.updateComplete
		this.#host.find('#errors')?.focus()
	}

	/** Everything that is wrong, above the form. */
	alerts(level: number): TemplateResult | typeof nothing {
		const { words } = this.#host.desk
		const errors: FieldError[] = this.issues.map(({ path, message }) => ({
			id: idOf(path),
			message,
		}))
		if (errors.length > 0) return errorSummary(words, level, errors)
		if (this.trouble === undefined) return nothing
		return html`<div role="alert">${note('danger', { glyph: alert, text: this.trouble })}</div>`
	}

	text(path: string, label: string, more: Extra<TextProps> & Empty = {}): TemplateResult {
		const value = String(this.at(path) ?? '')
		const onInput = (text: string) => this.set(path, text === '' && more.nullable ? null : text)
		return textField(this.#host.desk.words, {
			...this.#props(path, label),
			value,
			onInput,
			...more,
		})
	}

	number(path: string, label: string, more: Extra<TextProps> = {}): TemplateResult {
		const value = String(this.at(path) ?? '')
		const onInput = (text: string) => {
			const number = Number(text.replace(',', '.'))
			this.set(path, text.trim() === '' ? null : Number.isNaN(number) ? text : number)
		}
		const props = { ...this.#props(path, label), value, onInput, inputmode: 'numeric', ...more }
		return textField(this.#host.desk.words, props)
	}

	area(path: string, label: string, more: Extra<AreaProps> & Empty = {}): TemplateResult {
		const value = String(this.at(path) ?? '')
		const onInput = (text: string) => this.set(path, text === '' && more.nullable ? null : text)
		return textArea(this.#host.desk.words, { ...this.#props(path, label), value, onInput, ...more })
	}

	/** Several texts divided by commas, taken when the field is left: until then a comma may be on its way. */
	list(path: string, label: string, hint?: string): TemplateResult {
		const props = { ...this.#props(path, label), hint, error: this.errorWithin(path) }
		const take = ({ target }: Typed) => {
			const parts = target.value.split(',').map((part) => part.trim())
			this.set(path, parts.filter(Boolean))
		}
		const value = ((this.at(path) as string[] | null) ?? []).join(', ')
		return wrap(
			this.#host.desk.words,
			props,
			html`<input class="input" id=${props.id} .value=${value} aria-describedby=${describedBy(props)}
				aria-invalid=${props.error ? 'true' : nothing} @change=${take} />`,
		)
	}

	select(path: string, label: string, options: readonly Option[], hint?: string): TemplateResult {
		const value = String(this.at(path) ?? '')
		const onSelect = (chosen: string) => this.set(path, chosen)
		const props = { ...this.#props(path, label), options, value, onSelect, hint }
		return selectField(this.#host.desk.words, props)
	}

	check(path: string, label: string, hint?: string): TemplateResult {
		const checked = this.at(path) === true
		const onToggle = (on: boolean) => this.set(path, on)
		return checkField({ ...this.#props(path, label), checked, onToggle, hint })
	}

	#props(path: string, label: string) {
		return { id: idOf(path), label, error: this.error(path) }
	}
}

type Keyed = Record<string, unknown>

/** Of the control of a field. */
export const idOf = (path: string): string => `f-${path.replaceAll('.', '-')}`

/** The same with another value at a path. */
function laid(whole: unknown, [key, ...rest]: string[], value: unknown): unknown {
	if (key === undefined) return value
	if (Array.isArray(whole)) {
		return whole.map((one, i) => (i === Number(key) ? laid(one, rest, value) : one))
	}
	const part = (whole ?? {}) as Keyed
	return { ...part, [key]: laid(part[key], rest, value) }
}
